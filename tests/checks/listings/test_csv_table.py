"""CSV and TSV: rows are records, the first row names their fields."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.errors import ListingError
from checks.listings import extract
from checks.model import Claim, Entry

READ_ON = date(2026, 4, 20)


def read(text: str, name: str = "papers.csv", as_format: str | None = None) -> tuple[Entry, ...]:
    return extract(text.encode(), name, as_format=as_format, read_on=READ_ON).entries


def links(entry: Entry) -> list[str | None]:
    return [mention.url for mention in entry.mentions]


def test_the_first_row_names_the_fields():
    (entry,) = read(
        "title,date,code,page\nRed Fox,2026-03-01,https://github.com/acme/redfox,https://redfox.example.org\n"
    )
    assert (entry.title, entry.date, entry.claim) == ("Red Fox", date(2026, 3, 1), Claim.RELEASED)
    assert links(entry) == ["https://github.com/acme/redfox", "https://redfox.example.org"]


@pytest.mark.parametrize("separator", ["\t", ";", "|"])
def test_other_marks_part_cells_too(separator: str):
    text = separator.join(["title", "code"]) + "\n" + separator.join(["Red Fox", "acme/redfox"]) + "\n"
    assert links(read(text)[0]) == ["https://github.com/acme/redfox"]


def test_cells_may_hold_line_breaks_quotes_and_two_links():
    text = 'title,code\n"Red\n""Fox""","https://github.com/acme/redfox;https://github.com/acme/bluefox"\n'
    (entry,) = read(text)
    assert entry.title == 'Red "Fox"'
    assert links(entry) == ["https://github.com/acme/redfox", "https://github.com/acme/bluefox"]
    assert [(one.place.line, one.place.column) for one in entry.mentions] == [(3, 11), (3, 42)]


def test_without_names_a_row_is_called_by_its_words():
    entries = read("2026,Red Fox,https://github.com/acme/redfox\n2026,Blue Fox,https://github.com/acme/bluefox\n")
    assert [entry.title for entry in entries] == ["Red Fox", "Blue Fox"]


def test_a_promise_in_a_cell_counts():
    (entry,) = read("title,code\nRed Fox,coming soon\n")
    assert [mention.claim for mention in entry.mentions] == [Claim.PROMISED]


def test_one_column_is_read_by_its_lines():
    entries = read("Red Fox https://github.com/acme/redfox\nBlue Fox https://github.com/acme/bluefox\n")
    assert len(entries) == 2


def test_a_table_is_recognised_without_its_name():
    text = "title,code\nRed Fox,https://github.com/acme/redfox\n"
    assert extract(text.encode(), "-", read_on=READ_ON).format == "csv"


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(data: bytes):
    with suppress(ListingError):
        extract(data, "papers.csv", as_format="csv", read_on=READ_ON)


CELL = st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters='",'), max_size=20)


@given(st.lists(CELL, min_size=1, max_size=5), CELL)
def test_a_row_more_changes_none_before_it(titles: list[str], more: str):
    text = "title,code\n" + "".join(f"{title},https://github.com/acme/fox\n" for title in titles)
    before = read(text, as_format="csv")
    assert read(f"{text}{more},acme/redfox\n", as_format="csv")[: len(before)] == before


def test_a_row_that_never_ends_takes_no_time():
    assert len(read('title,code\n"' + "a" * 1_000_000, as_format="csv")) == 1
