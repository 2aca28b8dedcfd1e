import json
from datetime import date

from checks.listings import extract
from checks.model import Artifact, Claim, Entry, ForgeName, Kind, Mention, Place, Target

READ_ON = date(2026, 4, 20)
REDFOX = Target(Kind.REPO, "https://github.com/acme/redfox", ForgeName.GITHUB, "acme/RedFox")
RECORD = {
    "title": "RedFox",
    "publishedAt": "2026-04-17T00:00:00.000Z",
    "paper": {
        "id": "2604.00001",
        "title": "RedFox",
        "summary": "Foxes \u201clearn\u201d.\nThe code will be released at https://github.com/acme/RedFox.",
        "authors": [{"name": "A. Fox"}, {"name": "B. Fox"}],
        "githubRepo": "https://github.com/acme/RedFox",
        "projectPage": "https://redfox.example.org",
        "githubStars": 3,
        "organization": {"name": "acme", "fullname": "Acme Labs"},
    },
}


def read(value, **options):
    text = json.dumps(value, **options)
    return text, extract(text.encode(), "papers.json", read_on=READ_ON).entries


def test_a_paper_has_its_summary_and_its_fields():
    text, (entry,) = read([RECORD])
    summary, repository, page = entry.mentions
    assert (entry.title, entry.date, entry.authors, entry.organization, entry.arxiv_id, entry.claim) == (
        "RedFox", date(2026, 4, 17), 2, "Acme Labs", "2604.00001", Claim.MIXED,
    )  # fmt: skip
    assert (summary.target, summary.claim, summary.origin) == (REDFOX, Claim.PROMISED, "listing")
    assert repository == Mention(
        url="https://github.com/acme/RedFox",
        target=REDFOX,
        claim=Claim.RELEASED,
        artifact=Artifact.CODE,
        sentence="Code: https://github.com/acme/RedFox",
        place=Place("papers.json", 1, text.index('"https://github.com/acme') + 2),
    )
    assert (page.url, page.artifact) == ("https://redfox.example.org", Artifact.PROJECT)


def test_links_in_escaped_strings_keep_their_place():
    text, (entry,) = read([RECORD], indent=1)
    place = entry.mentions[0].place
    assert text.split("\n")[place.line - 1][place.column - 1 :].startswith("https://github.com/acme/RedFox.")


def test_one_paper_alone_is_read_too():
    _, entries = read(RECORD["paper"])
    assert [entry.title for entry in entries] == ["RedFox"]


def test_an_empty_list_holds_no_entries():
    assert read([])[1] == ()


def test_fields_of_the_wrong_sort_are_left_out():
    paper = {"title": "Fox", "summary": 3, "authors": "A. Fox", "githubRepo": None, "projectPage": "n/a", "id": []}
    _, entries = read([{"paper": paper}, {"paper": {}}, {"paper": "x"}])
    assert entries == (Entry(1, "Fox", authors=1),)


def test_lone_surrogates_do_not_reach_the_database():
    _, (entry,) = read([{"paper": {"title": "Fox \ud800", "summary": "Foxes\udfffrun https://github.com/acme/redfox"}}])
    assert entry.title == "Fox ?"
    assert entry.mentions[0].sentence == "Foxes?run https://github.com/acme/redfox"
