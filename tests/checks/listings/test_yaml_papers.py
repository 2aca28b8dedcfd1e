"""YAML: lists and groups of papers."""

import os
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.errors import ListingError
from checks.listings import extract
from checks.model import Claim, Entry

READ_ON = date(2026, 4, 20)


def read(text: str, name: str = "papers.yaml") -> tuple[Entry, ...]:
    return extract(text.encode(), name, read_on=READ_ON).entries


def links(text: str) -> list[str | None]:
    return [mention.url for entry in read(text) for mention in entry.mentions]


def test_a_list_of_papers_is_read_with_its_places():
    (entry,) = read("# foxes\n- title: Red Fox\n  year: 2025\n  code: https://github.com/acme/redfox\n")
    assert (entry.title, entry.date, entry.claim) == ("Red Fox", date(2025, 12, 31), Claim.RELEASED)
    assert (entry.mentions[0].place.line, entry.mentions[0].place.column) == (4, 9)


def test_groups_of_papers_are_no_papers():
    text = (
        "Vision:\n  - title: Red Fox\n    github: acme/redfox\nSound:\n  - title: Blue Fox\n    github: acme/bluefox\n"
    )
    assert [entry.title for entry in read(text)] == ["Red Fox", "Blue Fox"]


def test_comments_are_no_mentions():
    assert links("# old: https://github.com/acme/oldfox\ntitle: Fox\ncode: https://github.com/acme/redfox\n") == [
        "https://github.com/acme/redfox"
    ]


def test_folded_text_and_quotes_are_read_as_people_see_them():
    text = (
        "- title: 'Red: Fox'\n  abstract: >\n    Foxes are red. The code will be released at\n"
        "    https://github.com/acme/redfox.\n"
    )
    (mention,) = read(text)[0].mentions
    assert (mention.url, mention.claim, mention.place.line) == ("https://github.com/acme/redfox", Claim.PROMISED, 4)


def test_aliases_stand_for_what_they_name():
    assert links("- title: Red Fox\n  code: &c acme/redfox\n- title: Blue Fox\n  code: *c\n") == [
        "https://github.com/acme/redfox",
        "https://github.com/acme/redfox",
    ]


def test_a_billion_laughs_are_refused():
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    with pytest.raises(ListingError, match="far too much"):
        read("\n".join(rows))


def test_a_document_that_holds_itself_does_no_harm():
    assert read("&a\ntitle: Red Fox\ninner: *a\n")[0].title == "Red Fox"


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000 + "x", "{a: " * 50_000])
def test_depth_without_end_is_one_clear_line(text: str):
    with pytest.raises(ListingError, match=r"papers\.yaml"):
        read(text)


def test_a_broken_document_is_named_with_its_line():
    with pytest.raises(ListingError, match=r"papers\.yaml:4: is no YAML"):
        read("- title: Red Fox\n- title: Blue Fox\n  code: [x\n  other: }\n")


def test_tags_construct_nothing(tmp_path: os.PathLike[str]):
    trap = f"{tmp_path}/made"
    assert read(f'- title: Fox\n  x: !!python/object/apply:os.system ["touch {trap}"]\n')[0].title == "Fox"
    assert not os.path.exists(trap)  # noqa: PTH110 - the trap is a path in a text


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(data: bytes):
    with suppress(ListingError):
        extract(data, "papers", as_format="yaml", read_on=READ_ON)


@given(st.lists(st.sampled_from(["Red", "Blue", "Grey"]), min_size=1, max_size=4))
def test_a_paper_more_changes_none_before_it(names: list[str]):
    text = "".join(f"- title: {name} Fox\n  code: acme/{name.lower()}fox\n" for name in names)
    assert read(text + "- title: Last Fox\n  code: acme/lastfox\n")[: len(names)] == read(text)
