"""Papers that a listing names by number: arXiv is asked once for their titles, dates and abstracts, many at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

import aiohttp

from checks.arxiv import PAUSE_S, Paper, batches, papers, question
from checks.claims import entry_claim
from checks.errors import ListingError
from checks.listings import Extraction
from checks.listings.passages import mentions_of, plain_passage
from checks.listings.source import source_of
from checks.model import Entry, Place
from checks.paper_numbers import placeholder
from db.papers import KnownPaper, known_papers, lately_asked, save_papers
from db.store import Store
from monitor.sources import read

Sleep = Callable[[float], Awaitable[None]]


async def with_papers(  # noqa: PLR0913 - what to complete, where it is remembered, whom to ask, when, how patiently
    extraction: Extraction,
    store: Store,
    session: aiohttp.ClientSession,
    *,
    clock: Callable[[], datetime],
    api: str,
    sleep: Sleep = asyncio.sleep,
) -> Extraction:
    """Return a listing with what arXiv knows of its papers.

    If arXiv cannot be asked, the papers keep their numbers for a title, one problem says so, and the next read asks
    again.
    """
    wanted = [entry.arxiv_id for entry in extraction.entries if _is_unnamed(entry) and entry.arxiv_id]
    if not wanted:
        return extraction
    problems = await _ask(wanted, store, session, clock, api, sleep)
    known = known_papers(store.database, wanted)
    entries = tuple(_named(entry, known.get(entry.arxiv_id or ""), clock().date()) for entry in extraction.entries)
    return replace(extraction, entries=entries, problems=(*extraction.problems, *problems))


def is_settled(extraction: Extraction) -> bool:
    """Tell a listing that would be read in the same way again: nothing in it is broken, and no paper lacks its name."""
    return not extraction.problems and not any(map(_is_unnamed, extraction.entries))


def _is_unnamed(entry: Entry) -> bool:
    return entry.arxiv_id is not None and entry.title == placeholder(entry.arxiv_id)


async def _ask(  # noqa: PLR0913, PLR0917 - as above
    wanted: Sequence[str],
    store: Store,
    session: aiohttp.ClientSession,
    clock: Callable[[], datetime],
    api: str,
    sleep: Sleep,
) -> list[ListingError]:
    """Ask for what is not known yet, a pause between two questions as arXiv wishes."""
    settled = lately_asked(store.database, wanted, clock())
    missing = [number for number in dict.fromkeys(wanted) if number not in settled]
    for index, batch in enumerate(batches(missing)):
        if index:
            await sleep(PAUSE_S)
        try:
            content = await read(question(batch, api), session)
        except ListingError as problem:
            return [ListingError("arXiv", f"papers keep their numbers for a title: {problem}")]
        found = papers(content.data or b"", clock().date())
        save_papers(store.database, batch, [_known(paper) for paper in found], clock())
    return []


def _known(paper: Paper) -> KnownPaper:
    return KnownPaper(paper.number, paper.title, paper.abstract, paper.on, paper.authors)


def _named(entry: Entry, paper: KnownPaper | None, read_on: date) -> Entry:
    """Give a paper its name, and the links and claims of its abstract."""
    if paper is None or not _is_unnamed(entry):
        return entry
    source = source_of(paper.abstract, f"https://arxiv.org/abs/{paper.number}", paper.on or read_on)
    found = mentions_of(plain_passage(source, 0, len(source.text)), source, source.on)
    mentions = tuple(replace(one, place=Place(source.name), origin="arxiv") for one in found)
    claim = entry_claim(mentions)
    return replace(entry, title=paper.title, date=paper.on, authors=paper.authors, mentions=mentions, claim=claim)
