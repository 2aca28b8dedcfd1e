"""Running text: a paragraph that holds a link or a promise is an entry. What no parser can read is read so, too."""

import re
from collections.abc import Iterator

from checks.finding import may_hold_url
from checks.listings.passages import mentions_of, plain_passage
from checks.listings.source import Source
from checks.model import Entry

PARAGRAPH = re.compile(r"[^\S\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
LINE = re.compile(r"[^\n]*\S[^\n]*")
LONGEST_TITLE = 200


def paragraphs(source: Source) -> Iterator[Entry]:
    """Yield an entry for each paragraph, or for each line of a paragraph in which every line has a link of its own."""
    heading = ""
    for start, end in _items(source.text):
        mentions = mentions_of(plain_passage(source, start, end), source, source.on)
        text = source.text[start:end].strip()
        if mentions:
            yield Entry(position=0, title=heading or _title(text), mentions=mentions)
        heading = "" if mentions or not _is_heading(text) else text


def _items(text: str) -> Iterator[tuple[int, int]]:
    for paragraph in PARAGRAPH.finditer(text):
        lines = [line.span() for line in LINE.finditer(text, *paragraph.span())]
        if len(lines) > 1 and all(may_hold_url(text[start:end]) for start, end in lines):
            yield from lines
        else:
            yield paragraph.span()


def _is_heading(text: str) -> bool:
    return "\n" not in text and len(text) <= LONGEST_TITLE and not text.endswith((".", ",", ";"))


def _title(text: str) -> str:
    """Return the first line, or as much of it as a title may hold."""
    line = text.partition("\n")[0].strip()
    if len(line) <= LONGEST_TITLE:
        return line
    return line[: LONGEST_TITLE - 1].rpartition(" ")[0] + "…"
