"""JSON Lines: an object on each line. A line that is broken is named, and the others are read."""

import re
from collections.abc import Iterator

from checks.errors import ListingError
from checks.listings.json_papers import records
from checks.listings.json_text import parse_text
from checks.listings.source import Source
from checks.model import Entry

HEAD = 65536
LOOKS = re.compile(r"\s*\{[^\n]*\}[ \t]*\n\s*\{")
LINE = re.compile(r"[^\n]*\S[^\n]*")


def recognises(source: Source) -> bool:
    """Tell by the name, or by two lines that are objects."""
    if source.has_suffix(".jsonl", ".ndjson"):
        return source.text.lstrip()[:1] == "{"
    return not source.has_suffix(".json") and LOOKS.match(source.text[:HEAD]) is not None


def read(source: Source) -> Iterator[Entry | ListingError]:
    """Yield the papers of all lines, and in their place what is wrong with a line."""
    for found in LINE.finditer(source.text):
        try:
            tree = parse_text(found[0], source.name, source.place(found.start()).line or 1)
        except ListingError as problem:
            yield problem
            continue
        yield from records(tree, source, found.start())
