"""Markdown as boxes: sections, list items and table rows, each with its own text and what it is called.

Which of them are entries is decided in `checks/listings/outline.py`. The parser is markdown-it-py.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from checks.listings.box_builder import BoxBuilder
from checks.listings.markdown_html import HtmlReader, structural_tag
from checks.listings.markdown_inline import block_parser, inline_tokens
from checks.listings.markdown_parts import Part, parts
from checks.listings.markdown_weaving import is_break, weave_inline, words_of
from checks.listings.outline import Box
from checks.listings.source import Source

FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?=[A-Za-z_][\w -]{0,60}:)(?:(?!---|\.\.\.)[^\n]+\n)*(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
"""YAML before the document: facts about it, no text of it."""
DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,999}\]:[^\n]*(?:\n[ \t]+[^\n]*)?", re.MULTILINE)
LINE_FEEDS = frozenset({"softbreak", "hardbreak"})
HARD_BREAKS, ALL_BREAKS = frozenset({"hardbreak", "br"}), frozenset({"softbreak", "hardbreak", "br"})


def boxes(source: Source, first_lines: Sequence[int] = (0,)) -> list[Box]:
    """Return the sections of a document in order; the first holds what stands before any heading.

    A document may be made of several, such as the cells of a notebook: `first_lines` are the lines at which they begin.
    """
    reader = _Reader(source)
    for first, following in pairwise((*first_lines, len(source.line_starts))):
        start, end = _span((first, following), source)
        reader.read(FRONT_MATTER.sub(_blank, source.text[start:end]), first)
    return reader.sections


def _blank(matter: re.Match[str]) -> str:
    """Keep the lines of front matter, so that all others stay where they are."""
    return "\n" * matter[0].count("\n")


def _span(lines: Sequence[int], source: Source) -> tuple[int, int]:
    starts = source.line_starts
    return starts[lines[0]], starts[lines[1]] if lines[1] < len(starts) else len(source.text)


class _Reader:
    """Walks over the flat tokens once."""

    def __init__(self, source: Source):
        self._source, self._parser = source, block_parser()
        self._definitions: dict[str, int] = {}
        self._builder = BoxBuilder(source, self._definitions, keeps_names=False)
        self._html = HtmlReader(self._builder)
        self._references: dict[str, Any] = {}
        self._noted: set[str] = set()
        self._first = 0
        self._span = (0, 0)
        self._is_paragraph = False
        self._repeats_heading = False

    @property
    def sections(self) -> list[Box]:
        return self._builder.sections

    def read(self, text: str, first: int) -> None:
        """Read a document that begins at line `first` of the source."""
        self._references, self._noted = {}, set()
        known = list(parts(text))
        if len(known) > 1:
            self._define(text, first)
        for part in known:
            self._read(part, first)
        self._html.leave_inner()
        self._builder.end_paragraph()

    def _define(self, text: str, first: int) -> None:
        """Take the references of a document in parts, which may stand far behind what refers to them."""
        for found in DEFINITION.finditer(text):
            self._parser.parse(found[0], self._references)
            known = self._references.get("references", {})
            if len(known) > len(self._noted):
                at = self._source.line_starts[first] + found.start()
                self._note(next(reversed(known)), at, at + len(found[0]))

    def _note(self, name: str, start: int, end: int) -> None:
        """Note where between two offsets the destination of a reference stands."""
        self._noted.add(name)
        href = self._references["references"][name]["href"]
        if (at := self._source.text.find(href, start, end)) >= 0:
            self._definitions.setdefault(href, at)

    def _read(self, part: Part, first: int) -> None:
        self._first, self._repeats_heading = part.first + first, part.repeats_heading
        tokens = self._parser.parse(part.text, self._references)
        for name, reference in self._references.get("references", {}).items():
            if name not in self._noted:
                self._note(name, *self._lines(reference["map"]))
        for token in tokens:
            if token.map:
                self._span = self._lines(token.map)
            self._take(token)

    def _lines(self, lines: list[int]) -> tuple[int, int]:
        return _span((lines[0] + self._first, lines[1] + self._first), self._source)

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
            case "thead_close" if self._repeats_heading:
                builder.forget()
                self._repeats_heading = False
            case "th_open" | "td_open":
                self._html.leave_inner()
                builder.cell(is_heading=token.type == "th_open")
            case "inline":
                self._inline(inline_tokens(self._parser, token.content, self._references))
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
