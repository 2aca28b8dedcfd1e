"""JSON: lists of papers in any naming and at any depth, JSON Feed, dumps of links, and strings that hold Markdown."""

import re
from collections.abc import Iterator
from contextlib import suppress

from checks.errors import ListingError
from checks.listings.json_text import Strings, may_be_json, parse
from checks.listings.source import Source
from checks.listings.tree_entries import tree_entries
from checks.model import Entry

LOOKS = re.compile(r'\s*+(?:\[\s*+)*+\{\s*+"')
SUFFIXES = (".json", ".geojson", ".jsonfeed")


def recognises(source: Source) -> bool:
    """Tell by the name, by a text that begins as lists of objects do, or by lists that are JSON to the end."""
    if source.has_suffix(*SUFFIXES):
        return True
    return may_be_json(source) and (LOOKS.match(source.text) is not None or _is_json(source))


def _is_json(source: Source) -> bool:
    with suppress(ListingError):
        parse(source)
        return True
    return False


def read(source: Source) -> Iterator[Entry | ListingError]:
    """Yield the papers; raises ListingError with the line where the JSON is broken."""
    yield from tree_entries([parse(source)], source, Strings(source.text).excerpt)
