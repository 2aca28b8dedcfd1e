"""Records: fields with names go in, an entry comes out."""

from datetime import date

import pytest

from checks.listings.records import Field, entry_of
from checks.listings.source import Excerpt, source_of
from checks.model import Artifact, Claim, Entry, Kind

ON = date(2026, 4, 20)


def entry(**values: str) -> Entry:
    """Fields in one line each, as a file might hold them; `__` stands between the names of a path."""
    text, fields = "", []
    for path, value in {"title": "Red Fox", **values}.items():
        fields.append(Field(tuple(path.split("__")), Excerpt(value, ((0, len(text)),))))
        text += f"{value}\n"
    found = entry_of(fields, source_of(text, "papers", ON))
    assert found is not None
    return found


def claims(**values: str) -> list[tuple[str | None, Claim, Artifact]]:
    return [(one.url, one.claim, one.artifact) for one in entry(**values).mentions]


@pytest.mark.parametrize(
    "name", ["code", "code_url", "github", "githubRepo", "repo-link", "official_code", "implementation"]
)
def test_a_field_for_code_claims_its_link(name: str):
    assert claims(**{name: "https://github.com/acme/redfox"}) == [
        ("https://github.com/acme/redfox", Claim.RELEASED, Artifact.CODE)
    ]


@pytest.mark.parametrize("name", ["projectPage", "project_url", "homepage", "website"])
def test_a_field_for_a_page_claims_its_link(name: str):
    assert claims(**{name: "https://redfox.example.org"}) == [
        ("https://redfox.example.org", Claim.RELEASED, Artifact.PROJECT)
    ]


def test_a_bare_name_in_a_field_for_code_is_a_repository_on_github():
    assert claims(github="acme/redfox") == [("https://github.com/acme/redfox", Claim.RELEASED, Artifact.CODE)]


@pytest.mark.parametrize("value", ["n/a", "N/A", "none", "-", ""])
def test_a_field_that_says_no_claims_nothing(value: str):
    assert claims(github=value) == []


@pytest.mark.parametrize("value", ["TBA", "coming soon", "will be released upon acceptance"])
def test_a_field_that_puts_off_is_a_promise_without_a_link(value: str):
    assert claims(code=value) == [(None, Claim.PROMISED, Artifact.CODE)]


def test_a_field_that_says_nothing_of_its_link_claims_nothing():
    assert claims(url="https://redfox.example.org") == [("https://redfox.example.org", Claim.NONE, Artifact.PROJECT)]


def test_a_sentence_in_a_field_speaks_for_itself():
    assert claims(abstract="Foxes are red. Code will be released at https://github.com/acme/redfox.") == [
        ("https://github.com/acme/redfox", Claim.PROMISED, Artifact.CODE)
    ]


def test_html_and_markdown_in_a_field_are_read_as_people_see_them():
    assert claims(content='<p>See <a href="https://github.com/acme/redfox">our code</a>.</p>')[0][0].endswith("redfox")
    assert claims(notes="[Code (not released yet)](https://github.com/acme/redfox)")[0][1] is Claim.PROMISED


def test_links_of_people_are_personal_and_those_of_pictures_are_none():
    (mention,) = entry(authors__url="https://fox.example.org", image="https://redfox.example.org/fox").mentions
    assert mention.target is not None
    assert (mention.target.kind, mention.claim) == (Kind.PERSONAL, Claim.NONE)


def test_somebody_elses_repository_is_no_release():
    assert claims(repo_url="https://github.com/else/redfox", is_official="false")[0][1] is Claim.NONE


def test_places_are_those_of_the_file():
    mention = entry(abstract="Foxes.", code="https://github.com/acme/redfox").mentions[0]
    assert (mention.place.line, mention.place.column) == (3, 1)


def test_the_facts_of_a_paper_are_read():
    found = entry(year="2024", arxiv_id="2404.12345v2", authors="A. Fox, B. Fox and C. Fox", organization__name="Acme")
    assert (found.date, found.arxiv_id, found.authors, found.organization) == (
        date(2024, 12, 31),
        "2404.12345",
        3,
        "Acme",
    )


def test_the_title_may_stand_in_the_paper_inside():
    fields = [Field(("paper", "title"), Excerpt("Red Fox")), Field(("venue", "title"), Excerpt("FoxConf"))]
    found = entry_of(fields, source_of("Red Fox", "papers", ON))
    assert found is not None
    assert found.title == "Red Fox"


def test_a_record_without_a_title_is_no_entry():
    assert entry_of([Field(("code",), Excerpt("acme/redfox"))], source_of("acme/redfox", "papers", ON)) is None
