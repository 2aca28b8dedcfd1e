"""The items of a feed as stretches of its text, and each as feedparser reads it.

The parser gets items only, in a frame of their own: no document type and no entity of a listing ever reaches it, an
item that is broken spoils no other, and one that ends in the middle is told apart. It reads bytes in memory, which is
the one way of calling it that opens neither files nor sockets.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.entities import name2codepoint
from typing import Any
from xml.sax import SAXException

import feedparser
from feedparser.exceptions import UndeclaredNamespace

MARKS = re.compile(r"<(?:!\[CDATA\[|!--|(/?)((?:[\w.-]{1,40}:)?(?:item|entry))(?=[\s/>])[^<>]{0,2000}>)")
ENDS = {"<![CDATA[": "]]>", "<!--": "-->"}
FRAME = re.compile(r"<((?:[\w.-]{1,40}:)?(?:rss|RDF|feed|channel))(?=[\s>])[^<>]{0,20000}>")
LONGEST_HEAD = 1_000_000
"""Characters before the first item in which its frame is looked for."""
FRAMES = {
    "item": ('<rss version="2.0"><channel>', "</channel></rss>"),
    "entry": ('<feed xmlns="http://www.w3.org/2005/Atom">', "</feed>"),
}
"""For items without any frame: parts of a feed that somebody has cut out."""
DATA = re.compile(r"(?<![\w.+-])[\w.+-]{1001,}")
"""No word and no address: data, on which the parser's search for mail addresses takes the square of its length."""
TOGETHER = 50
"""Items in one call: calling costs as much as a few items."""
MOST_ALONE = 1000
"""Items of a feed that are read one by one because others beside them are broken."""
LOOSE_MARK = re.compile(
    r"(<!\[CDATA\[(?:(?!\]\]>).)*\]\]>)|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(?:(\w{2,31});)?",
    re.DOTALL,
)
"""An ampersand that XML does not allow, and what is quoted, where it is allowed."""
HEADERS = {"content-type": "application/xml; charset=utf-8"}
FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    SAXException,
    TypeError,
    UndeclaredNamespace,
    ValueError,
)
"""What the parser raises for text that is no feed; it promises nothing."""

Parsed = Any  # feedparser has no types


@dataclass(frozen=True, slots=True)
class Item:
    """One item: where it stands in the feed, and what feedparser read in it; None if it is broken or cut off."""

    start: int
    end: int
    parsed: Parsed | None


def items(text: str) -> Iterator[Item]:
    """Yield the items in order."""
    spans = list(_spans(text))
    if not spans:
        return
    cut_off = spans.pop() if spans[-1][1] < 0 else None
    start, _, name = spans[0] if spans else (0, 0, "item")
    frame = _frame(text[: min(start, LONGEST_HEAD)], name)
    alone = MOST_ALONE
    for at in range(0, len(spans), TOGETHER):
        inner = spans[at : at + TOGETHER]
        if (found := _together(text, inner, frame)) is None:
            found = _one_by_one(text, inner[:alone], frame)
            found += [Item(begin, end, None) for begin, end, _ in inner[alone:]]
            alone = max(alone - len(inner), 0)
        yield from found
    if cut_off:
        yield Item(cut_off[0], len(text), None)


def channel(text: str) -> tuple[str, Parsed]:
    """Return what stands before the items, and what feedparser reads in it about the feed itself."""
    first = next(_spans(text), (len(text), -1, ""))
    head = text[: min(first[0], LONGEST_HEAD)]
    if not (opened := _opened(head)):
        return head, {}
    parsed = _parsed(head[opened[-1].end() :], _around(opened))
    return head, parsed.feed if parsed else {}


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where items begin and end, and what they are called.

    One that ends nowhere ends where the next begins; if it is the last one, its end is -1.
    """
    opened: tuple[int, str] | None = None
    for found in _marks(text):
        closes, name = found.groups()
        if opened and opened[1] == name:
            yield opened[0], found.end() if closes else found.start(), name
            opened = None
        if not closes and opened is None:
            opened = found.start(), name
    if opened:
        yield opened[0], -1, opened[1]


def _marks(text: str) -> Iterator[re.Match[str]]:
    """Yield the tags of items; what stands in comments and in quoted text is none, nor is an empty item."""
    at = 0
    while found := MARKS.search(text, at):
        at = found.end()
        if found[0] in ENDS:
            at = text.find(ENDS[found[0]], at)
            if at < 0:
                return
        elif not found[0].endswith("/>"):
            yield found


def _frame(head: str, name: str) -> tuple[str, str]:
    """Return the elements around the items, as they begin and as they end."""
    return _around(opened) if (opened := _opened(head)) else FRAMES[name.rpartition(":")[2]]


def _opened(head: str) -> list[re.Match[str]]:
    return [found for found in FRAME.finditer(head) if f"</{found[1]}" not in head[found.end() :]]


def _around(opened: list[re.Match[str]]) -> tuple[str, str]:
    return "".join(found[0] for found in opened), "".join(f"</{found[1]}>" for found in reversed(opened))


def _together(text: str, spans: Sequence[tuple[int, int, str]], frame: tuple[str, str]) -> list[Item] | None:
    """Read items in one call, as they stand or with their ampersands mended; None if one of them is still broken."""
    inner = "".join(text[start:end] for start, end, _ in spans)
    for written in (inner, LOOSE_MARK.sub(_mended, inner) if "&" in inner else ""):
        found = _parsed(written, frame) if written else None
        if found and not found.bozo and len(found.entries) == len(spans):
            return [Item(start, end, entry) for (start, end, _), entry in zip(spans, found.entries, strict=True)]
    return None


def _mended(mark: re.Match[str]) -> str:
    """Return what is quoted as it is, an entity of HTML as its character, and any other ampersand as itself."""
    if mark[1]:
        return mark[1]
    code = name2codepoint.get(mark[2] or "")
    return chr(code) if code else f"&amp;{mark[0][1:]}"


def _one_by_one(text: str, spans: Sequence[tuple[int, int, str]], frame: tuple[str, str]) -> list[Item]:
    """Read each item in a call of its own: a broken one is read loosely, if at all, and spoils no other."""
    found = []
    for start, end, _ in spans:
        alone = _parsed(text[start:end], frame)
        found.append(Item(start, end, alone.entries[0] if alone and alone.entries else None))
    return found


def _parsed(inner: str, frame: tuple[str, str]) -> Parsed | None:
    content = f"{frame[0]}{DATA.sub(' ', inner)}{frame[1]}".encode("utf-8", "replace")
    try:
        return feedparser.parse(
            io.BytesIO(content), response_headers=HEADERS, resolve_relative_uris=False, sanitize_html=False
        )
    except FAULTS:
        return None
