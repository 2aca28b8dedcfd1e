"""Markdown as boxes: sections, list items and table rows, each with its own text and what it is called.

Which of them are entries is decided in `checks/listings/outline.py`. The parser is markdown-it-py.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from markdown_it.token import Token

from checks.listings.box_builder import BoxBuilder
from checks.listings.markdown_html import HtmlReader, structural_tag
from checks.listings.markdown_weaving import is_break, markdown_parser, weave_inline, words_of
from checks.listings.outline import Box
from checks.listings.source import Source

FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?=[A-Za-z_][\w -]{0,60}:)(?:(?!---|\.\.\.)[^\n]+\n)*(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
"""YAML before the document: facts about it, no text of it."""
LINE_FEEDS = frozenset({"softbreak", "hardbreak"})
HARD_BREAKS, ALL_BREAKS = frozenset({"hardbreak", "br"}), frozenset({"softbreak", "hardbreak", "br"})


def boxes(source: Source) -> list[Box]:
    """Return the sections of a document in order; the first holds what stands before any heading."""
    environment: dict[str, Any] = {}
    tokens = markdown_parser().parse(FRONT_MATTER.sub(_blank, source.text), environment)
    return _Reader(source, _definitions(environment, source)).read(tokens)


def _blank(matter: re.Match[str]) -> str:
    """Keep the lines of front matter, so that all others stay where they are."""
    return "\n" * matter[0].count("\n")


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
        self._source = source
        self._builder = BoxBuilder(source, definitions)
        self._html = HtmlReader(self._builder)
        self._span = (0, 0)
        self._is_paragraph = False

    def read(self, tokens: list[Token]) -> list[Box]:
        for token in tokens:
            if token.map:
                self._span = _span(token.map, self._source)
            self._take(token)
        return self._builder.sections

    def _take(self, token: Token) -> None:  # noqa: C901 - one line for each sort of token
        builder = self._builder
        match token.type:
            case "paragraph_open" | "heading_open":
                self._begin(token)
            case "list_item_open" | "tr_open":
                (builder.row if token.type == "tr_open" else builder.enter)(self._span[0])
                self._html.enter_markdown()
            case "list_item_close" | "tr_close":
                self._html.leave_markdown()
                builder.leave()
            case "table_open":
                builder.table()
            case "th_open" | "td_open":
                self._html.leave_inner()
                builder.cell(is_heading=token.type == "th_open")
            case "inline":
                self._inline(token.children or [])
            case "hr":
                builder.end_paragraph()
            case "fence" | "code_block":
                builder.block(*self._span).text(token.content)
            case "html_block":
                self._html.read(token.content, *self._span)

    def _begin(self, token: Token) -> None:
        """Begin a paragraph or a heading; one inside of an item is text of the item."""
        self._is_paragraph = token.type == "paragraph_open" and token.level == 0
        if token.type == "heading_open" and not self._builder.in_item:
            self._html.leave_all()
            self._builder.section(self._span[0], int(token.tag[1:]))

    def _inline(self, children: list[Token]) -> None:
        start, end = self._span
        for line, tokens in _lines(children, is_paragraph=self._is_paragraph):
            begin = self._line_start(start, line)
            for name, piece in _pieces(tokens):
                if name:
                    self._html.tag(name, begin)
                else:
                    begin = max(begin, self._piece(piece, begin, end))

    def _line_start(self, start: int, line: int) -> int:
        """Return where the line begins that is so many lines below the one at `start`."""
        starts = self._source.line_starts
        return start if not line else starts[min(bisect_right(starts, start) - 1 + line, len(starts) - 1)]

    def _piece(self, tokens: list[Token], start: int, end: int) -> int:
        """Take a stretch of text; return where in the source it ends."""
        words = words_of(tokens)
        if self._is_paragraph:
            self._builder.paragraph(start, words)
        weaver = self._builder.words(start, end, words)
        weave_inline(weaver, tokens)
        return weaver.at


def _lines(children: list[Token], *, is_paragraph: bool) -> Iterator[tuple[int, list[Token]]]:
    """Yield a paragraph whole, or its lines with their numbers if they name one thing after the other."""
    if is_paragraph:
        for breaks, share in ((HARD_BREAKS, 0.0), (ALL_BREAKS, 1.0)):
            lines = list(_split(children, breaks))
            opening = sum(words_of(tokens).opens_entry() for _, tokens in lines) if len(lines) > 1 else 0
            if opening > 1 and opening >= share * len(lines):
                yield from lines
                return
    yield 0, children


def _split(children: list[Token], breaks: frozenset[str]) -> Iterator[tuple[int, list[Token]]]:
    line, begun = 0, 0
    tokens: list[Token] = []
    for token in children:
        line += token.type in LINE_FEEDS
        if token.type in breaks or ("br" in breaks and is_break(token)):
            yield begun, tokens
            begun, tokens = line, []
        else:
            tokens.append(token)
    yield begun, tokens


def _pieces(tokens: list[Token]) -> Iterator[tuple[str, list[Token]]]:
    """Yield stretches of text, and between them the names of the HTML tags that begin or end items and cells."""
    piece: list[Token] = []
    for token in tokens:
        if token.type == "html_inline" and (name := structural_tag(token.content)):
            yield "", piece
            yield name, []
            piece = []
        else:
            piece.append(token)
    yield "", piece
