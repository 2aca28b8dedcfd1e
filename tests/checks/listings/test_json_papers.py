"""JSON of papers, in any naming and at any depth."""

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.errors import ListingError
from checks.listings import extract
from checks.model import Claim, Entry

READ_ON = date(2026, 4, 20)
CODE = "https://github.com/acme/redfox"
FOX = {"title": "Red Fox", "code": CODE}


def read(value: Any, name: str = "papers.json") -> tuple[Entry, ...]:
    text = value if isinstance(value, str) else json.dumps(value)
    return extract(text.encode("utf-8", "surrogatepass"), name, read_on=READ_ON).entries


def told(entries: tuple[Entry, ...]) -> list[tuple[str, list[str | None]]]:
    return [(entry.title, [mention.url for mention in entry.mentions]) for entry in entries]


RED = [("Red Fox", [CODE])]


@pytest.mark.parametrize(
    "value",
    [
        [FOX],
        {"papers": [FOX]},
        {"meta": {"title": "A map of foxes"}, "2026": {"spring": [FOX]}},
        [{"title": "Volume 1", "papers": [FOX]}],
        {
            "version": "https://jsonfeed.org/version/1",
            "title": "Foxes",
            "items": [{"title": "Red Fox", "content_html": f'<a href="{CODE}">x</a>'}],
        },
        FOX,
        {"data": FOX},
        [{"name": "Red Fox", "links": [["git", CODE, 12]]}],
        [{"name": "Red Fox", "links": [{"type": "code", "url": CODE}]}],
        [{"title": "Red Fox", "links": {"github": "acme/redfox"}}],
        {"fox1": FOX, "fox2": {"title": "Blue Fox"}},
    ],
)
def test_papers_are_found_wherever_they_stand(value: Any):
    assert told(read(value))[:1] == RED


def test_people_and_venues_are_no_papers():
    authors = [{"name": "A. Fox", "url": "https://fox.example.org"}]
    (entry,) = read([FOX | {"authors": authors, "venue": {"name": "FoxConf", "url": "https://conf.example.org"}}])
    assert (entry.title, entry.authors) == ("Red Fox", 1)


def test_strings_of_markdown_are_read_as_markdown():
    paper = "[2601.00001](http://arxiv.org/abs/2601.00001)"
    text = f"- 2026-01-02, **Red Fox**, A. Fox et.al., Paper: {paper}, Code: **[{CODE}]({CODE})**\n"
    (entry,) = read({"Foxes": {"2601.00001": text}})
    assert (entry.title, entry.date, entry.arxiv_id) == ("Red Fox", date(2026, 1, 2), "2601.00001")
    assert CODE in [mention.url for mention in entry.mentions]


def test_a_table_row_in_a_string_is_read_as_a_row():
    row = (
        f"|**2026-01-02**|**Red Fox**|A. Fox et.al.|[2601.00001](http://arxiv.org/abs/2601.00001)|**[link]({CODE})**|\n"
    )
    text = json.dumps({"Foxes": {"2601.00001": row, "2601.00002": row.replace("Red", "Blue").replace("01)", "02)")}})
    red, blue = read(text)
    assert (red.title, red.date, red.arxiv_id) == ("Red Fox", date(2026, 1, 2), "2601.00001")
    assert (blue.title, blue.arxiv_id, blue.mentions[-1].url) == ("Blue Fox", "2601.00002", CODE)
    assert text[red.mentions[-1].place.column - 1 :].startswith(CODE)


ROW = {"paper_title": "Red Fox", "paper_arxiv_id": "2601.00001", "paper_url": "https://a.example/redfox"}


def test_rows_about_one_paper_are_one_entry_and_somebody_elses_code_is_no_release():
    own = ROW | {"repo_url": CODE, "is_official": True}
    other = ROW | {"repo_url": "https://github.com/else/fox", "is_official": False}
    blue = {"paper_title": "Blue Fox", "paper_arxiv_id": "2601.00002", "repo_url": CODE, "is_official": False}
    red, last = read([own, other, blue])
    assert [(one.url, one.claim) for one in red.mentions] == [
        ("https://a.example/redfox", Claim.NONE),
        (CODE, Claim.RELEASED),
        ("https://github.com/else/fox", Claim.NONE),
    ]
    assert (red.title, red.arxiv_id, last.title) == ("Red Fox", "2601.00001", "Blue Fox")


