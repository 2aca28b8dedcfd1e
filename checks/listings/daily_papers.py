"""The Hugging Face Daily Papers page as pasted text: title, abstract and footer, separated by blank lines.

The grammar stands in listings.md, section 1. Two lines of an entry may be missing (author count and date, the whole
footer), so a title is told from an abstract by its position first and by its looks second.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checks.deadlines import MONTHS
from checks.listings.passages import mentions_of, plain_passage
from checks.listings.source import Source
from checks.model import Entry

BLOCK = re.compile(r"[^\S\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
FOOTER = re.compile(r"\s*(?P<who>\S[^\n]*?)\s*\n\s*[·•∙]\s*\n\s*(?P<date>\S[^\n]*?)\s*")
FOOTERS = re.compile(r"\n[^\S\n]*[·•∙][^\S\n]*\n[^\S\n]*[A-Z][a-z]{2} [0-3]?\d\b")
AUTHORS = re.compile(r"[•·∙\s]*(?P<count>[\d,]{1,7}) authors?")
DATE = re.compile(r"(?P<month>[A-Z][a-z]{2})[a-z]* (?P<day>[0-3]?\d)(?:, (?P<year>\d{4}))?(?: \d+)?")
LONGEST_TITLE = 300
ENDS_LIKE_TEXT = (".", "。", ":", ",", ";")


@dataclass(frozen=True, slots=True)
class _Block:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Footer:
    """The lines below an abstract; every part may be missing."""

    on: date | None = None
    authors: int | None = None
    organization: str | None = None


def recognises(source: Source) -> bool:
    """Tell the page by its footers: a dot on a line of its own, then a date."""
    return FOOTERS.search(source.text) is not None


def read(source: Source) -> Iterator[Entry]:
    """Yield the entries; the header of the page and what stands before it belong to none."""
    run: list[_Block] = []
    for block in _without_header(_blocks(source)):
        if footer := _footer(block.text, source.on):
            yield from _entries(run, footer, source)
            run = []
        else:
            run.append(block)
    yield from _entries(run, _Footer(), source)


def _blocks(source: Source) -> list[_Block]:
    return [_Block(found.start(), found.end(), found[0].strip()) for found in BLOCK.finditer(source.text)]


def _without_header(blocks: list[_Block]) -> list[_Block]:
    """Cut what ends with the date of the page, a block of its own that looks like the date of a footer."""
    for index, block in enumerate(blocks):
        if "·" in block.text.split("\n"):
            return blocks
        if DATE.fullmatch(block.text):
            return blocks[index + 1 :]
    return blocks


def _entries(run: list[_Block], footer: _Footer, source: Source) -> Iterator[Entry]:
    """Yield the entries of the blocks between two footers: the last of them owns the footer."""
    grouped = _in_pairs(run) or _by_looks(run)
    for blocks in grouped:
        yield _entry(blocks, footer if blocks is grouped[-1] else _Footer(), source)


def _in_pairs(run: list[_Block]) -> list[list[_Block]] | None:
    """Read title, abstract, title, abstract; None if that does not fit."""
    pairs = [run[index : index + 2] for index in range(0, len(run), 2)]
    fits = len(run) % 2 == 0 and all(
        len(title.text) <= LONGEST_TITLE and len(title.text) < len(text.text) for title, text in pairs
    )
    return pairs if fits else None


def _by_looks(run: list[_Block]) -> list[list[_Block]]:
    """Begin an entry at every block that looks like a title and does not follow one."""
    grouped: list[list[_Block]] = []
    for block in run:
        if not grouped or (len(grouped[-1]) > 1 and _looks_like_title(block.text)):
            grouped.append([block])
        else:
            grouped[-1].append(block)
    return grouped


def _looks_like_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and "\n" not in text and "://" not in text and not text.endswith(ENDS_LIKE_TEXT)


def _entry(blocks: list[_Block], footer: _Footer, source: Source) -> Entry:
    passage = plain_passage(source, blocks[1].start, blocks[-1].end) if len(blocks) > 1 else None
    return Entry(
        position=0,
        title=" ".join(blocks[0].text.split()),
        date=footer.on,
        authors=footer.authors,
        organization=footer.organization,
        mentions=mentions_of(passage, source, footer.on or source.on) if passage else (),
    )


def _footer(text: str, on: date) -> _Footer | None:
    """Read a footer; None if the block is none."""
    found = FOOTER.fullmatch(text)
    if found is None or not DATE.fullmatch(found["date"]):
        return None
    if authors := AUTHORS.fullmatch(found["who"]):
        return _Footer(_date(found["date"], on), int(authors["count"].replace(",", "") or 0))
    return _Footer(_date(found["date"], on), organization=_display_name(found["who"]))


def _display_name(who: str) -> str:
    """Cut the slug that stands before an organisation's name: "acme Acme Labs"."""
    slug, _, name = who.partition(" ")
    return name.strip() if name.strip() and slug == slug.lower() else who


def _date(text: str, on: date) -> date | None:
    """Read "Mar 14, 2025 3": the number at the end counts something else. Without a year it is the last such day."""
    found = DATE.fullmatch(text)
    month = MONTHS.get(found["month"]) if found else None
    if found is None or month is None:
        return None
    try:
        day = date(int(found["year"] or on.year), month, int(found["day"]))
        return day if found["year"] or day <= on else day.replace(year=day.year - 1)
    except ValueError:
        return None  # "Feb 30"
