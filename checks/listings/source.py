"""A listing as text, with its name and its date, and the place of every character in it."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date

from checks.model import Place

PLAIN_SUFFIXES = (".txt", ".text")
HEAD = 65536
"""Characters by which a format is recognised."""
NAMED_DATE = re.compile(r"(?<!\d)(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Text as people read it; `pieces` tell where in the source its parts begin.

    Each piece is an offset in the text and the offset in the source that it came from, in order of the first.
    """

    text: str
    pieces: tuple[tuple[int, int], ...] = ((0, 0),)

    def offset(self, at: int) -> int:
        """Return where in the source the character at `at` came from."""
        text_at, source_at = self.pieces[max(0, bisect_right(self.pieces, (at, float("inf"))) - 1)]
        return source_at + at - text_at


@dataclass(frozen=True, slots=True)
class Source:
    """One listing: `name` as it was given, `text` with plain line feeds, `on` the day that it shows.

    `line_starts` are the offsets at which lines begin. `outer` is what this text was taken out of, and how.
    """

    name: str
    text: str
    on: date
    line_starts: tuple[int, ...]
    outer: "tuple[Source, Excerpt] | None" = None

    def inner(self, excerpt: Excerpt) -> "Source":
        """Return a document inside this one, such as Markdown in a string of JSON; its places are places in here."""
        text = excerpt.text
        return replace(self, text=text, line_starts=_line_starts(text), outer=(self, excerpt))

    def place(self, offset: int) -> Place:
        """Return file, line and column of the character at an offset."""
        if self.outer is not None:
            source, excerpt = self.outer
            return source.place(excerpt.offset(offset))
        line = bisect_right(self.line_starts, offset)
        return Place(self.name, line, offset - self.line_starts[line - 1] + 1)

    def has_suffix(self, *suffixes: str) -> bool:
        """Tell whether the name ends in one of these, in whatever case; a URL's query and `.gz` are left aside."""
        return self.name.partition("?")[0].lower().removesuffix(".gz").endswith(suffixes)

    def is_called_or_looks(self, suffixes: tuple[str, ...], looks: re.Pattern[str]) -> bool:
        """Tell a format by the name; where that says nothing, by what the beginning of the text holds."""
        if self.has_suffix(*suffixes):
            return True
        is_plain = self.has_suffix(*PLAIN_SUFFIXES) or "." not in self.name.rpartition("/")[2]
        return is_plain and looks.search(self.text, 0, HEAD) is not None


def source_of(text: str, name: str, read_on: date) -> Source:
    """Return a listing ready to be read; a date in its name is the day it shows, otherwise that is `read_on`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(name, text, _named_date(name) or read_on, _line_starts(text))


def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in re.finditer("\n", text)))


def _named_date(name: str) -> date | None:
    for found in NAMED_DATE.finditer(name.replace("\\", "/").rpartition("/")[2]):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            continue
    return None
