"""Long Markdown in parts that are parsed one by one: the parser's tokens take fifty times the memory of their text.

A part ends where nothing goes on: before a line without indent behind an empty one, outside of code and of HTML that
may hold empty lines. A long table goes on in the next part, under its own heading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 100_000
"""Characters of a part; a construct that is longer stays whole."""
FENCE = re.compile(r"[ \t>*+-]{0,40}(`{3,}|~{3,})")
HTML = re.compile(r" {0,3}<(?:!--|(script|pre|style|textarea)\b)", re.IGNORECASE)
ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)]) \S")
DELIMITERS = frozenset("|:- \t")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document: its text begins at line `first`, counted from 0.

    If it goes on with a table, the heading of the table stands before it (`repeats_heading`) in place of two lines.
    """

    first: int
    text: str
    repeats_heading: bool = False


def parts(text: str) -> Iterator[Part]:
    """Yield the parts of a document in order; most have one."""
    if len(text) <= LONGEST:
        yield Part(0, text)
        return
    lines, cutter = text.split("\n"), _Cutter()
    first, size = 0, 0
    heading: list[str] = []
    for number, line in enumerate(lines):
        if size > LONGEST and cutter.may_cut_before(line):
            yield _part(heading, lines[first:number], first)
            first, size, heading = number, 0, cutter.heading
        cutter.take(line)
        size += len(line) + 1
    yield _part(heading, lines[first:], first)


def _part(heading: list[str], lines: list[str], first: int) -> Part:
    return Part(first - len(heading), "\n".join((*heading, *lines)), repeats_heading=bool(heading))


class _Cutter:
    """Knows after each line whether something goes on that must stay whole, and the heading of a table."""

    def __init__(self) -> None:
        self.heading: list[str] = []
        self._closing = ""
        self._is_fence = False
        self._before = ""

    def may_cut_before(self, line: str) -> bool:
        """Tell whether a part may end here: between two blocks, items, or rows of a table."""
        if self._closing or not line.strip():
            return False
        if self.heading or (ITEM.match(line) and ITEM.match(self._before)):
            return True
        return not self._before.strip() and not line[0].isspace()

    def take(self, line: str) -> None:
        if self._closing:
            self._close(line)
        elif fence := FENCE.match(line):
            self._closing, self._is_fence = fence[1], True
        elif html := HTML.match(line):
            self._closing, self._is_fence = f"</{html[1].lower()}>" if html[1] else "-->", False
            self._close(line)
        if self._closing or not line.strip():
            self.heading = []
        elif "-" in line and "|" in self._before and DELIMITERS.issuperset(line) and not self.heading:
            self.heading = [self._before, line]
        self._before = line

    def _close(self, line: str) -> None:
        ended = line.lstrip(" \t>").startswith(self._closing) if self._is_fence else self._closing in line.lower()
        if ended:
            self._closing = ""
