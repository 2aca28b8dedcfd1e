"""JSON as trees whose texts know where they stand."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.errors import ListingError
from checks.listings.json_text import Strings, parse
from checks.listings.source import source_of
from checks.listings.trees import Tree

ON = date(2026, 4, 20)
UNQUOTED = "Expecting property name enclosed in double quotes"


def told(tree: Tree) -> list[str]:
    """All texts of a tree, in order."""
    if isinstance(tree, str):
        return [tree]
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return [text for value in inner for text in told(value)]


def placed(text: str) -> list[tuple[str, str]]:
    """All texts of a JSON text, with the six characters that stand in the source where each begins."""
    source = source_of(text, "papers.json", ON)
    strings = Strings(source.text)
    return [(one, source.text[strings.excerpt(one).offset(0) :][:6]) for one in told(parse(source))]


def test_texts_that_recur_stand_where_each_of_them_stands():
    source = source_of('{"a": "b", "b": ["a", "b"], "c": 1, "d": "b"}', "papers.json", ON)
    strings = Strings(source.text)
    assert [strings.excerpt(one).offset(0) for one in told(parse(source))] == [7, 18, 23, 42]


def test_numbers_and_names_are_not_taken_for_texts():
    assert placed('[{"year": 2024, "x": "2024"}, {"2024": "y"}]') == [("2024", '2024"}'), ("y", 'y"}]')]


@pytest.mark.parametrize("written", ["\\/", "\\u002f", "/"])
def test_every_character_is_found_behind_escapes(written: str):
    source = source_of(f'["\\u00e9\\ud83e\\udd8a\\n\\"{written}fox"]', "papers.json", ON)
    (text,) = told(parse(source))
    excerpt = Strings(source.text).excerpt(text)
    assert (text, source.text[excerpt.offset(text.index("fox")) :]) == ('é🦊\n"/fox', 'fox"]')
    assert source.text[excerpt.offset(text.index("/")) :].startswith(written)


def test_an_escape_beside_a_lone_surrogate_is_a_character_of_its_own():
    source = source_of('["\\u4e2d\\udc00fox"]', "papers.json", ON)
    (text,) = told(parse(source))
    excerpt = Strings(source.text).excerpt(text)
    assert (excerpt.text, source.text[excerpt.offset(2) :]) == ("中?fox", 'fox"]')


def test_names_that_stand_twice_keep_all_they_hold():
    assert placed('{"a": "one", "a": {"b": "two", "b": "three"}, "c": "four"}') == [
        ("one", 'one", '), ("two", 'two", '), ("three", 'three"'), ("four", 'four"}'),
    ]  # fmt: skip


def test_line_breaks_and_tabs_may_stand_in_texts():
    assert placed('["red\n\tfox"]') == [("red\n\tfox", "red\n\tf")]


def test_a_part_is_placed_in_the_whole():
    source = source_of('["x"]\n["fox"]\n', "papers.jsonl", ON)
    (text,) = told(parse(source, 6, 13))
    assert Strings(source.text).excerpt(text).offset(0) == 8


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[\n"a"\n"b"]', "papers.json:3: is no JSON: Expecting ',' delimiter; mend it"),
        ("{'title': 'Red Fox'}", f"papers.json:1: is no JSON: {UNQUOTED}; it is Python: write it with json.dumps"),
        ("[" * 100_000, "papers.json: is JSON that nobody can read: too deep, or a number too long"),
        ("[" * 400 + "]" * 400, "papers.json: is JSON that nobody can read: too deep, or a number too long"),
        ("[" + "9" * 10_000 + "]", "papers.json: is JSON that nobody can read: too deep, or a number too long"),
    ],
    ids=["broken", "python", "endless", "deep", "long number"],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_one_line(text: str, message: str):
    with pytest.raises(ListingError) as problem:
        parse(source_of(text, "papers.json", ON))
    assert str(problem.value) == message


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec="utf-8"), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_every_text_stands_behind_its_quotation_mark(value: Any, ascii_only: bool, indent: int | None):  # noqa: FBT001 - drawn
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    source = source_of(text, "papers.json", ON)
    tree, strings = parse(source), Strings(source.text)
    assert told(tree) == told(json.loads(text))
    for one in told(tree):
        start = strings.excerpt(one).offset(0)
        assert json.JSONDecoder(strict=False).raw_decode(source.text, start - 1)[0] == one
