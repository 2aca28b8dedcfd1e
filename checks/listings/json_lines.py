"""JSON Lines: an object on each line. A line that is broken is named, and the others are read."""

import re
from collections.abc import Iterator
from contextlib import suppress

from checks.errors import ListingError
from checks.listings.json_text import Strings, may_be_json, parse
from checks.listings.source import Source
from checks.listings.tree_entries import tree_entries
from checks.listings.trees import Tree
from checks.model import Entry

SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")
HEAD = 65536
OPENS = re.compile(r"\s*+(?:\{\s*+[\"}]|\[)")
LOOKS = re.compile(r"\s*+(\{\s*+[\"}][^\n]*\})[ \t]*\n\s*\{\s*[\"}]")
LINE = re.compile(r"[^\n]*\S[^\n]*")


def recognises(source: Source) -> bool:
    """Tell by the name, or by a first line that is an object with another below, whatever the name says."""
    if source.has_suffix(*SUFFIXES):
        return OPENS.match(source.text) is not None
    first = LOOKS.match(source.text[:HEAD]) if may_be_json(source) else None
    return first is not None and _is_json(source, *first.span(1))


def _is_json(source: Source, start: int, end: int) -> bool:
    with suppress(ListingError):
        return isinstance(parse(source, start, end), dict)
    return False


def read(source: Source) -> Iterator[Entry | ListingError]:
    """Yield the papers of all lines, and in their place what is wrong with a line."""
    yield from tree_entries(_trees(source), source, Strings(source.text).excerpt)


def _trees(source: Source) -> Iterator[Tree | ListingError]:
    for found in LINE.finditer(source.text):
        try:
            yield parse(source, *found.span())
        except ListingError as problem:
            yield problem
