"""Building boxes: what Markdown, reStructuredText and LaTeX have in common while their documents are walked through."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from checks.listings.dates import day_in
from checks.listings.naming import DATE_COLUMN, LABELS, TITLE_COLUMN, Words
from checks.listings.outline import Box
from checks.listings.source import Source
from checks.listings.weaving import NOWHERE, Weaver

DEEPEST = 40
"""Boxes in boxes; what lies deeper belongs to the last of them. People stop at five."""
ANNOUNCING = (":", "：", ",", "，")
"""Ends of a paragraph that the next one completes: "Code:"."""
TASK = re.compile(r"\s*\[([ xX])\]\s+(\S.*)", re.DOTALL)
RELEASE = re.compile(r"\b(?:release|open[-\s]?sourc\w*|publish|upload|share)\b|开源|发布|公开", re.IGNORECASE)
NO_CELL = (False, -1)
"""Whether a cell is a heading, and its number in the row: outside a table."""


class BoxBuilder:
    """Puts sections, items, rows and paragraphs where they belong, in the order in which they are read."""

    def __init__(self, source: Source, definitions: Mapping[str, int] = NOWHERE, *, keeps_names: bool = True):
        """`definitions` are the offsets of link destinations that stand elsewhere.

        `keeps_names` tells that all names of a box are asked for when it has ended, not only its title.
        """
        self._source, self._definitions, self._keeps_names = source, definitions, keeps_names
        self.sections = [self._box(0)]
        self._open: list[Box] = []
        self._is_announced = False
        self._columns: list[_Column] = []
        self._cell = NO_CELL
        self._cells: list[tuple[bool, int]] = []

    @property
    def current(self) -> Box:
        """The box that is open."""
        return self._open[-1] if self._open else self.sections[-1]

    @property
    def in_item(self) -> bool:
        """Tell whether an item or a row is open."""
        return bool(self._cells)

    def section(self, start: int, level: int) -> None:
        """Begin a section; whatever is open ends."""
        self._open.clear()
        self._cells.clear()
        self._cell = NO_CELL
        self.sections.append(self._box(start, level))

    def enter(self, start: int) -> None:
        """Begin an item inside of what is open; one in a cell of a table stays in its column."""
        self._cells.append(self._cell)
        if len(self._cells) <= DEEPEST:
            self._enter(self._box(start))

    def row(self, start: int) -> None:
        """Begin a row."""
        self.enter(start)
        self._cell = NO_CELL

    def leave(self) -> None:
        """End the item or the row that is open."""
        if not self._cells:
            return
        self._cell = self._cells.pop()
        if len(self._cells) < DEEPEST:
            self._open.pop().end(keeps_names=self._keeps_names)

    def forget(self) -> None:
        """Take back the item or the row that has just ended."""
        self.current.inner.pop()

    def paragraph(self, start: int, words: Words) -> None:
        """Begin a paragraph outside of items: one that names what is listed is a box that holds what follows."""
        if words.opens_entry() and not self._is_announced:
            self.fold(start)
        self._is_announced = words.text.rstrip().endswith(ANNOUNCING)

    def fold(self, start: int) -> None:
        """Begin what can be folded away; its heading follows as text."""
        if not self.in_item:
            self._open.clear()
            self._enter(self._box(start))
            self.current.is_paragraph = True

    def end_paragraph(self) -> None:
        """End what a paragraph has begun, or what can be folded away."""
        if not self.in_item:
            self._open.clear()

    def table(self) -> None:
        """Begin a table: its columns are not known yet."""
        self._columns = []

    def cell(self, *, is_heading: bool) -> None:
        """Begin the next cell of a row."""
        self._cell = (is_heading, self._cell[1] + 1)

    def block(self, start: int, end: int) -> Weaver:
        """Begin a stretch of text of what is open; it stands at `start` to `end` in the source."""
        weaver = self.current.weaver
        weaver.end_sentence()
        weaver.enter(start, end)
        return weaver

    def words(self, start: int, end: int, words: Words) -> Weaver:
        """Begin a stretch of text that says what its box is called; a column says what its cells hold."""
        column = self._column(words.text)
        weaver = self.block(start, end)
        weaver.label(column.label)
        if self.in_item and (task := TASK.match(words.text)):
            self._task(task, weaver)
            return weaver
        box = self.current
        if column.is_title:
            box.names.insert(0, " ".join(words.text.split()))
        elif column.is_date:
            box.on = box.on or day_in(words.text.strip(" *_"), self._source.on)
        box.say(words)
        return weaver

    def _task(self, task: re.Match[str], weaver: Weaver) -> None:
        """Take an item with a box to tick, which is no name: what is to be released still is a promise."""
        self.current.text += f"{task[0]}\n"
        if task[1] == " " and (RELEASE.search(task[2]) or LABELS.fullmatch(task[2])):
            weaver.label("To be released: ")

    def _box(self, start: int, level: int = 0) -> Box:
        return Box(Weaver(self._source.text, self._definitions), start, level)

    def _enter(self, box: Box) -> None:
        self.current.inner.append(box)
        self._open.append(box)

    def _column(self, text: str) -> "_Column":
        """Return the column that a cell stands in; `text` is its heading if the cell is one itself."""
        is_heading, number = self._cell
        if is_heading:
            self._columns += [NO_COLUMN] * (number - len(self._columns)) + [_column_of(" ".join(text.split()))]
            return NO_COLUMN
        return self._columns[number] if 0 <= number < len(self._columns) else NO_COLUMN


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column holds: titles, dates, or links that `label` claims."""

    label: str = ""
    is_title: bool = False
    is_date: bool = False


def _column_of(heading: str) -> _Column:
    label = f"{heading}: " if LABELS.fullmatch(heading) else ""
    return _Column(label, TITLE_COLUMN.search(heading) is not None, DATE_COLUMN.fullmatch(heading) is not None)


NO_COLUMN = _Column()
