from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.listings import extract
from checks.model import Artifact, Claim, Entry, ForgeName, Kind, Mention, Place, Target

NAME = "daily-papers-2026-04-20.txt"
HEADER = """new

Get trending papers in your email inbox!

Subscribe

Daily Papers

byAK and the research community

Apr 20

"""
PAGE = (
    HEADER
    + """RedFox: Foxes that Learn?

Foxes learn. They learn by e.g. watching. Our code is available at https://github.com/acme/RedFox.

  • 7 authors
·
Jul 26, 2024 2

A Title Without a Footer

An abstract that says nothing of any artifact, but is long enough to be told from a title by anyone.

BlueFox

We will open-source our code. Our project website is https://bluefox.example.org

lanternlab Lantern Lab
·
Mar 14 2
"""
)


def read(text, name=NAME):
    return extract(text.encode(), name, as_format="daily-papers", read_on=date(2026, 11, 22)).entries


def test_titles_abstracts_and_footers_make_entries():
    first, second, third = read(PAGE)
    assert first == Entry(
        position=1,
        title="RedFox: Foxes that Learn?",
        date=date(2024, 7, 26),
        authors=7,
        claim=Claim.RELEASED,
        mentions=(
            Mention(
                url="https://github.com/acme/RedFox",
                target=Target(Kind.REPO, "https://github.com/acme/redfox", ForgeName.GITHUB, "acme/RedFox"),
                claim=Claim.RELEASED,
                artifact=Artifact.CODE,
                sentence="Our code is available at https://github.com/acme/RedFox.",
                place=Place(NAME, 15, 68),
            ),
        ),
    )
    assert second == Entry(2, "A Title Without a Footer")
    assert (third.title, third.organization, third.date) == ("BlueFox", "Lantern Lab", date(2026, 3, 14))


def test_a_promise_without_a_link_stands_at_its_sentence():
    promise, page = read(PAGE)[2].mentions
    assert (promise.url, promise.target, promise.claim, promise.place) == (
        None,
        None,
        Claim.PROMISED,
        Place(NAME, 27, 1),
    )
    assert (page.url, page.claim, page.artifact) == ("https://bluefox.example.org", Claim.NONE, Artifact.PROJECT)


def test_a_link_that_stands_alone_belongs_to_the_claim_before_it():
    (entry,) = read("Fox\n\nWe also release our code. https://github.com/acme/redfox\n\n  • 1 authors\n·\nMar 3\n")
    (mention,) = entry.mentions
    assert (mention.claim, mention.sentence) == (
        Claim.RELEASED,
        "We also release our code. https://github.com/acme/redfox",
    )


def test_a_link_twice_in_one_sentence_is_one_mention():
    (entry,) = read(
        "Fox\n\nCode: https://github.com/acme/redfox (https://github.com/acme/redfox/).\n\n  • 1 authors\n·\nMar 3\n"
    )
    assert len(entry.mentions) == 1


def test_links_of_the_header_belong_to_no_entry():
    page = "Subscribe at https://a.example/news\n\n" + PAGE
    assert [entry.title for entry in read(page)] == [entry.title for entry in read(PAGE)]


@pytest.mark.parametrize(
    ("who", "organization"),
    [
        ("acme Acme", "Acme"),
        ("foxlab Fox Lab at Dawn", "Fox Lab at Dawn"),
        ("Acme", "Acme"),
    ],
)
def test_organisations_are_shown_by_their_name(who, organization):
    (entry,) = read(f"Fox\n\nWe run and run.\n\n{who}\n·\nMar 3\n")
    assert (entry.organization, entry.authors) == (organization, None)


@pytest.mark.parametrize(
    ("written", "name", "expected"),
    [
        ("Mar 14, 2025", NAME, date(2025, 3, 14)),
        ("Mar 14, 2025 3", NAME, date(2025, 3, 14)),
        ("Mar 14 2", NAME, date(2026, 3, 14)),
        ("Dec 30", NAME, date(2025, 12, 30)),
        ("Nov 2", "paste.txt", date(2026, 11, 2)),
        ("Feb 30", NAME, None),
    ],
)
def test_dates_without_a_year_get_that_of_the_listing(written, name, expected):
    (entry,) = read(f"Fox\n\nWe run and run.\n\n  • 3 authors\n·\n{written}\n", name)
    assert entry.date == expected


def test_an_abstract_of_several_paragraphs_stays_with_its_title():
    (entry,) = read("Fox\n\nWe run.\n\nCode: https://github.com/acme/redfox\n\n  • 3 authors\n·\nMar 3\n")
    assert entry.title == "Fox"
    assert len(entry.mentions) == 1


WORDS = ["Fox", "learns", "Code:", "https://github.com/acme/redfox", "will", "be", "released"]
TITLES = st.lists(st.sampled_from(["Red", "Foxes:", "Learn?"]), max_size=12).map(
    lambda words: " ".join(["On", *words, "Foxes"])
)
ABSTRACTS = st.lists(st.sampled_from(WORDS)).map(
    lambda words: "Here we say a good deal more than any title of such foxes can: " + " ".join(words) + "."
)
FOOTERS = st.sampled_from(["", "\n\n  • 3 authors\n·\nMar 3, 2026", "\n\nacme Acme\n·\nFeb 2 4"])
ENTRIES = st.tuples(TITLES, ABSTRACTS, FOOTERS).map(lambda parts: f"{parts[0]}\n\n{parts[1]}{parts[2]}\n\n")


@given(st.lists(ENTRIES, min_size=1), ENTRIES)
def test_an_entry_added_below_changes_none_before_it(entries, added):
    before = read(HEADER + "".join(entries))
    after = read(HEADER + "".join(entries) + added)
    assert len(before) == len(entries)
    assert after[:-1] == before
