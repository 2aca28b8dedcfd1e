"""HTML as boxes: cards and sections, list items and table rows, each with its own text and what it is called.

Which of them are entries is decided in `checks/listings/outline.py`. The parser is selectolax, which opens nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.listings.box_builder import BoxBuilder
from checks.listings.dates import LONGEST, day_in
from checks.listings.html_lines import Line, Paragraph, opening
from checks.listings.html_structure import HEADINGS, Structure, structure_of
from checks.listings.html_taming import tame
from checks.listings.html_weaving import BLOCKS
from checks.listings.locating import Locator
from checks.listings.outline import Box
from checks.listings.source import Source

BOLD = frozenset({"b", "strong"})
ITEMS = frozenset({"dd", "dt", "li", "tr"})
PAPER_PATH = re.compile(r"/papers/\d{4}\.\d{4,5}", re.ASCII)
"""Path of a paper at Hugging Face, whose saved pages name no host."""
HUGGING_FACE = "https://huggingface.co"
CARD_LEVEL = 6
GROUP = 3
"""This many descriptions of one term are a list with a heading."""
USUAL = 3
"""What is called the same so often is no title: the author's own name in bold."""
SHORT_LINK = 4
"""Words of a link in a menu."""


def boxes(source: Source) -> list[Box]:
    """Return the sections of a page in order; the first holds what stands before any heading."""
    text = tame(source.text)
    parser = LexborHTMLParser(text)
    if parser.root is None:
        return []
    reader = _Reader(source, text, structure_of(parser.root), _base(parser))
    reader.read(parser.root)
    return _without_menus(_without_usual_names(reader.sections))


def _base(parser: LexborHTMLParser) -> str:
    """Return what relative links are relative to, if the page says so."""
    node = parser.css_first("base[href]")
    href = (node.attributes.get("href") or "").strip() if node else ""
    return href if href.lower().startswith(("http://", "https://")) else ""


class _Reader:
    """Walks over the elements once, in the order in which they are read."""

    def __init__(self, source: Source, text: str, structure: Structure, base: str):
        self._source, self._structure, self._base = source, structure, base
        self._builder = BoxBuilder(source)
        self._locator = Locator(text)
        self._paragraph = Paragraph()
        self._anchors = 0
        self._is_unnamed = False
        # What is open, with what it takes to close it: the element's tag, where its text begins, its address.
        self._open: list[tuple[LexborNode, int, str]] = []

    @property
    def sections(self) -> list[Box]:
        return self._builder.sections
