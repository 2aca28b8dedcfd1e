"""Looks at repositories by the REST interfaces of their forges: one record each, files and README where it changed.

What is asked and what it means stands in `checks/forges`. Where a forge says that it is too much, it is asked nothing
more in this run; that a forge cannot be had is nothing that a single repository has done.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import cast

import aiohttp
from yarl import URL

from checks.forges.fields import README_CAP, Json
from checks.forges.rest import Interface, has_changed, readme_in
from checks.model import Fault, Link, Observation, Prober, RepositoryFacts
from checks.probers.destination import next_url
from checks.probers.page import retry_at
from checks.probers.request import REDIRECTS, Answer, Failure, Manner, WebLimits, ask

LIMITS = WebLimits(body=8 * 1_048_576, redirects=3)
"""A record may list a hundred thousand files."""
OK, NOT_FOUND, TOO_MANY, SERVER_ERROR = 200, 404, 429, 500
LONG_PAUSE = timedelta(minutes=30)


def rest_prober(
    session: aiohttp.ClientSession,
    interface: Interface,
    pages: Prober,
    *,
    clock: Callable[[], datetime],
    pace_s: float = 1.0,
) -> Prober:
    """Give a prober that lives for one run; `session` comes from `open_session`, `clock` gives aware UTC.

    At least `pace_s` seconds pass between two requests to one host. What is no such forge after all is looked at by
    `pages`.
    """
    records = _Records(session, interface, clock, pace_s)

    async def probe(links: Sequence[Link]) -> AsyncGenerator[Observation]:
        others = []
        for link in links:
            seen = await records.look(link)
            if seen is None:
                others.append(link)
            else:
                yield seen
        async with aclosing(cast("AsyncGenerator[Observation]", pages(others))) as observations:
            async for seen in observations:
                yield seen

    return probe


@dataclass(slots=True)
class _Records:
    """One run on one kind of forge: when each of its hosts may be asked again, and which of them refused."""

    session: aiohttp.ClientSession
    interface: Interface
    clock: Callable[[], datetime]
    pace_s: float
    free_at: dict[str, float] = field(default_factory=dict)
    refused_until: dict[str, datetime] = field(default_factory=dict)

    async def look(self, link: Link) -> Observation | None:
        """Ask for a repository's record, and for what it holds where that may have changed; None: this is no forge."""
        answer = await self._ask(link, self.interface.record(link))
        if isinstance(answer, Failure):
            return Observation(link, self.clock(), fault=answer.fault, retry_at=self.refused_until.get(link.host))
        record = answer.document
        if not isinstance(record, dict) and not self.interface.is_central(link.host):
            return None
        status = NOT_FOUND if self.interface.is_missing(answer.status, answer.headers) else answer.status
        seen = Observation(link, self.clock(), http_status=status, latency_ms=round(answer.seconds * 1000))
        if status != OK:
            return seen
        if not isinstance(record, dict):
            return replace(seen, http_status=None, fault=Fault.FORGE_DOWN)
        return replace(seen, repository=await self._whole(link, record, self.interface.facts(record, link)))

    async def _whole(self, link: Link, record: Json, facts: RepositoryFacts) -> RepositoryFacts:
        """Add files and README to a record that is new or has changed; what cannot be had stays unknown."""
        if facts.empty or not has_changed(link, facts):
            return replace(facts, files=() if facts.empty else None)
        files = facts.files if facts.files is not None else await self._files(link, record)
        name = readme_in(files or ())
        address = name and self.interface.readme(link, record, name)
        return replace(facts, files=files, readme=await self._text(link, address) if address else None)

    async def _files(self, link: Link, record: Json) -> tuple[str, ...] | None:
        address = self.interface.listing(link, record)
        answer = await self._ask(link, address) if address else None
        if not isinstance(answer, Answer) or answer.status != OK:
            return None
        return self.interface.files(answer.document)

    async def _text(self, link: Link, address: str) -> str | None:
        answer = await self._ask(link, address)
        if not isinstance(answer, Answer) or answer.status != OK or answer.body is None:
            return None
        return answer.body[:README_CAP].decode(errors="replace")

    async def _ask(self, link: Link, address: str) -> Answer | Failure:
        """Ask when it is time, following redirects on the same host: that is how forges tell of a rename."""
        url = URL(address)
        for _ in range(LIMITS.redirects + 1):
            answer = await self._once(link.host, url)
            if isinstance(answer, Failure) or answer.status not in REDIRECTS:
                return answer
            there = next_url(url, answer.headers.get("Location", ""))
            if there is None or there.host != url.host:
                return answer
            url = there
        return answer

    async def _once(self, host: str, url: URL) -> Answer | Failure:
        if host in self.refused_until:
            return Failure(Fault.RATE_LIMITED)
        await asyncio.sleep(max(0.0, self.free_at.get(host, 0.0) - time.monotonic()))
        answer = await ask(self.session, url, LIMITS.clock(LIMITS.total_s), LIMITS.body, Manner())
        self.free_at[host] = time.monotonic() + self.pace_s
        if isinstance(answer, Failure) or answer.status >= SERVER_ERROR:
            return Failure(Fault.FORGE_DOWN) if self.interface.is_central(host) else answer
        if answer.status == TOO_MANY:
            now = self.clock()
            self.refused_until[host] = retry_at(answer.headers, now) or now + LONG_PAUSE
            return Failure(Fault.RATE_LIMITED)
        return answer
