"""Paragraphs of a page, line by line: text with its links, and what of it is bold or a title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from checks.listings.locating import Locator
from checks.listings.naming import LABELS, NO_TITLE, Words, is_title
from checks.listings.weaving import WEB, Weaver

BLANK_LINE = re.compile(r"\s*\n[^\S\n]*\n\s*")
"""In HTML it is white space like any other; in running text it would end a sentence."""
PREFIX = re.compile(r"^(?:paper )?(?:title|name|标题|题目)\s*[:：]\s*(?=\S)", re.IGNORECASE)
TIDY = " \t\n.,;:，。；："

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """Text as it stands in the page; or, where that is None, the beginning of a link or its end (`href` is None)."""

    text: str | None = None
    href: str | None = None


@dataclass(slots=True)
class Line:
    """One line: `parts` in order, and the spans of its text that are bold, links and titles."""

    parts: list[Part] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    bold: list[Span] = field(default_factory=list)
    links: list[Span] = field(default_factory=list)
    titles: list[Span] = field(default_factory=list)

    def text(self, content: str) -> None:
        """Add text; white space of any kind counts as one blank."""
        self.parts.append(Part(content))
        said = " ".join(content.split())
        before = " " if content[0].isspace() and self.pieces and not self.pieces[-1].endswith(" ") else ""
        after = " " if said and content[-1].isspace() else ""
        self.pieces.append(f"{before}{said}{after}")
        self.length += len(self.pieces[-1])

    def mark(self, spans: list[Span], start: int) -> None:
        """Note what began at `start` and ends here."""
        if start < self.length:
            spans.append((start, self.length))

    @property
    def is_empty(self) -> bool:
        """Tell whether it says nothing and links nowhere."""
        return all(part.href is None and not (part.text or "").strip() for part in self.parts)

    @property
    def words(self) -> Words:
        """What people read."""
        return Words("".join(self.pieces), tuple(sorted({*self.bold, *self.titles})), tuple(self.links))

    def named(self) -> Iterator[str]:
        """Yield what the page itself calls a title."""
        text = "".join(self.pieces)
        for start, end in self.titles:
            name = PREFIX.sub("", " ".join(text[start:end].split()))
            if is_title(name):
                yield name

    def weave(self, weaver: Weaver, locator: Locator, end: int) -> None:
        """Add this line to a passage; go on in the source as its parts are found there."""
        for part in self.parts:
            if part.text is not None:
                _weave_text(part.text, weaver, locator, end)
            elif part.href is None:
                weaver.close_link()
            else:
                if WEB.match(part.href):
                    locator.step_to(part.href)
                weaver.enter(locator.at, end)
                weaver.open_link(part.href, ahead=True)
                locator.at = max(locator.at, weaver.at)
        weaver.close_links()


def _weave_text(content: str, weaver: Weaver, locator: Locator, end: int) -> None:
    for piece in BLANK_LINE.split(content) if "\n" in content else (content,):
        locator.step_to(piece)
        weaver.enter(locator.at, end)
        weaver.text(piece)
        locator.at = max(locator.at, weaver.at)
        if len(piece) < len(content):
            weaver.label(" ")


@dataclass(slots=True)
class Paragraph:
    """Lines up to where a block begins or ends, with the links, bold parts and titles that are open now."""

    lines: list[Line] = field(default_factory=lambda: [Line()])

    @property
    def line(self) -> Line:
        """The line that is being read."""
        return self.lines[-1]

    @property
    def words(self) -> Words:
        """All lines as one text."""
        texts, bold, links, length = [], [], [], 0
        for words in (line.words for line in self.lines):
            texts.append(words.text)
            bold += [(start + length, end + length) for start, end in words.bold]
            links += [(start + length, end + length) for start, end in words.links]
            length += len(words.text) + 1
        return Words("\n".join(texts), tuple(bold), tuple(links))

    @property
    def is_empty(self) -> bool:
        """Tell whether it says nothing."""
        return all(line.is_empty for line in self.lines)

    def parted(self) -> list["Paragraph"]:
        """Return its lines as paragraphs if they name one thing after the other, else itself."""
        if len(self.lines) == 1 or sum(opening(line.words).opens_entry() for line in self.lines) < 2:  # noqa: PLR2004 - "one after the other"
            return [self]
        return [Paragraph([line]) for line in self.lines]


def opening(words: Words) -> Words:
    """Return what a paragraph begins with once labels before its name are left out: "[pdf] [bib] RedFox: a fox"."""
    start = 0
    for begin, end in words.links:
        between, text = words.text[start:begin], words.text[begin:end]
        if not NO_TITLE.fullmatch(between) or not LABELS.fullmatch(text):
            break
        start = end
    if not start:
        return words
    bold = tuple((a - start, b - start) for a, b in words.bold if a >= start)
    links = tuple((a - start, b - start) for a, b in words.links if a >= start)
    return Words(words.text[start:], bold, links) if bold or links else words
