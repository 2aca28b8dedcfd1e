"""JSON Lines: an object on each line. One that is broken is named with its line, and the listing is refused."""

import re
from collections.abc import Iterator

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


def read(source: Source) -> Iterator[Entry]:
    """Yield the papers of all lines."""
    for line, found in enumerate(LINE.finditer(source.text), start=1):
        number = source.place(found.start()).line or line
        yield from records(parse_text(found[0], source.name, number), source, found.start())
