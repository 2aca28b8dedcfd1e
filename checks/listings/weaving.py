"""Rendered inline Markdown as passages: text as people read it, with every link and its place in the source."""

import re
from collections.abc import Iterator

from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.forges.paths import words
from checks.listings.passages import Passage, PassageBuilder
from checks.listings.source import Source

WINDOW = 4096
"""Characters that may lie between two tokens in the source: the longest destination with its title."""
WEB = re.compile(r"(?:https?:)?//\S|(?:www\.)?github\.com/|git@", re.IGNORECASE)
OPENS_LINK = re.compile(r"<a\s", re.IGNORECASE)
HTML_BLOCKS = words("br details div h1 h2 h3 h4 h5 h6 hr li ol p summary table td th tr ul")
MOST_TAGS = 10_000
HTML_TAG = re.compile(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)
CLOSED = frozenset({"a", "script", "style", "title"})
"""What no text is read from: for no reader, or read with its link."""
BREAK = "\n\n"
"""Ends a sentence, whatever comes before."""


class Weaver:
    """Puts the tokens of one block after the other into a passage and keeps track of where they stand."""

    def __init__(self, source: Source, definitions: dict[str, int]):
        """`definitions` are the offsets of link destinations that stand elsewhere (`[1]: https://…`)."""
        self._source = source
        self._definitions = definitions
        self._builder = PassageBuilder()
        self._at = self._end = 0
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
        self._builder.add(BREAK, self._at)

    def inline(self, tokens: list[Token]) -> None:
        """Add the tokens of a paragraph, a heading or a cell."""
        for token in tokens:
            self._add(token)
        while self._open:
            self._close_link()

    def text(self, content: str) -> None:
        """Add text that stands in the source as it is, as in a fence."""
        self._builder.add(content, self._locate(content))

    def html(self, content: str) -> None:
        """Add a block of HTML: its text and its links; comments, scripts and images say nothing.

        A block of too many tags is taken as text: the parser's time grows with the square of their depth.
        """
        if content.count("<") > MOST_TAGS:
            self.text(content)
            return
        for node in _reading_order(LexborHTMLParser(content).root):
            if node.tag == "-text":
                self.text(node.text_content or "")
            elif node.tag == "a":
                self._anchor(node)
            elif node.tag in HTML_BLOCKS:
                self.end_sentence()

    def build(self) -> Passage:
        """Return what has been put together."""
        return self._builder.build()

    def _add(self, token: Token) -> None:  # noqa: C901 - one line for each sort of token
        match token.type:
            case "text" | "code_inline":
                self.text(token.content)
            case "text_special":
                self._builder.add(token.content, self._locate(token.markup))
            case "softbreak":
                self._builder.add("\n", self._locate("\n"))
            case "hardbreak":
                self.end_sentence()
            case "image":
                self._locate(str(token.attrGet("src") or ""))
            case "link_open":
                self._open.append((str(token.attrGet("href") or ""), self._builder.length, None))
            case "link_close":
                self._close_link()
            case "html_inline":
                self._inline_html(token.content)

    def _inline_html(self, content: str) -> None:
        if OPENS_LINK.match(content):
            node = LexborHTMLParser(content).css_first("a")
            href = (node.attributes.get("href") or "") if node else ""
            self._open.append((href, self._builder.length, self._locate_link(href)))
        elif content.lower().startswith("</a"):
            self._close_link()
        elif (tag := HTML_TAG.match(content)) and tag[1].lower() in HTML_BLOCKS:
            self.end_sentence()

    def _anchor(self, node: LexborNode) -> None:
        """Add an anchor: in the source its address comes before its text."""
        href, text = node.attributes.get("href") or "", node.text().strip()
        if WEB.match(href):
            offset = self._locate_link(href)
            self._builder.add(text, self._locate(text))
            self._add_link(href, offset, has_text=bool(text))
        else:
            self.text(text)

    def _close_link(self) -> None:
        if not self._open:
            return
        href, start, offset = self._open.pop()
        if WEB.match(href):
            offset = self._locate_link(href) if offset is None else offset
            self._add_link(href, offset, has_text=self._builder.length > start)

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
            offset = self._source.text.find(written, self._at, min(self._end, self._at + WINDOW))
            if offset >= 0:
                self._at = offset + len(written)
                return offset
        return self._definitions.get(href, self._at)

    def _locate(self, written: str) -> int:
        """Find what comes next in the source and step behind it; where it was changed on the way, stay."""
        if not written:
            return self._at
        limit = min(self._end, self._at + len(written) + WINDOW)
        offset = self._source.text.find(written, self._at, limit)
        if offset < 0:
            return self._at
        self._at = offset + len(written)
        return offset


def _reading_order(root: LexborNode | None) -> Iterator[LexborNode]:
    """Yield the nodes as they are read. A link brings its own text; the library's traversal is quadratic in depth."""
    node = root
    while node is not None:
        yield node
        following = None if node.tag in CLOSED else node.child
        while following is None and node is not None:
            following = node.next
            node = node.parent
        node = following
