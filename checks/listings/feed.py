"""Feeds: the items of RSS, Atom and RDF are entries; what is said of the feed itself belongs to none."""

import datetime as dt
import re
from collections.abc import Iterator
from email.utils import parsedate
from typing import Any

from checks.errors import ListingError
from checks.finding import may_hold_url
from checks.listings.dates import LONGEST
from checks.listings.feed_items import MARKS, Item, channel, items
from checks.listings.locating import Locator
from checks.listings.records import Field, entry_of
from checks.listings.rich_text import plain_of
from checks.listings.source import Excerpt, Source
from checks.model import Entry, Outside

SUFFIXES = (".rss", ".atom", ".rdf")
LOOKS = re.compile(
    r"\s*(?:<\?(?:(?!\?>).){0,2000}\?>\s*|<!--(?:(?!-->).){0,2000}-->\s*|<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,20000}\])?\s*>\s*){0,9}"
    r"<(?:[\w.-]{1,40}:)?(?:rss|feed|RDF|channel|item|entry)[\s>]",
    re.DOTALL,
)
HEAD = 65536
TEXTS = ("summary", "content", "subtitle")
ELEMENTS = {
    "title": "title",
    "summary": "description|summary|abstract|tagline|info",
    "content": "content|encoded|body|fullitem|div",
    "published": "pubDate|published|issued|date",
    "updated": "updated|modified|date|lastBuildDate",
    "author": "author|creator|name",
}
"""What feedparser calls a value, and the elements that it may come from."""
HANDLED = frozenset({
    *ELEMENTS, *TEXTS, "authors", "base", "comments", "created", "expired", "guidislink", "href", "id", "language",
    "license", "link", "links", "publisher", "rights", "source", "tags",
})  # fmt: skip
OF_THE_FEED = ("app_", "feedburner_", "itunes_", "media_", "slash_", "sy_", "thr_", "wfw_", "xml_")
"""Names of what serves readers of feeds, not readers of papers."""
RELATIONS = frozenset({"alternate", "enclosure", "related", "via", None})
MEDIA = ("audio/", "image/", "video/")
ARXIV = re.compile(r"(?:arxiv\.org[:/](?:abs/|pdf/)?|huggingface\.co/papers/|\barxiv:)(\d{4}\.\d{4,5})", re.IGNORECASE)
ARXIV_REMARK = re.compile(r"\s*\((?=arXiv:)[^()]{1,80}\)\s*$", re.IGNORECASE)
"""What arXiv writes behind a title: "(arXiv:2604.00001v1 [cs.CL])"."""
LONGEST_TITLE = 120
ANNOUNCED = 200
"""Characters at the beginning of a text in which arXiv says which paper it is."""


def recognises(source: Source) -> bool:
    """Tell by the name, or by the first element; `.xml` may hold anything, so that only items tell a feed."""
    if source.has_suffix(*SUFFIXES) or LOOKS.match(source.text[:HEAD]):
        return True
    return source.has_suffix(".xml") and MARKS.search(source.text[:HEAD]) is not None and "</" in source.text[:HEAD]


def read(source: Source) -> Iterator[Entry | Outside | ListingError]:
    """Yield the items, and a ListingError for one that is broken; raises it where none is whole, or this is no feed."""
    yield from _of_the_feed(source)
    whole, first = 0, None
    for item in items(source.text):
        if item.parsed is None:
            problem = _problem(item, source)
            first = first or problem
            yield problem
        else:
            whole += 1
            yield from filter(None, [entry_of(_fields(item, source), source)])
    if first and not whole:
        raise first
    if not whole and not LOOKS.match(source.text[:HEAD]):
        raise ListingError(source.name, "is no feed: it holds neither items nor entries", line=1)


def _of_the_feed(source: Source) -> Iterator[Outside]:
    """Yield the links that a feed has of its own: where it is made, by what, and what that says of itself."""
    head, parsed = channel(source.text)
    locator = Locator(source.text, 0, len(head))
    fields = (Field((), locator.excerpt(value)) for value in dict.fromkeys(_strings(parsed)) if may_hold_url(value))
    if said := entry_of(fields, source, untitled=True):
        yield Outside(said.mentions)


