"""The outline of a document: sections, list items and table rows as boxes, and which of them are entries.

A format brings the boxes; here it is decided once for all formats which of them is an entry and what it is called.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from checks.claims import may_claim
from checks.listings.naming import LABELS, LEADING, TITLE_COLUMN, Words, title_of
from checks.listings.passages import Passage, mentions_of
from checks.listings.source import Source
from checks.listings.weaving import Weaver
from checks.model import Claim, Entry, Kind, Mention, Outside

__all__ = ["LABELS", "LEADING", "TITLE_COLUMN", "Box", "entries"]

DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-./]([01]?\d)[-./]([0-3]?\d)(?!\d)")
ARXIV_ID = re.compile(r"/(?:abs|pdf|html|papers)/(\d{4}\.\d{4,5})", re.ASCII)
ADDRESS = re.compile(r"\s*(?:https?:|www\.)", re.IGNORECASE)
LONGEST_TITLE = 300
ENDED = Weaver("")
MOST_WORDS = 100
"""Paragraphs of a box: one that has not been called by its name till then has none."""


@dataclass(slots=True)
class Box:
    """A part of a document. `names` are what may be its title, the likeliest first; `level` is a heading's, else 0.

    A paragraph is a box of its own if it names what it speaks of: where there are several, it is a list without marks.
    """

    weaver: Weaver
    start: int
    level: int = 0
    inner: list["Box"] = field(default_factory=list)
    text: str = ""
    on: date | None = None
    is_paragraph: bool = False
    _names: list[str] = field(default_factory=list)
    _words: list[Words] = field(default_factory=list)
    _title: str | None = None
    _passage: Passage | None = None

    @property
    def names(self) -> list[str]:
        """What may be its title, the likeliest first; may be changed."""
        self._names += [name for words in self._words for name in words.names()]
        self._words.clear()
        self._title = None
        return self._names

    @names.setter
    def names(self, names: list[str]) -> None:
        self._names, self._title = names, None
        self._words.clear()

    def say(self, words: Words) -> None:
        """Add text, and what may be its title behind all other names: that is worked out only where it is asked for."""
        if len(self._words) < MOST_WORDS:
            self.text += f"{words.text}\n"
            self._words.append(words)
            self._title = None

    @property
    def title(self) -> str:
        """Its name, or an empty string if all that it is called are labels, numbers and addresses."""
        if self._title is None:
            self._title = title_of(chain(self._names, (name for words in self._words for name in words.names())))
        return self._title

    @property
    def is_label(self) -> bool:
        """Tell whether it says only what its link is for ("[Code](https://…)"), or nothing at all."""
        return not self.title and not any(ADDRESS.match(name) for name in self.names)

    def end(self, *, keeps_names: bool) -> None:
        """Give up what nothing is added to any more, but for what it comes to."""
        if not keeps_names:
            self.on, self.text = self.on or _date(self.text), ""
            self.names = [self.title] if self.title else [name for name in self.names if ADDRESS.match(name)][:1]
        self._passage, self.weaver = self.passage, ENDED

    @property
    def passage(self) -> Passage:
        """Its own text, once nothing is added any more."""
        if self._passage is None:
            self._passage = self.weaver.build()
        return self._passage


@dataclass(frozen=True, slots=True)
class _Section:
    """What a section brings: its own paragraphs as an entry, and the entries of its items and rows."""

    level: int
    own: tuple[Entry, ...]
    inner: tuple[Entry, ...]


def entries(outline: Iterable[Box], source: Source, *, is_prose: bool = False) -> Iterator[Entry | Outside]:
    """Yield the entries in order; paragraphs that lead up to a list or to the whole document belong to none.

    In a text that is meant to be read (`is_prose`), they are text like all others.
    """
    sections = [_section(box, source) for box in outline]
    title_level = 1 if sum(section.level == 1 for section in sections) == 1 else 0
    in_body = any(section.inner or (section.own and section.level > title_level) for section in sections)
    for section in sections:
        leads_up = in_body and (section.level <= title_level or (section.inner and not _claims(section.own)))
        yield from map(_outside, section.own) if leads_up and not is_prose else section.own
        yield from section.inner


def _outside(lead: Entry) -> Outside:
    return Outside(lead.mentions)


def _claims(found: tuple[Entry, ...]) -> bool:
    """Tell whether paragraphs speak of artifacts: then they are no mere words before a list."""
    return any(mention.claim is not Claim.NONE for entry in found for mention in entry.mentions)


def _section(section: Box, source: Source) -> _Section:
    parts, listed = _divided(section, source)
    section.inner = []
    listed.reverse()
    inner: list[Entry] = []
    while listed:  # boxes take more memory than entries: each is given up as soon as it has been read
        inner += _box_entries(listed.pop(), section.title, source)
    return _Section(section.level, tuple(_entry([section, *parts], section.title, source)), tuple(inner))


def _divided(section: Box, source: Source) -> tuple[list[Box], list[Box]]:
    """Part what belongs to the section itself, its labels and single paragraphs, from what is listed in it."""
    parts: list[Box] = []
    listed: list[Box] = []
    is_list = sum(box.is_paragraph and _speaks(box) for box in section.inner) > 1
    for box in section.inner:
        if box.is_paragraph and not is_list:
            parts.append(box)
            inner = box.inner
        else:
            inner = [box]
        for one in inner:
            (parts if _belongs_above(one, section) else listed).append(one)
    return ([*parts, *listed], []) if _is_prose(section, listed, source) else (parts, listed)


def _is_prose(section: Box, listed: list[Box], source: Source) -> bool:
    """Tell items that go on with what a section says of itself: it has links of its own, and most of them have none."""
    linked = sum(any(map(_holds_link, (box, *_below(box)))) for box in listed)
    if not section.title or not linked or linked * 2 >= len(listed):
        return False
    return any(one.claim is not Claim.NONE for one in mentions_of(section.passage, source, source.on))


def _speaks(box: Box) -> bool:
    """Tell whether a paragraph has links, promises or labels of its own."""
    labelled = bool(box.inner) and all(_belongs_above(inner, box) for inner in box.inner)
    return labelled or _holds_link(box) or may_claim(box.passage.text)


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
    return bool(box.passage.links)


def _below(box: Box) -> Iterator[Box]:
    for inner in box.inner:
        yield inner
        yield from _below(inner)


def _entry(parts: list[Box], title: str, source: Source) -> Iterator[Entry]:
    """Yield one entry, or none if its text holds neither a link nor a promise."""
    on = parts[0].on or _date(parts[0].text)
    found = [mention for box in parts for mention in mentions_of(box.passage, source, on or source.on)]
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
