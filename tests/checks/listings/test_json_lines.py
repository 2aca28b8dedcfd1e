"""JSON Lines: an object on each line."""

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.errors import ListingError
from checks.listings import Extraction, extract

READ_ON = date(2026, 4, 20)
LINES = ['{"title": "Red Fox", "code": "acme/redfox"}', '{"title": "Blue Fox", "code": "acme/bluefox"}']


def read(text: str, name: str = "papers.jsonl") -> Extraction:
    return extract(text.encode(), name, as_format="json-lines", read_on=READ_ON)


def titles(extraction: Extraction) -> list[str]:
    return [entry.title for entry in extraction.entries]


def test_links_stand_in_their_lines():
    entries = read("\n\n".join(LINES)).entries
    assert [(one.place.line, one.place.column) for entry in entries for one in entry.mentions] == [(1, 31), (3, 32)]


def test_a_file_that_was_cut_keeps_what_is_complete():
    extraction = read("\n".join([*LINES, '{"title": "Grey Fox", "code": "acme']))
    assert titles(extraction) == ["Red Fox", "Blue Fox"]
    (problem,) = extraction.problems
    assert str(problem) == "papers.jsonl:3: is no JSON: Unterminated string starting at; mend it"


def test_a_line_may_hold_several_papers():
    assert titles(read(f'{{"papers": [{LINES[0]}]}}\n[{LINES[1]}]\n')) == ["Red Fox", "Blue Fox"]


def test_a_line_too_deep_is_named_too():
    extraction = read("\n".join([LINES[0], "[" * 5000, LINES[1]]))
    assert titles(extraction) == ["Red Fox", "Blue Fox"]
    assert [problem.line for problem in extraction.problems] == [2]


def test_rows_about_one_paper_are_one_entry_across_lines():
    row = {"paper_title": "Red Fox", "paper_url": "https://a.example"}
    text = "\n".join(json.dumps(row | {"repo_url": f"https://github.com/acme/{name}"}) for name in ("one", "two"))
    (entry,) = read(text).entries
    assert [mention.url for mention in entry.mentions][1:] == [
        "https://github.com/acme/one",
        "https://github.com/acme/two",
    ]


@pytest.mark.parametrize("text", ["NaN", "null", "1", '"x"', "[]", "{}", "{}{}", "\ufeff{}", "\u2028{}\u0085"])
def test_odd_lines_hurt_nobody(text: str):
    assert titles(read(f"{LINES[0]}\n{text}\n{LINES[1]}")) == ["Red Fox", "Blue Fox"]


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(data: bytes):
    with suppress(ListingError):
        extract(data, "papers.jsonl", as_format="json-lines", read_on=READ_ON)


@given(st.lists(st.sampled_from([*LINES, '{"title": "Grey Fox"}', "{broken"]), min_size=1, max_size=5))
def test_a_line_more_changes_none_before_it(lines: list[str]):
    before = read("\n".join(lines)).entries
    assert read("\n".join([*lines, LINES[0]])).entries[: len(before)] == before
