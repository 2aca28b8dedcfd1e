from datetime import date

import pytest

from checks.listings import extract
from checks.model import Artifact, Claim

HEAD = (
    "Send any comments to foxes@mail.example, archives at http://arxiv.org/\n"
    + "-" * 78
    + "\n received from Fri\n"
    + "-" * 78
)
NEW = r"""
\\
arXiv:2604.00001
Date: Mon, 6 Apr 2026 20:54:59 GMT   (37kb,D)

Title: RedFox: A Fox That Is
  Very Red
Authors: Ada Fox (1 and 2), Bea Fox (2) and Cy Fox ((1) Acme, (2) Fox Labs)
Categories: cs.CV
Comments: 5 pages. Code at https://github.com/acme/redfox
License: http://creativecommons.org/licenses/by/4.0/
\\
  We run. Videos are available on our project
page https://redfox.example.org .
\\ ( https://arxiv.org/abs/2604.00001 ,  37kb)
------------------------------------------------------------------------------"""
CROSS = r"""
\\
arXiv:2604.00002 (*cross-listing*)
Date: Tue, 7 Apr 2026 05:00:00 GMT   (161kb)

Title: BlueFox
Authors: Ada Fox, Bea Fox et al.
Categories: cs.RO cs.CV
\\
  Code will be released.
\\ ( https://arxiv.org/abs/2604.00002 ,  161kb)
------------------------------------------------------------------------------"""
REVISED = r"""
%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%
\\
arXiv:2501.00003
replaced with revised version Wed, 8 Apr 2026 18:11:29 GMT   (1183kb,D)

Title: OldFox
Authors: Ada Fox
Categories: cs.CL
Comments: Code: https://github.com/acme/oldfox.git
\\ ( https://arxiv.org/abs/2501.00003 ,  1183kb)
%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---
For general information, see https://fox.example.org
"""


def read(text):
    extraction = extract(text.encode(), "mail.txt", read_on=date(2026, 4, 20))
    assert extraction.format == "arxiv-mail"
    return extraction.entries


def test_every_paper_is_an_entry_with_title_date_and_number():
    facts = [(entry.title, entry.date, entry.arxiv_id, entry.authors) for entry in read(HEAD + NEW + CROSS + REVISED)]
    assert facts == [
        ("RedFox: A Fox That Is Very Red", date(2026, 4, 6), "2604.00001", 3),
        ("BlueFox", date(2026, 4, 7), "2604.00002", None),
        ("OldFox", date(2026, 4, 8), "2501.00003", 1),
    ]


def test_comments_and_abstracts_hold_links_and_claims():
    red, blue, old = read(HEAD + NEW + CROSS + REVISED)
    assert [(one.url, one.claim, one.artifact) for one in red.mentions] == [
        ("https://github.com/acme/redfox", Claim.RELEASED, Artifact.CODE),
        ("http://creativecommons.org/licenses/by/4.0/", Claim.NONE, Artifact.UNKNOWN),
        ("https://redfox.example.org", Claim.RELEASED, Artifact.PROJECT),
    ]
    assert [(one.url, one.claim) for one in blue.mentions] == [(None, Claim.PROMISED)]
    assert [one.url for one in old.mentions] == ["https://github.com/acme/oldfox.git"]


def test_links_stand_where_they_stand_in_the_mail():
    mail = HEAD + NEW
    for mention in read(mail)[0].mentions:
        assert mail.split("\n")[mention.place.line - 1][mention.place.column - 1 :].startswith(mention.url)


def test_a_mail_cut_in_the_middle_keeps_what_was_complete():
    mail = NEW + CROSS
    assert [entry.title for entry in read(mail[: mail.index("Categories: cs.RO")])] == [
        "RedFox: A Fox That Is Very Red",
        "BlueFox",
    ]
    assert len(read(mail[: mail.index("Title: BlueFox")])) == 1


@pytest.mark.parametrize("name", ["Date (v1)", "Date"])
def test_the_first_date_is_the_papers(name):
    mail = f"\\\\\narXiv:2604.00001\n{name}: Mon, 6 Apr 2026 20:54:59 GMT   (37kb,D)\nTitle: RedFox\n\\\\\n  Foxes.\n"
    assert read(mail)[0].date == date(2026, 4, 6)
