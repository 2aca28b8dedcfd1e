"""Looks for promised code beside its listing: project pages, the repositories behind them, abstracts, records.

Each unmet promise has a cadence of its own (`monitor/schedule.py`); what the texts mean is told in
`checks/whereabouts.py` and `checks/tied.py`. A place that cannot be asked says nothing.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast
from urllib.parse import quote

import aiohttp
from yarl import URL

from checks.arxiv import PAUSE_S, batches, papers, question
from checks.claims import RULE_VERSION
from checks.domains import domain_of
from checks.model import Link, Look, Mention, Observation, Prober
from checks.probers.request import Answer, Manner, WebLimits, ask
from checks.tied import in_tied, tied_to
from checks.whereabouts import in_abstract, in_record, on_page
from db.queries import Scope
from db.sought import Unmet, entries_promising, note_sought, unmet_promises
from db.store import Store
from monitor.schedule import next_search_at

LIMITS = WebLimits(body=1_048_576)
"""A project page carries its whole text before the links that matter, and sometimes its pictures in it."""
MOST = 200
"""Papers that are looked for in one run; the others wait for the next one."""
OK = 200


@dataclass(frozen=True, slots=True)
class Places:
    """Whom to ask, and how long to leave a host alone between two questions."""

    arxiv_api: str
    huggingface_api: str
    pace_s: float


async def seek(  # noqa: PLR0913 - the shell's way in: what to write to, whom to ask, when, and for what
    store: Store,
    session: aiohttp.ClientSession,
    places: Places,
    clock: Callable[[], datetime],
    scope: Scope,
    *,
    github: Prober,
) -> None:
    """Look for what is due, one host after the other and each at its pace; what turns up is stored as news.

    `github` is how this run looks at repositories there: with all that it has learnt of limits.
    """
    unmet = unmet_promises(store.database, clock(), MOST, scope.listings)
    seeker = _Seeker(session, places, clock)
    async with asyncio.TaskGroup() as asking:
        asking.create_task(seeker.ask_arxiv(unmet))
        asking.create_task(seeker.ask_hugging_face(unmet))
        for pages in _by_domain(unmet):
            asking.create_task(seeker.ask_pages(pages))
        asking.create_task(seeker.ask_behind_pages(unmet, github))
    for one in unmet:
        now = clock()
        if found := seeker.found[one.entry_id]:
            store.save_found(one.entry_id, found, now, rule_version=RULE_VERSION)
        note_sought(store.database, one.entry_id, now, next_search_at(one.since, now))


def keep_pointers(store: Store, looks: Sequence[Look]) -> None:
    """Add to each paper the repository to which the README of a promised one sends its readers."""
    for look in looks:
        for entry_id in entries_promising(store.database, look.observation.link.id) if look.pointers else ():
            store.save_found(entry_id, look.pointers, look.observation.at, rule_version=RULE_VERSION)


def _by_domain(unmet: Sequence[Unmet]) -> list[list[tuple[int, str]]]:
    """Group the pages by whom they are asked from."""
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for one in unmet:
        for page in one.pages:
            groups[domain_of(URL(page).raw_host or "")].append((one.entry_id, page))
    return list(groups.values())


@dataclass(slots=True)
class _Seeker:
    """One search: what was found so far, by paper."""

    session: aiohttp.ClientSession
    places: Places
    clock: Callable[[], datetime]
    found: dict[int, list[Mention]] = field(default_factory=lambda: defaultdict(list))

    async def ask_arxiv(self, unmet: Sequence[Unmet]) -> None:
        """Ask for the newest abstracts, a hundred at a time, as often as arXiv wishes."""
        entries = {one.arxiv_id: one.entry_id for one in unmet if one.arxiv_id}
        for number, batch in enumerate(batches(list(entries))):
            await asyncio.sleep(PAUSE_S if number else 0)
            body = await self._ask(question(batch, self.places.arxiv_api))
            if body is None:
                return
            on = self.clock().date()
            for paper in papers(body, on):
                if paper.number in entries:
                    self.found[entries[paper.number]] += in_abstract(paper.abstract, paper.number, paper.on or on)

    async def ask_hugging_face(self, unmet: Sequence[Unmet]) -> None:
        """Ask for the record of each paper; who refuses one is asked no more in this run."""
        for one in unmet:
            if one.arxiv_id is None:
                continue
            answer = await self._answer(f"{self.places.huggingface_api}/{quote(one.arxiv_id, safe='')}")
            if answer is None or answer.status not in {OK, 404}:
                return
            record = answer.document if answer.status == OK else None
            if isinstance(record, dict):
                self.found[one.entry_id] += in_record(record, one.arxiv_id)
            await asyncio.sleep(self.places.pace_s)

    async def ask_pages(self, pages: Sequence[tuple[int, str]]) -> None:
        """Read the project pages of one domain."""
        for entry_id, page in pages:
            body = await self._ask(page)
            if body is not None:
                self.found[entry_id] += on_page(body, page)
            await asyncio.sleep(self.places.pace_s)

    async def ask_behind_pages(self, unmet: Sequence[Unmet], github: Prober) -> None:
        """Look at the repositories that pages of papers without any are served from."""
        pages = [(one.entry_id, page) for one in unmet if not one.named for page in one.pages]
        tied = [(*asked, aim) for asked in pages if (aim := tied_to(asked[1]))]
        links = [Link(i, aim.url, aim.kind, "github.com", aim.forge, aim.name) for i, (*_, aim) in enumerate(tied)]
        if not links:
            return
        async with aclosing(cast("AsyncGenerator[Observation]", github(links))) as observations:
            async for seen in observations:
                entry_id, page, _ = tied[seen.link.id]
                self.found[entry_id] += in_tied(seen, page)

    async def _ask(self, address: str) -> bytes | None:
        answer = await self._answer(address)
        return answer.body if answer is not None and answer.status == OK else None

    async def _answer(self, address: str) -> Answer | None:
        answer = await ask(self.session, URL(address), LIMITS.clock(LIMITS.total_s), LIMITS.body, Manner())
        return answer if isinstance(answer, Answer) else None
