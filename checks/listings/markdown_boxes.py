"""Markdown as boxes: sections, list items and table rows, each with its own text and what it is called.

Which of them are entries is decided in `checks/listings/outline.py`. The parser is markdown-it-py.
"""

from collections.abc import Iterator
from typing import Any

from markdown_it.token import Token

from checks.listings.html_weaving import weave_html
from checks.listings.markdown_weaving import markdown_parser, plain, weave_inline
from checks.listings.outline import LABELS, LEADING, TITLE_COLUMN, Box
from checks.listings.source import Source
from checks.listings.weaving import Weaver

NO_CELL = (False, -1)
"""Whether a cell is a heading, and its number in the row: outside a table."""


def boxes(source: Source) -> list[Box]:
    """Return the sections of a document in order; the first holds what stands before any heading."""
    environment: dict[str, Any] = {}
    tokens = markdown_parser().parse(source.text, environment)
    return _Reader(source, _definitions(environment, source)).read(tokens)


def _definitions(environment: dict[str, Any], source: Source) -> dict[str, int]:
    """Return where each link destination that a reference defines stands."""
    places: dict[str, int] = {}
    for reference in environment.get("references", {}).values():
        start, end = _span(reference["map"], source)
        if (at := source.text.find(reference["href"], start, end)) >= 0:
            places.setdefault(reference["href"], at)
    return places


def _span(lines: list[int], source: Source) -> tuple[int, int]:
    starts = source.line_starts
    return starts[lines[0]], starts[lines[1]] if lines[1] < len(starts) else len(source.text)


class _Reader:
    """Walks over the flat tokens once."""

    def __init__(self, source: Source, definitions: dict[str, int]):
        self._source, self._definitions = source, definitions
        self._sections = [self._box(0)]
        self._open: list[Box] = []
        self._columns: list[str] = []
        self._cell = NO_CELL
        self._span = (0, 0)

    def read(self, tokens: list[Token]) -> list[Box]:
        for token in tokens:
            if token.map:
                self._span = _span(token.map, self._source)
            self._take(token)
        return self._sections

    def _box(self, start: int, level: int = 0) -> Box:
        return Box(Weaver(self._source.text, self._definitions), start, level)

    @property
    def _current(self) -> Box:
        return self._open[-1] if self._open else self._sections[-1]

    def _take(self, token: Token) -> None:  # noqa: C901 - one line for each sort of token
        match token.type:
            case "heading_open" if not self._open:
                self._sections.append(self._box(self._span[0], int(token.tag[1:])))
            case "list_item_open" | "tr_open":
                self._enter_box()
            case "list_item_close" | "tr_close":
                self._open.pop()
            case "table_open":
                self._columns = []
            case "th_open" | "td_open":
                self._cell = (token.type == "th_open", self._cell[1] + 1)
            case "inline":
                self._inline(token)
            case "fence" | "code_block":
                self._block().text(token.content)
            case "html_block":
                weave_html(self._block(), token.content)

    def _enter_box(self) -> None:
        inner = self._box(self._span[0])
        self._current.inner.append(inner)
        self._open.append(inner)
        self._cell = NO_CELL

    def _block(self) -> Weaver:
        """Begin a block of the box that is open."""
        weaver = self._current.weaver
        weaver.end_sentence()
        weaver.enter(*self._span)
        return weaver

    def _inline(self, token: Token) -> None:
        children = token.children or []
        box, name = self._current, plain(children)
        weaver = self._block()
        column = self._column(name)
        if LABELS.fullmatch(column):
            weaver.label(f"{column}: ")
        weave_inline(weaver, children)
        box.text += f"{name}\n"
        if TITLE_COLUMN.search(column):
            box.names.insert(0, name)
        box.names += [*_names(children), LEADING.sub("", name)]

    def _column(self, name: str) -> str:
        """Return the heading of the column that a cell stands in; remember `name` if the cell is a heading itself."""
        is_heading, number = self._cell
        if is_heading:
            self._columns.append(name)
            return ""
        return self._columns[number] if 0 <= number < len(self._columns) else ""


def _names(children: list[Token]) -> Iterator[str]:
    """Yield what is bold, then what is a link, then what stands before the first link."""
    yield from _between(children, "strong")
    yield from _between(children, "link")
    opens = next((index for index, child in enumerate(children) if child.type == "link_open"), len(children))
    if opens < len(children):
        yield LEADING.sub("", plain(children[:opens])).rstrip(" :-–—([|")


def _between(children: list[Token], kind: str) -> Iterator[str]:
    opened: int | None = None
    for index, child in enumerate(children):
        if child.type == f"{kind}_open":
            opened = index
        elif child.type == f"{kind}_close" and opened is not None:
            yield plain(children[opened + 1 : index]).strip("[] :")
            opened = None
