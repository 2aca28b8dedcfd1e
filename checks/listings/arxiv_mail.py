r"""The daily mail of arXiv: header fields and an abstract between lines of `\\`; revised papers have no abstract."""

import re
from collections.abc import Iterator
from itertools import pairwise

from checks.listings.records import Field, entry_of
from checks.listings.source import Excerpt, Source
from checks.model import Entry

HEAD = 65536
START = re.compile(r"^\\\\[ \t]*\n(?=arXiv:[ \t]*\S)", re.MULTILINE | re.IGNORECASE)
BAR = re.compile(r"^\\\\[^\n]*(?:\n|\Z)", re.MULTILINE)
RULE = re.compile(r"^(?:-{20,}|%[%-]{20,})[^\n]*$", re.MULTILINE)
"""Lines of dashes stand between papers, of dashes and per cent signs between parts of the mail."""
NUMBER = re.compile(r"arXiv:[ \t]*(\S+)", re.IGNORECASE)
REVISED = re.compile(r"^replaced with (?:revised version[ \t]+)?([^\n(]*)", re.MULTILINE)
FIELD = re.compile(r"^([A-Z][A-Za-z-]{0,30})(?: \([^()\n]{0,40}\))?:[ \t]*([^\n]*(?:\n[ \t]+\S[^\n]*)*)", re.MULTILINE)
SIZE = re.compile(r"\(\d+kb[^()\n]*\)\s*")
NOTES = re.compile(r"\([^()]*\)")
"""Affiliations of authors: "A. Fox (1 and 2), B. Fox (2) ((1) Acme, (2) Fox Labs)"."""


def recognises(source: Source) -> bool:
    """Tell by the first lines of a paper: the mail may have been forwarded, so that its head says nothing."""
    return START.search(source.text[:HEAD]) is not None


def read(source: Source) -> Iterator[Entry]:
    """Yield the papers; what stands before and between them belongs to none."""
    starts = [found.end() for found in START.finditer(source.text)]
    for start, following in pairwise([*starts, len(source.text)]):
        if entry := entry_of(_fields(source.text, start, following), source):
            yield entry


def _fields(text: str, start: int, limit: int) -> Iterator[Field]:
    """Yield the fields of the paper that begins at `start`; a line of dashes ends it."""
    rule = RULE.search(text, start, limit)
    end = rule.start() if rule else limit
    bar = BAR.search(text, start, end)
    yield from _header(text, start, bar.start() if bar else end)
    if bar and not bar[0][2:].strip():
        closing = BAR.search(text, bar.end(), end)
        yield _field("abstract", text, bar.end(), closing.start() if closing else end)


def _header(text: str, start: int, end: int) -> Iterator[Field]:
    if number := NUMBER.match(text, start, end):
        yield _field("arxiv", text, *number.span(1))
    if revised := REVISED.search(text, start, end):
        yield _field("date", text, *revised.span(1))
    for found in FIELD.finditer(text, start, end):
        name = found[1].lower()
        if name == "authors":
            yield Field((name,), Excerpt(_without_notes(found[2]), ((0, found.start(2)),)))
        else:
            yield _field(name, text, found.start(2), _without_size(text, *found.span(2)))


def _field(name: str, text: str, start: int, end: int) -> Field:
    return Field((name,), Excerpt(text[start:end], ((0, start),)))


def _without_size(text: str, start: int, end: int) -> int:
    """Return where a date ends that has a size behind it: "Mon, 6 Apr 2026 (37kb,D)"."""
    bracket = text.rfind("(", start, end)
    return bracket if bracket >= 0 and SIZE.fullmatch(text, bracket, end) else end


def _without_notes(authors: str) -> str:
    """Take out what stands in brackets, from the inside out; two levels is what people write."""
    return NOTES.sub("", NOTES.sub("", authors))
