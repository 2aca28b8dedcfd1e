"""The outline of a document: sections, list items and table rows as boxes, and which of them are entries.

A format brings the boxes; here it is decided once for all formats which of them is an entry and what it is called.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from checks.claim_words import LABEL_WORD
from checks.listings.passages import mentions_of
from checks.listings.source import Source
from checks.listings.weaving import Weaver
from checks.model import Claim, Entry, Kind, Mention

LABELS = re.compile(
    rf"\W*(?:{LABEL_WORD}|paper|pdf|arxiv|abs|doi|bibtex|html|slides?|poster|colab|notebook|supp\w*|here|论文)\W*"
    r"(?:\([^()]{0,60}\)\W*)?",
    re.IGNORECASE,
)
"""Words that say what a link is for, with a remark in brackets behind them at the most; no title."""
TITLE_COLUMN = re.compile(r"title|name|method|标题|题目", re.IGNORECASE)
NO_TITLE = re.compile(r"\W*|\W*[\d./-]+\W*|\W*(?:null|none|n/?a)\W*|\s*(?:https?://|www\.)\S*\s*", re.IGNORECASE)
DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-./]([01]?\d)[-./]([0-3]?\d)(?!\d)")
ARXIV_ID = re.compile(r"/(?:abs|pdf|html|papers)/(\d{4}\.\d{4,5})", re.ASCII)
LONGEST_TITLE = 300
LEADING = re.compile(r"^[\s\W\d]*(?=\w)")


@dataclass(slots=True)
class Box:
    """A part of a document. `names` are what may be its title, the likeliest first; `level` is a heading's, else 0."""

    weaver: Weaver
    start: int
    level: int = 0
    names: list[str] = field(default_factory=list)
    inner: list["Box"] = field(default_factory=list)
    text: str = ""

    @property
    def title(self) -> str:
        """Its name, or an empty string if all that it is called are labels, numbers and addresses."""
        return next((name for name in self.names if not LABELS.fullmatch(name) and not NO_TITLE.fullmatch(name)), "")

    @property
    def is_label(self) -> bool:
        """Tell whether it says only what its link is for: "[Code](https://…)"."""
        return not self.title and any(LABELS.fullmatch(name) for name in self.names if name)


@dataclass(frozen=True, slots=True)
class _Section:
    """What a section brings: its own paragraphs as an entry, and the entries of its items and rows."""

    level: int
    own: tuple[Entry, ...]
    inner: tuple[Entry, ...]


def entries(outline: Iterable[Box], source: Source) -> Iterator[Entry]:
    """Yield the entries in order; paragraphs that lead up to a list or to the whole document belong to none."""
    sections = [_section(box, source) for box in outline]
    title_level = 1 if sum(section.level == 1 for section in sections) == 1 else 0
    in_body = any(section.inner or (section.own and section.level > title_level) for section in sections)
    for section in sections:
        leads_up = in_body and (section.level <= title_level or (section.inner and not _claims(section.own)))
        yield from (*(() if leads_up else section.own), *section.inner)


def _claims(found: tuple[Entry, ...]) -> bool:
    """Tell whether paragraphs speak of artifacts: then they are no mere words before a list."""
    return any(mention.claim is not Claim.NONE for entry in found for mention in entry.mentions)


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
