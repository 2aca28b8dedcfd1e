"""The tree of docutils as boxes: sections, list items, definitions, citations and table rows.

Which of them are entries is decided in `checks/listings/outline.py`.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from docutils import nodes

from checks.listings.box_builder import BoxBuilder
from checks.listings.outline import Box
from checks.listings.rst_parser import Fold, document_of
from checks.listings.rst_weaving import UNREAD, weave, words_of
from checks.listings.source import Source

OTHER_BREAKS = str.maketrans(dict.fromkeys(map(chr, (0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029)), " "))
"""What Python's `splitlines` counts as the end of a line, and nobody else."""
TARGET = re.compile(r"^[ \t]*(?:\.\. _[^\n]{1,200}:|__)[ \t]+(\S+)", re.MULTILINE)
ITEMS = (nodes.list_item, nodes.definition_list_item, nodes.citation)
LITERAL = (nodes.literal_block, nodes.doctest_block)
TITLE_LINES = 2
"""Lines of a title above the one that docutils names: the title itself, and a line over it."""
PARTS = (Fold, nodes.container, nodes.compound)


def boxes(source: Source) -> list[Box]:
    """Return the sections of a document in order; raises RecursionError for what is nested too deep."""
    definitions = {found[1]: found.start(1) for found in TARGET.finditer(source.text)}
    return _Reader(source, definitions).read(document_of(source.text.translate(OTHER_BREAKS)))


class _Reader:
    """Walks down the tree once."""

    def __init__(self, source: Source, definitions: Mapping[str, int]):
        self._source = source
        self._builder = BoxBuilder(source, definitions, keeps_names=False)
        self._starts = (*source.line_starts, len(source.text))
        self._level = 0
        self._span = (0, 0)
        self._takers: tuple[tuple[type | tuple[type, ...], Callable[[Any], None]], ...] = (
            (UNREAD, lambda _: None),
            (nodes.section, self._section),
            (nodes.system_message, self._message),
            (nodes.table, self._table),
            (nodes.row, self._row),
            (nodes.entry, self._cell),
            (ITEMS, self._item),
            (PARTS, self._fold),
            (nodes.rubric, self._rubric),
            (nodes.paragraph, self._paragraph),
            (nodes.field, self._field),
            (LITERAL, self._literal),
            ((nodes.TextElement, nodes.Text), self._text),
        )

    def read(self, document: nodes.document) -> list[Box]:
        self._children(document)
        return self._builder.sections

    def _take(self, node: Any) -> None:
        """Take a node by what it is: a part of the document, an item, a table, or text."""
        if node.line and not isinstance(node, LITERAL):
            self._span = self._lines(node)
        next((take for kinds, take in self._takers if isinstance(node, kinds)), self._children)(node)

    def _lines(self, node: Any) -> tuple[int, int]:
        """Return where the lines of a node begin and end; docutils counts the line under a title as its own."""
        starts = self._starts
        above = TITLE_LINES if isinstance(node, nodes.title) else 0
        first = min(max(node.line - 1 - above, 0), len(starts) - 1)
        return starts[first], starts[min(first + above + 1 + node.rawsource.count("\n"), len(starts) - 1)]

    def _children(self, node: Any) -> None:
        for child in node.children:
            self._take(child)

    def _section(self, node: nodes.section) -> None:
        self._level += 1
        if not self._builder.in_item:
            self._builder.section(self._span[0], self._level)
        self._children(node)
        self._level -= 1

    def _item(self, node: nodes.Element) -> None:
        self._builder.enter(self._span[0])
        self._children(node)
        self._builder.leave()

    def _table(self, node: nodes.table) -> None:
        self._builder.table()
        self._children(node)

    def _row(self, node: nodes.row) -> None:
        self._builder.row(self._span[0])
        self._children(node)
        self._builder.leave()

    def _cell(self, node: nodes.entry) -> None:
        self._builder.cell(is_heading=isinstance(node.parent.parent, nodes.thead))
        self._children(node)

    def _fold(self, node: nodes.Element) -> None:
        self._children(node)
        if not self._builder.in_item:
            self._builder.end_paragraph()

    def _rubric(self, node: nodes.rubric) -> None:
        if not self._builder.in_item:
            self._builder.fold(self._span[0])
        self._text(node)

    def _paragraph(self, node: nodes.paragraph) -> None:
        if isinstance(node.parent, (nodes.document, nodes.section, *PARTS)) and not self._builder.in_item:
            self._builder.paragraph(self._span[0], words_of(node))
        self._text(node)

    def _field(self, node: nodes.field) -> None:
        """Take "Code: https://…", a name and what it stands for."""
        weaver = self._builder.block(self._span[0], len(self._source.text))
        for part in node.children:
            weave(weaver, part)
            weaver.text(": " * isinstance(part, nodes.field_name))

    def _text(self, node: Any) -> None:
        weave(self._builder.words(*self._span, words_of(node)), node)

    def _literal(self, node: Any) -> None:
        """Take text as it stands; docutils tells no line for it that can be relied on."""
        self._builder.block(self._span[0], len(self._source.text)).text(node.astext())

    def _message(self, node: nodes.system_message) -> None:
        """Keep the text of what docutils could not read, such as a table whose columns do not fit."""
        for child in node.children:
            if isinstance(child, nodes.literal_block) and not child.astext().startswith(".. "):
                self._literal(child)
