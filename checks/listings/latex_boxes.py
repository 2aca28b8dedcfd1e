r"""LaTeX as boxes: sections, `\item`, `\bibitem` and table rows, and the paragraphs between them.

Which of them are entries is decided in `checks/listings/outline.py`.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.listings.box_builder import BoxBuilder
from checks.listings.latex_commands import ENVIRONMENTS, LEVELS, TABLES, groups_of
from checks.listings.latex_pieces import Piece
from checks.listings.latex_tokens import Kind, Token, tokens
from checks.listings.outline import Box
from checks.listings.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

LENGTH = re.compile(r"\[-?[\d.]{1,8} ?[a-z]{2}\]")
ITEM_LABEL = re.compile(r"\[([^\[\]]{1,200})\]")


def boxes(source: Source) -> list[Box]:
    """Return the sections of a document in order; the first holds what stands before any heading."""
    return _Reader(source).read()


@dataclass(slots=True)
class _Environment:
    name: str
    has_item: bool = False


class _Reader:
    """Walks over the tokens once. `groups` are what the open braces are for, `awaited` what the next ones will be."""

    def __init__(self, source: Source):
        self._source = source
        self._builder = BoxBuilder(source, keeps_names=False)
        self._piece = Piece()
        self._cells: list[Piece] = []
        self._rows = 0
        self._tables = 0
        self._groups: list[str] = []
        self._depths: Counter[str] = Counter()
        self._awaited: list[str] = []
        self._in_option = False
        self._after_item = self._after_break = False
        self._blocks = 0
        self._environments = [_Environment("")]
        self._is_preamble = r"\begin{document}" in source.text
        self._level = 0

    def read(self) -> list[Box]:
        """Read to the end of the document."""
        takers: dict[Kind, Callable[[Token], None]] = {
            Kind.TEXT: self._text,
            Kind.COMMAND: self._command,
            Kind.BEGIN: self._begin,
            Kind.END: self._end,
            Kind.URL: self._url,
            Kind.HREF: self._href,
            Kind.OPEN: self._open,
            Kind.CLOSE: self._close,
            Kind.CELL: self._cell,
            Kind.BREAK: self._break,
            Kind.PARAGRAPH: self._paragraph,
        }
        for token in tokens(self._source.text):
            if token.kind is Kind.END and token.text == "document":
                break
            takers[token.kind](token)
        self._end_row()
        self._flush()
        return self._builder.sections

    @property
    def _is_silent(self) -> bool:
        """Tell whether what comes now is not for readers."""
        if self._depths["silent"] or self._in_option:
            return True
        return self._is_preamble and not self._depths["shown"] and not self._depths["title"]

    # Text and what marks it

    def _text(self, token: Token) -> None:
        """Add text; what stands in brackets behind a command is an option of it."""
        text, start = token.text, token.start
        if self._in_option or (self._awaited and text.startswith("[")):
            closing = text.find("]") + 1
            self._in_option = not closing
            text, start = text[closing:] if closing else "", start + closing
        elif self._after_break and (length := LENGTH.match(text)):
            text, start = text[length.end() :], start + length.end()
        if self._is_silent:
            return
        if self._after_item and (label := ITEM_LABEL.match(text)):
            self._bold(label[1], start + 1)
            text, start = text[label.end() :], start + label.end()
        self._piece.text(text, start, token.end)
        if text.strip():
            self._awaited.clear()
            self._after_item = self._after_break = False

    def _bold(self, text: str, start: int) -> None:
        self._piece.begin("bold")
        self._piece.text(text, start, start + len(text))
        self._piece.finish("bold")
        self._piece.text(" ", start + len(text), start + len(text))

    def _url(self, token: Token) -> None:
        self._awaited.clear()
        if not self._is_silent:
            self._piece.url(token.text, token.start, token.end)

    def _href(self, token: Token) -> None:
        self._awaited = ["link"]
        if not self._is_silent:
            self._piece.begin("link", token.text, token.start, token.end)

    def _open(self, token: Token) -> None:
        awaited = self._awaited.pop(0) if self._awaited and not self._depths["silent"] else "text"
        group = "silent" if self._depths["silent"] else awaited
        self._groups.append(group)
        self._depths[group] += 1
        if self._is_silent:
            return
        self._after_item = self._after_break = False
        if group == "bold":
            self._piece.begin("bold")
        elif group in {"heading", "title"}:
            self._flush()
            if group == "heading":
                self._builder.section(token.start, self._level)
        elif group.endswith((": ", " (")):
            self._piece.text(group, token.end, token.end)

    def _close(self, token: Token) -> None:
        group = self._groups[-1] if self._groups else ""
        if not self._is_silent:
            self._awaited.clear()
            self._end_group(group, token)
        self._in_option = False
        if self._groups:
            self._depths[self._groups.pop()] -= 1

    def _end_group(self, group: str, token: Token) -> None:
        if group in {"bold", "link"}:
            self._piece.finish(group)
        elif group == "title":
            self._builder.sections[0].names.insert(0, " ".join(self._piece.words().text.split()))
            self._piece = Piece()
        elif group == "heading":
            self._flush(is_heading=True)
        elif group.endswith(" ("):
            self._piece.text(")", token.start, token.start)

    def _command(self, token: Token) -> None:
        name = token.text
        if self._depths["silent"]:
            return
        if name in {"item", "bibitem"} and not self._is_silent:
            self._item(token.start)
            self._after_item, self._blocks = name == "item", 0
        self._awaited = groups_of(name)
        if name in LEVELS:
            self._level = LEVELS[name]
        elif name == "newblock":
            self._block()
        elif name in {"bf", "bfseries"} and self._groups and self._groups[-1] == "text" and not self._is_silent:
            self._groups[-1] = "bold"
            self._depths["bold"] += 1
            self._piece.begin("bold")
        elif name in {"newline", "linebreak", "tabularnewline"}:
            self._break(token)
        elif name == "par":
            self._paragraph(token)

    def _block(self) -> None:
        """Begin a part of a reference; the one behind the authors is the title."""
        self._blocks += 1
        if self._blocks == 1:
            self._piece.begin("bold")
        else:
            self._piece.finish("bold")

    # What arranges text

    def _begin(self, token: Token) -> None:
        self._awaited = list(ENVIRONMENTS.get(token.text, ()))
        if token.text == "document":
            self._is_preamble = False
            self._piece = Piece()
        elif token.text in TABLES:
            self._tables += 1
            if self._tables == 1:
                self._flush()
                self._rows = 0
                self._builder.table()
        elif not self._tables:
            self._flush()
            self._environments.append(_Environment(token.text))
        if token.text == "frame":
            self._level = LEVELS["frametitle"]

    def _end(self, token: Token) -> None:
        if token.text in TABLES and self._tables:
            if self._tables == 1:
                self._end_row()
            self._tables -= 1
        elif not self._tables and any(one.name == token.text for one in self._environments[1:]):
            self._flush()
            ended = None
            while ended is None or ended.name != token.text:
                ended = self._environments.pop()
                if ended.has_item:
                    self._builder.leave()

    def _item(self, start: int) -> None:
        if self._tables:
            self._piece.text("\n", start, start)
            return
        self._flush()
        self._forget_groups()
        if self._environments[-1].has_item:
            self._builder.leave()
        self._environments[-1].has_item = True
        self._builder.enter(start)

    def _break(self, token: Token) -> None:
        self._after_break = True
        if self._tables == 1:
            self._end_row()
        elif self._tables or self._depths["title"] or self._depths["heading"]:
            self._piece.text(" ", token.start, token.start)
        else:
            self._flush()

    def _paragraph(self, token: Token) -> None:
        if self._tables:
            self._piece.text("\n", token.start, token.start)
            return
        self._flush()
        self._forget_groups()

    def _forget_groups(self) -> None:
        """Forget braces that were never closed where none can be open any more."""
        self._in_option = False
        self._awaited.clear()
        if self._depths["silent"]:
            self._groups = [group for group in self._groups if group != "silent"]
            self._depths["silent"] = 0

    def _cell(self, token: Token) -> None:
        if self._tables == 1:
            self._cells.append(self._piece)
            self._piece = Piece()
        elif not self._is_silent:
            self._piece.text(token.text, token.start, token.end)

    def _end_row(self) -> None:
        if not self._tables:
            return
        row = [*self._cells, self._piece]
        self._cells, self._piece = [], Piece()
        if all(cell.is_blank for cell in row):
            return
        is_heading = not self._rows and not any(cell.holds_link for cell in row)
        self._rows += 1
        self._builder.row(next(cell.start for cell in row if not cell.is_blank))
        for cell in row:
            self._builder.cell(is_heading=is_heading)
            cell.weave(self._builder.words(cell.start, cell.end, cell.words()))
        self._builder.leave()

    def _flush(self, *, is_heading: bool = False) -> None:
        """End a paragraph, a line or a heading."""
        piece, self._piece = self._piece, Piece()
        if piece.is_blank:
            return
        words = piece.words()
        if not is_heading and not self._builder.in_item:
            self._builder.paragraph(piece.start, words)
        piece.weave(self._builder.words(piece.start, piece.end, words))
