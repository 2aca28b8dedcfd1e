"""Markdown: list items and table rows that hold links are entries, and so are sections that hold them in paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checks.listings.markdown_boxes import Box, boxes
from checks.listings.passages import mentions_of
from checks.listings.source import Source
from checks.model import Claim, Entry, Kind, Mention

SUFFIXES = (".md", ".markdown", ".mkd", ".mdown", ".qmd", ".rmd")
PLAIN_SUFFIXES = (".txt", ".text")
LOOKS = re.compile(
    r"\]\((?:https?:)?//|^ {0,3}\|?[ :-]*-{2,}[ :-]*\||^ {0,3}\[[^\]\n]{1,80}\]: https?://", re.MULTILINE
)
HEAD = 65536
DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-./]([01]?\d)[-./]([0-3]?\d)(?!\d)")
ARXIV_ID = re.compile(r"/(?:abs|pdf|html|papers)/(\d{4}\.\d{4,5})", re.ASCII)
LONGEST_TITLE = 300


def recognises(source: Source) -> bool:
    """Tell by the name; where that says nothing, by links, tables or references in the text."""
    if source.has_suffix(*SUFFIXES):
        return True
    plain = source.has_suffix(*PLAIN_SUFFIXES) or "." not in source.name.rpartition("/")[2]
    return plain and LOOKS.search(source.text[:HEAD]) is not None


@dataclass(frozen=True, slots=True)
class _Section:
    """What a section brings: its own paragraphs as an entry, and the entries of its items and rows."""

    level: int
    own: tuple[Entry, ...]
    inner: tuple[Entry, ...]


def read(source: Source) -> Iterator[Entry]:
    """Yield the entries in order; paragraphs that lead up to a list or to the whole document belong to none."""
    sections = [_section(box, source) for box in boxes(source)]
    title_level = 1 if sum(section.level == 1 for section in sections) == 1 else 0
    in_body = any(section.inner or (section.own and section.level > title_level) for section in sections)
    for section in sections:
        leads_up = in_body and (section.level <= title_level or (section.inner and not _claims(section.own)))
        yield from (*(() if leads_up else section.own), *section.inner)


def _claims(entries: tuple[Entry, ...]) -> bool:
    """Tell whether paragraphs speak of artifacts: then they are no mere words before a list."""
    return any(mention.claim is not Claim.NONE for entry in entries for mention in entry.mentions)


def _section(section: Box, source: Source) -> _Section:
    labels = [box for box in section.inner if _belongs_above(box, section)]
    inner = [
        entry
        for box in section.inner
        if not _belongs_above(box, section)
        for entry in _box_entries(box, section.title, source)
    ]
    return _Section(section.level, tuple(_entry([section, *labels], section.title, source)), tuple(inner))


def _belongs_above(box: Box, above: Box) -> bool:
    """Tell an item that is only a label ("- Code: https://…") below something that has a name."""
    return bool(above.title) and box.is_label and not box.inner


def _box_entries(box: Box, heading: str, source: Source) -> Iterator[Entry]:
    """Yield an item with all that it holds; a mere group of items ("- Vision") yields what stands in it."""
    if box.inner and not _holds_link(box) and not all(_belongs_above(inner, box) for inner in box.inner):
        for inner in box.inner:
            yield from _box_entries(inner, box.title or heading, source)
    else:
        yield from _entry([box, *_below(box)], box.title or heading, source)


def _holds_link(box: Box) -> bool:
    return bool(box.weaver.build().links)


def _below(box: Box) -> Iterator[Box]:
    for inner in box.inner:
        yield inner
        yield from _below(inner)


def _entry(parts: list[Box], title: str, source: Source) -> Iterator[Entry]:
    """Yield one entry, or none if its text holds neither a link nor a promise."""
    on = _date(parts[0].text)
    found = [mention for box in parts for mention in mentions_of(box.weaver.build(), source, on or source.on)]
    if found:
        yield Entry(0, title[:LONGEST_TITLE] or _shown(found[0]), on, arxiv_id=_arxiv_id(found), mentions=tuple(found))


def _shown(mention: Mention) -> str:
    """What an entry without any name is called."""
    return (mention.target.name or mention.target.url) if mention.target else mention.sentence[:LONGEST_TITLE]


def _date(text: str) -> date | None:
    if found := DATE.search(text):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return None
    return None


def _arxiv_id(mentions: list[Mention]) -> str | None:
    """Return the paper's number if exactly one paper is linked."""
    papers = (one.target.url for one in mentions if one.target and one.target.kind is Kind.PAPER)
    numbers = {found[1] for url in papers if (found := ARXIV_ID.search(url))}
    return numbers.pop() if len(numbers) == 1 else None