def _strings(value: Any) -> Iterator[str]:  # what feedparser makes of a feed
    """Yield the texts of a feed's own elements, whatever they are called."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _problem(item: Item, source: Source) -> ListingError:
    line = source.place(item.start).line
    return ListingError(source.name, "has an item that is broken or does not end", hint="fetch it again", line=line)


def _fields(item: Item, source: Source) -> Iterator[Field]:
    """Yield what an item says, in the order of the feed."""
    found = [field for field in _unordered(item, source) if field.value.text.strip()]
    yield from sorted(found, key=lambda field: field.value.pieces[0][1])


def _unordered(item: Item, source: Source) -> Iterator[Field]:
    parsed: dict[str, Any] = dict(item.parsed or {})
    texts = list(dict.fromkeys(_texts(parsed)))
    yield from _title(item, parsed, texts, source)
    yield from _numbers(parsed, texts, item)
    for name, text in texts:
        yield Field((name,), _excerpt(item, source, name, text))
    for name in ("published", "updated", "created"):
        yield Field((name,), Excerpt(_day(str(parsed.get(name) or "")), ((0, item.start),)))
    for author in parsed.get("authors") or ():
        yield Field(("author",), Excerpt(plain_of(str(author.get("name") or "")), ((0, item.start),)))
    yield from _links(item, parsed, source)
    for name, value in parsed.items():
        if isinstance(value, str) and name not in HANDLED and not name.startswith(OF_THE_FEED):
            yield Field((name,), _excerpt(item, source, name.rpartition("_")[2], value))


def _day(written: str) -> str:
    """Return the day of a date as mails and RSS write it; any other date as it is."""
    parsed = parsedate(written[:LONGEST])
    try:
        return dt.date(*parsed[:3]).isoformat() if parsed else written
    except ValueError:
        return written


def _texts(parsed: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the abstract and what there is of the whole text, unless that is the same once more."""
    summary = str(parsed.get("summary") or "")
    yield "summary", summary
    for content in parsed.get("content") or ():
        if (text := str(content.get("value") or "")).strip() != summary.strip():
            yield "content", text


def _title(item: Item, parsed: dict[str, Any], texts: list[tuple[str, str]], source: Source) -> Iterator[Field]:
    """Yield the title; an item without one is called what its text begins with."""
    title = ARXIV_REMARK.sub("", str(parsed.get("title") or ""))
    if not title.strip():
        said = next((plain_of(text) for _, text in texts if text.strip()), "")
        title = _beginning(said) or str(parsed.get("link") or "")
        yield Field(("title",), Excerpt(title, ((0, item.start),)))
    else:
        yield Field(("title",), _excerpt(item, source, "title", title))


def _beginning(said: str) -> str:
    """Return as many words of a text as a title may hold, up to its first link."""
    words = said.partition("http")[0][: LONGEST_TITLE + 1]
    return words.strip() if len(words) <= LONGEST_TITLE else words.rpartition(" ")[0]


def _numbers(parsed: dict[str, Any], texts: list[tuple[str, str]], item: Item) -> Iterator[Field]:
    """Yield the paper's number, if the item itself is a paper of arXiv."""
    own = (str(parsed.get(name) or "") for name in ("id", "link", "title"))
    for said in (*own, *(text[:ANNOUNCED] for _, text in texts)):
        if number := ARXIV.search(said):
            yield Field(("arxiv",), Excerpt(number[1], ((0, item.start),)))
            return


def _links(item: Item, parsed: dict[str, Any], source: Source) -> Iterator[Field]:
    """Yield where the item leads to; what it plays or shows is no artifact. The title of a link says what it is for."""
    for link in parsed.get("links") or ():
        href = str(link.get("href") or "")
        if link.get("rel") in RELATIONS and not str(link.get("type") or "").startswith(MEDIA):
            locator = Locator(source.text, item.start, item.end)
            yield Field(("link", *((link["title"],) if link.get("title") else ())), locator.excerpt(href))


def _excerpt(item: Item, source: Source, name: str, value: str) -> Excerpt:
    """Return a value with its places: those behind the beginning of its element."""
    element = re.compile(rf"<(?:[\w.-]{{1,40}}:)?(?:{ELEMENTS.get(name, re.escape(name))})(?=[\s>])")
    begun = element.search(source.text, item.start, item.end)
    return Locator(source.text, begun.end() if begun else item.start, item.end).excerpt(value)
