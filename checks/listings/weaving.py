"""Weaving: parts of a document put together as text that people read, with every link and its place in the source.

Parsers hand over what they read in order; where it stands in the source is found again here, going forward.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from checks.listings.passages import Passage, PassageBuilder

WINDOW = 4096
"""Characters that may lie between two parts in the source: the longest destination with its title."""
WEB = re.compile(r"(?:https?:)?//\S|(?:www\.)?github\.com/|git@", re.IGNORECASE)
NOWHERE: Mapping[str, int] = MappingProxyType({})
BREAK = "\n\n"
"""Ends a sentence, whatever comes before."""
PART = re.compile(r"[^&<>\"'\x80-\U0010ffff]+|[&<>\"'\x80-\U0010ffff]+")
"""Text that stands in a source as it is read, or marks that may stand there as entities."""


class Weaver:
    """Puts one part after the other into a passage and keeps track of where they stand."""

    __slots__ = ("_at", "_builder", "_definitions", "_end", "_open", "_source")

    def __init__(self, text: str, definitions: Mapping[str, int] = NOWHERE):
        """`text` is that of the source; `definitions` are the offsets of link destinations that stand elsewhere (`[1]: https://…`)."""
        self._source = text
        self._definitions = definitions
        self._builder = PassageBuilder()
        self._at, self._end = 0, len(text)
        # Links that are open: address, where their text begins, and the place of the address if it comes before that.
        self._open: list[tuple[str, int, int | None]] = []

    def enter(self, start: int, end: int) -> None:
        """Go on with a block of the source; a block that has been entered is not gone back in."""
        self._at, self._end = max(start, self._at if self._at < end else start), end

    def label(self, text: str) -> None:
        """Add words that stand elsewhere, such as the heading of a table's column."""
        self._builder.add(text, self._at)

    def end_sentence(self) -> None:
        """Keep what follows apart from what stands here."""
        if self._builder.length and not self._builder.ends_with(BREAK):
            self._builder.add(BREAK, self._at)

    def text(self, content: str, written: str | None = None) -> None:
        """Add text; `written` is how it stands in the source, if that is not as it is read."""
        offset = self._find(content if written is None else written)
        if offset is None and written is None:
            self._add_parts(content)
        else:
            self._builder.add(content, self._at if offset is None else offset)

    def link(self, href: str, text: str) -> None:
        """Add a link whose address comes before its text in the source, as in HTML."""
        self.open_link(href, ahead=True)
        self.text(text)
        self.close_link()

    def open_link(self, href: str, *, ahead: bool = False) -> None:
        """Begin a link; `ahead` tells that its address stands before its text."""
        offset = self._locate_link(href) if ahead and WEB.match(href) else None
        self._open.append((href, self._builder.length, offset))

    def close_link(self) -> None:
        """End the link that was opened last; what leads nowhere in the web leaves its text behind."""
        if not self._open:
            return
        href, start, offset = self._open.pop()
        if WEB.match(href):
            offset = self._locate_link(href) if offset is None else offset
            self._add_link(href, offset, has_text=self._builder.length > start)

    def close_links(self) -> None:
        """End all links: none reaches beyond its block."""
        while self._open:
            self.close_link()

    def pass_over(self, written: str) -> int:
        """Find what comes next in the source and step behind it; where it was changed on the way, stay."""
        offset = self._find(written)
        return self._at if offset is None else offset

    def build(self) -> Passage:
        """Return what has been put together."""
        return self._builder.build()

    @property
    def at(self) -> int:
        """Where in the source the next part is looked for."""
        return self._at

    def _find(self, written: str) -> int | None:
        limit = min(self._end, self._at + len(written) + WINDOW)
        offset = self._source.find(written, self._at, limit)
        if offset < 0 or not written:
            return None
        self._at = offset + len(written)
        return offset

    def _add_parts(self, content: str) -> None:
        """Add text that stands in the source with entities in it, such as "&amp;": each part that does not."""
        for part in PART.findall(content):
            offset = None if part[0] in "&<>\"'" or not part.isascii() else self._find(part)
            self._builder.add(part, self._at if offset is None else offset)

    def _add_link(self, href: str, offset: int, *, has_text: bool) -> None:
        """Add a link after its text: "[code](https://…)" reads "code: https://…"; a text that is the link is enough."""
        url = f"https:{href}" if href.startswith("//") else href
        if has_text and self._builder.ends_with(url):
            return
        self._builder.add(": " if has_text else "", offset)
        self._builder.add_link(url, offset)
        self._builder.add(" ", offset)

    def _locate_link(self, href: str) -> int:
        """Find a destination from here on, as it is or as it was escaped; else where a reference defines it."""
        for written in (href, href.replace("&", "&amp;"), href.replace("_", "\\_")):
            offset = self._source.find(written, self._at, min(self._end, self._at + WINDOW))
            if offset >= 0:
                self._at = offset + len(written)
                return offset
        return self._definitions.get(href, self._at)