def test_papers_of_one_title_stay_apart_where_they_are_no_rows_of_links():
    assert [entry.title for entry in read([FOX, FOX])] == ["Red Fox", "Red Fox"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("papers", '[{"title": "Red Fox"}]', "json"),
        ("https://a.example/api?x=1", '{"papers": []}', "json"),
        ("papers.txt", '[["Red Fox", 3]]', "json"),
        ("papers.txt", '["Red Fox", https://a.example', "text"),
        ("papers.txt", "[1] Red Fox, https://a.example", "text"),
        ("papers.md", '[{"title": "Red Fox"}]', "markdown"),
        ("papers.json", '{"title": "Red Fox"}\n{"title": "Blue Fox"}\n', "json-lines"),
        ("papers.json", '{\n"title": "Red Fox"\n}', "json"),
    ],
)
def test_json_is_known_by_its_name_or_by_how_it_begins(name: str, text: str, expected: str):
    assert extract(text.encode(), name, read_on=READ_ON).format == expected


def test_escaped_slashes_and_line_breaks_are_undone_and_places_kept():
    text = '[\n {"title": "Red Fox",\n  "abstract": "Foxes.\\nCode: https:\\/\\/github.com\\/acme\\/redfox\\nMore"}]'
    (mention,) = read(text)[0].mentions
    assert (mention.url, mention.place.line, mention.place.column) == (CODE, 3, 30)


def test_json_lines_are_objects_one_below_the_other():
    text = f'{json.dumps(FOX)}\n\n{{"title": "Blue Fox", "github": "acme/bluefox"}}\n'
    extraction = extract(text.encode(), "papers.jsonl", read_on=READ_ON)
    assert extraction.format == "json-lines"
    assert [entry.title for entry in extraction.entries] == ["Red Fox", "Blue Fox"]
    assert extraction.entries[1].mentions[0].place.line == 3


def test_a_broken_line_is_named_and_the_others_are_read():
    text = '{"title": "Red Fox"}\n{"title": \n{"title": "Blue Fox"}\n'
    extraction = extract(text.encode(), "papers.jsonl", read_on=READ_ON)
    assert [entry.title for entry in extraction.entries] == ["Red Fox", "Blue Fox"]
    assert [str(problem).partition(" is")[0] for problem in extraction.problems] == ["papers.jsonl:2:"]


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "1" * 10_000, '[{"title": "x"'])
def test_what_nobody_can_read_is_one_clear_line(text: str):
    with pytest.raises(ListingError, match=r"papers\.json"):
        read(text)


def test_a_tree_of_sixty_levels_and_more_does_no_harm():
    value: Any = [FOX]
    for _ in range(200):
        value = {"deeper": value}
    read(value)


@pytest.mark.parametrize(
    "text", ["NaN", '[{"title": "Red Fox", "stars": NaN, "title": "Fox"}]', '{"title": "\\ud800"}', "[]", "null"]
)
def test_odd_values_hurt_nobody(text: str):
    read(text)


@pytest.mark.parametrize("mark", ['"', "\\", "[", "|", "*", "<", "&", "`", " ", "\n", "é"])
@pytest.mark.parametrize(
    "shape", [lambda text: [{"title": text, "code": CODE}], lambda text: {"a": f"- {CODE} {text}"}]
)
def test_a_long_run_of_one_mark_is_read_in_bounded_time(mark: str, shape: Any):
    assert read(shape(mark * 100_000))[0].mentions[0].url == CODE


def test_files_that_a_listing_names_are_not_read(tmp_path: Path):
    bait = tmp_path / "bait.json"
    bait.write_text(json.dumps([FOX]))
    names = {"$ref": f"{bait}#/0", "include": str(bait), "@import": bait.as_uri()}
    (entry,) = read([{"title": "Grey Fox", "abstract": names, **names}])
    assert CODE not in [mention.url for mention in entry.mentions]


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(data: bytes):
    for name in ("json", "json-lines", "huggingface-json"):
        with suppress(ListingError):
            extract(data, "papers", as_format=name, read_on=READ_ON)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10) | st.just(CODE),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["title", "code", "paper", "x"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_no_tree_raises(value: Any):
    read([value])


TITLES = st.text(alphabet="RedBluFox ", max_size=10).map(lambda words: f"A {words}")


@given(st.lists(TITLES, min_size=1, max_size=4), TITLES)
def test_a_paper_more_changes_none_before_it(titles: list[str], more: str):
    papers = [{"title": title, "code": CODE} for title in titles]
    before = read(papers)
    assert [entry.title for entry in read([*papers, {"title": more, "code": CODE}])][: len(before)] == [
        e.title for e in before
    ]
