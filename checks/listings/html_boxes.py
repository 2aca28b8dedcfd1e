"""HTML as boxes: cards and sections, list items and table rows, each with its own text and what it is called.

Which of them are entries is decided in `checks/listings/outline.py`. The parser is selectolax, which opens nothing.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.listings.box_builder import BoxBuilder
from checks.listings.dates import LONGEST, day_in
from checks.listings.html_lines import Paragraph, Reading, begins_with_name, opening, quoted
from checks.listings.html_structure import HEADINGS, Structure, structure_of
from checks.listings.html_taming import tame
from checks.listings.html_weaving import BLOCKS
from checks.listings.locating import Locator
from checks.listings.naming import Words
from checks.listings.outline import Box
from checks.listings.page_habits import without_habits
from checks.listings.source import Source
from checks.listings.weaving import WEB

BOLD = frozenset({"b", "strong"})
UNREAD = frozenset({"-comment", "script", "style", "template", "title"})
PARTS = frozenset({"article", "aside", "blockquote", "dl", "main", "section", "table"})
"""Elements that no paragraph reaches out of."""
CARD_LEVEL = 6
GROUP = 3
"""This many descriptions of one term are a list with a heading."""
PAPER_PATH = re.compile(r"/papers/\d{4}\.\d{4,5}", re.ASCII)
HUGGING_FACE = "https://huggingface.co"
"""What a saved page of Hugging Face leaves out before the path of a paper."""

Leave = Callable[[], None]


def boxes(source: Source) -> list[Box]:
    """Return the sections of a page in order; the first holds what stands before any heading."""
    tamed = replace(source, text=tame(source.text))
    parser = LexborHTMLParser(tamed.text)
    if parser.root is None:
        return []
    return without_habits(_Reader(tamed, structure_of(parser.root), _base(parser)).read(parser.root))


def _base(parser: LexborHTMLParser) -> str:
    """Return what relative links are relative to, if the page says so."""
    node = parser.css_first("base[href]")
    href = (node.attributes.get("href") or "").strip() if node else ""
    return href if href.lower().startswith(("http://", "https://")) else ""


def _nothing() -> None:
    """Do nothing: most elements only end."""


class _Reader:
    """Walks over the elements once, in the order in which they are read."""

    def __init__(self, source: Source, structure: Structure, base: str):
        """`source` is tamed; `base` is what relative links are relative to."""
        self._source, self._structure, self._base = source, structure, base
        self._builder = BoxBuilder(source)
        self._locator = Locator(source.text)
        self._reading = Reading()
        self._anchors = self._links = self._folds = 0
        self._terms: list[bool] = []
        self._is_heading = self._is_unnamed = False
        self._titled: set[int] = set()

    def read(self, root: LexborNode) -> list[Box]:
        """Return the sections. The library's own traversal takes time with the square of the depth."""
        node: LexborNode | None = root
        leaving: list[Leave] = []
        while node is not None:
            leave = self._enter(node)
            child = node.child if leave else None
            if leave and child is None:
                leave()
            elif leave:
                leaving.append(leave)
            following = child
            while following is None and leaving:
                following = node.next if node is not None else None
                if following is None:
                    leaving.pop()()
                    node = node.parent if node is not None else None
            node = following
        self._flush()
        return self._builder.sections

    def _enter(self, node: LexborNode) -> Leave | None:
        """Take a node as it begins; return what is to be done as it ends, or None if nothing in it is read."""
        tag = node.tag or ""
        if tag == "-text":
            if content := node.text_content:
                self._reading.text(content)
            return None
        if tag in UNREAD or node.mem_id in self._structure.unread:
            return None
        if node.mem_id in self._structure.dates:
            self._date(node)
        if node.mem_id in self._structure.titles:
            return self._title(is_block=tag in BLOCKS)
        return self._block(node, tag) if tag in BLOCKS else self._inline(node, tag)

    def _inline(self, node: LexborNode, tag: str) -> Leave:
        if tag == "a":
            return self._anchor(node)
        if tag in BOLD:
            self._reading.begin("bold")
            return self._reading.end
        return self._card() if node.mem_id in self._structure.cards else _nothing

    def _anchor(self, node: LexborNode) -> Leave:
        written = (node.attributes.get("href") or "").strip()
        href = self._address(written)
        if self._anchors or not href:
            return _nothing
        if not self._builder.in_item and node.mem_id in self._structure.named:
            self._section(CARD_LEVEL)
            self._is_unnamed = True
        self._anchors += 1
        self._links += 1
        self._reading.begin("links", href, written)
        return self._leave_anchor

    def _leave_anchor(self) -> None:
        self._anchors -= 1
        self._reading.end()

    def _address(self, href: str) -> str:
        """Return where a link leads to in the web; nothing if it stays in the page or on an unknown host."""
        if WEB.match(href) or href[:1] in {"", "#"}:
            return href if href[:1] != "#" else ""
        base = self._base or (HUGGING_FACE if PAPER_PATH.fullmatch(href) else "")
        try:
            absolute = urljoin(base, href) if base else ""
        except ValueError:
            return ""
        return absolute if WEB.match(absolute) else ""

    def _title(self, *, is_block: bool) -> Leave:
        if is_block:
            self._flush()
        self._reading.begin("titles")

        def leave() -> None:
            self._reading.end()
            if is_block:
                self._flush()

        return leave

    def _block(self, node: LexborNode, tag: str) -> Leave:  # noqa: C901, PLR0911 - one line for each sort of element
        if tag == "br":
            self._reading.break_line()
            return _nothing
        self._flush()
        if tag in HEADINGS:
            return self._heading(int(tag[1]))
        if self._anchors:
            return self._flush
        if tag in {"li", "tr"} and node.mem_id not in self._structure.layout:
            return self._item(tag)
        if tag in {"dl", "dt", "dd"}:
            return self._description(node, tag)
        if tag in {"td", "th"}:
            self._cell(node, tag)
        if tag == "table" and not self._builder.in_item:
            self._builder.table()
        if tag == "hr":
            self._builder.end_paragraph()
        if tag == "details":
            self._folds += 1
            self._builder.fold(self._locator.at)
            return self._leave_fold
        if node.mem_id in self._structure.cards:
            return self._card()
        return self._leave_part if tag in PARTS else self._flush

    def _heading(self, level: int) -> Leave:
        if self._builder.in_item or self._anchors:
            return self._title(is_block=True)
        if self._is_unnamed:
            self._builder.sections[-1].level = level
        else:
            self._section(level)
        self._is_heading, self._is_unnamed = True, False
        return self._leave_heading

    def _leave_heading(self) -> None:
        self._flush()
        self._is_heading = False

    def _section(self, level: int) -> None:
        self._flush()
        self._builder.section(self._locator.at, level)

    def _card(self) -> Leave:
        """Begin a card; what follows it belongs to no heading, unless the card was a mere frame of its heading."""
        if self._builder.in_item or self._anchors:
            return self._flush
        self._section(CARD_LEVEL)
        self._is_unnamed = True
        links = self._links

        def leave() -> None:
            self._flush()
            self._is_unnamed = False
            if self._links > links:
                self._section(0)

        return leave

    def _leave_fold(self) -> None:
        self._leave_part()
        self._folds -= 1

    def _leave_part(self) -> None:
        self._flush()
        self._builder.end_paragraph()

    def _item(self, tag: str) -> Leave:
        if tag == "tr":
            self._builder.row(self._locator.at)
        else:
            self._builder.enter(self._locator.at)
        return self._leave_item

    def _leave_item(self) -> None:
        self._flush()
        self._builder.leave()

    def _cell(self, node: LexborNode, tag: str) -> None:
        row = node.parent
        if row is not None and row.mem_id not in self._structure.layout and row.tag == "tr":
            self._builder.cell(is_heading=tag == "th" and row.mem_id in self._structure.columns)

    def _description(self, node: LexborNode, tag: str) -> Leave:
        """Take a term with its descriptions as one item; many descriptions of a term are items of their own."""
        if tag == "dl":
            self._terms.append(False)
            return self._leave_list
        if not self._terms:
            return self._flush
        if tag == "dd":
            return self._flush if self._terms[-1] else self._item(tag)
        self._end_term()
        if not _is_group(node):
            self._terms[-1] = True
            self._builder.enter(self._locator.at)
        return self._flush

    def _leave_list(self) -> None:
        self._flush()
        self._end_term()
        self._terms.pop()
        self._builder.end_paragraph()

    def _end_term(self) -> None:
        if self._terms[-1]:
            self._builder.leave()
            self._terms[-1] = False

    def _date(self, node: LexborNode) -> None:
        box = self._builder.current
        written = node.attributes.get("datetime") or node.text()[:LONGEST]
        if box.on is None:
            box.on = day_in(written, self._source.on)

    def _flush(self) -> None:
        """End a paragraph; inside of a link that holds whole blocks, only a line."""
        if self._anchors:
            self._reading.break_line()
            return
        if self._reading.is_blank:
            return
        paragraph = self._reading.take()
        if paragraph.is_empty:
            return
        names_section = self._is_heading or (self._is_unnamed and any(paragraph.titles()))
        alone = names_section or self._builder.in_item
        for part in [paragraph] if alone else paragraph.parted():
            if not alone:
                self._begin_paragraph(opening(part.words))
            self._say(part)
        self._is_unnamed = self._is_unnamed and not names_section

    def _begin_paragraph(self, words: Words) -> None:
        """Begin a paragraph outside of items; in what can be folded away, only a title tells another entry."""
        bare = self._folds and not begins_with_name(words)
        self._builder.paragraph(self._locator.at, Words(words.text) if bare else words)

    def _say(self, paragraph: Paragraph) -> None:
        """Add a paragraph to what is open."""
        builder, end = self._builder, len(self._source.text)
        box, titles = builder.current, list(paragraph.titles())
        words = paragraph.words
        if not titles and builder.in_item and (title := quoted(words.text)):
            titles = [title]
        if titles and id(box) not in self._titled:
            self._titled.add(id(box))
            box.names[:0] = titles
        weaver = builder.words(self._locator.at, end, words)
        for line in paragraph.lines:
            line.weave(weaver, self._locator, end)
            weaver.end_sentence()


def _is_group(term: LexborNode) -> bool:
    """Tell a term that is a heading: it links nowhere, and many descriptions follow it."""
    count, following = 0, term.next
    while following is not None and following.tag != "dt" and count < GROUP:
        count += following.tag == "dd"
        following = following.next
    return count >= GROUP and term.css_first("a[href]") is None
