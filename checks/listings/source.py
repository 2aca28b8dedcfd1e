"""A listing as text, with its name and its date, and the place of every character in it."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from checks.model import Place

NAMED_DATE = re.compile(r"(?<!\d)(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Source:
    """One listing: `name` as it was given, `text` with plain line feeds, `on` the day that it shows.

    `line_starts` are the offsets at which lines begin.
    """

    name: str
    text: str
    on: date
    line_starts: tuple[int, ...]

    def place(self, offset: int) -> Place:
        """Return file, line and column of the character at an offset."""
        line = bisect_right(self.line_starts, offset)
        return Place(self.name, line, offset - self.line_starts[line - 1] + 1)

    def has_suffix(self, *suffixes: str) -> bool:
        """Tell whether the name ends in one of these, in whatever case; the query of a URL is left aside."""
        return self.name.partition("?")[0].lower().endswith(suffixes)


def source_of(text: str, name: str, read_on: date) -> Source:
    """Return a listing ready to be read; a date in its name is the day it shows, otherwise that is `read_on`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    starts = (0, *(match.end() for match in re.finditer("\n", text)))
    return Source(name, text, _named_date(name) or read_on, starts)


def _named_date(name: str) -> date | None:
    for found in NAMED_DATE.finditer(name.replace("\\", "/").rpartition("/")[2]):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            continue
    return None
