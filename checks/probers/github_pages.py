"""Looks at GitHub's repositories without a token: one page of github.com each, one after the other, at a modest pace.

How a page is read stands in `checks.forges.github_page`. Where GitHub says that it is too much, nobody else is asked.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from checks.forges.github import name_of, target
from checks.forges.github_page import read_page
from checks.forges.github_plan import PATIENCE
from checks.forges.github_refusals import DOWN, TOO_MANY_REQUESTS, Refusal
from checks.model import Fault, Hop, Link, Observation, Prober
from checks.probers.destination import next_url
from checks.probers.page import page_facts, retry_at
from checks.probers.request import REDIRECTS, Answer, Failure, Manner, WebLimits, ask

PAGE_LIMITS = WebLimits(body=1_048_576, redirects=5)
"""A repository's page carries its files and its README, so it is larger than what other pages are read of."""
LONG_PAUSE = timedelta(minutes=30)
SERVER_ERROR = 500
NOT_FOUND = 404


def github_page_prober(
    session: aiohttp.ClientSession,
    *,
    clock: Callable[[], datetime],
    pace_s: float = 1.0,
    limits: WebLimits = PAGE_LIMITS,
) -> Prober:
    """Give a prober that lives for one run; `session` comes from `open_session`, `clock` gives aware UTC.

    At least `pace_s` seconds pass between two requests.
    """
    pages = _Pages(session, clock, pace_s, limits)

    async def probe(links: Sequence[Link]) -> AsyncGenerator[Observation]:
        for link in links:
            yield await pages.look(link)

    return probe


@dataclass(slots=True)
class _Pages:
    """One run on github.com: when it may be asked again, whether at all, and how often in a row nothing came."""

    session: aiohttp.ClientSession
    clock: Callable[[], datetime]
    pace_s: float
    limits: WebLimits
    refusal: Refusal | None = None
    free_at: float = 0.0
    losses: int = 0

    async def look(self, link: Link) -> Observation:
        """Follow the repository's page to its end, unless GitHub refuses."""
        url, hops = URL(f"https://github.com/{name_of(link)}"), list[Hop]()
        while not isinstance(answer := self.refusal or await self._ask(url), Refusal):
            there = self._next(url, answer, hops)
            if there is None:
                return _seen(Observation(link, self.clock(), hops=tuple(hops)), url, answer)
            hops.append(Hop(answer.status, str(there)))
            url = there
        return Observation(link, self.clock(), fault=answer.fault, retry_at=answer.retry_at, hops=tuple(hops))

    async def _ask(self, url: URL) -> Answer | Refusal:
        """Ask once when it is time. That github.com cannot be had is nothing that a single repository has done."""
        await asyncio.sleep(max(0.0, self.free_at - time.monotonic()))
        clock = self.limits.clock(self.limits.total_s)
        answer = await ask(self.session, url, clock, self.limits.body, Manner())
        self.free_at = time.monotonic() + self.pace_s
        if isinstance(answer, Failure) or answer.status >= SERVER_ERROR:
            self.losses += 1
            self.refusal = DOWN if self.losses >= PATIENCE else None
            return DOWN
        self.losses = 0
        if answer.status == TOO_MANY_REQUESTS:
            now = self.clock()
            self.refusal = Refusal(Fault.RATE_LIMITED, retry_at(answer.headers, now) or now + LONG_PAUSE)
        return self.refusal or answer

    def _next(self, url: URL, answer: Answer, hops: Sequence[Hop]) -> URL | None:
        """Return where a redirect leads, None at the end of the way."""
        if answer.status not in REDIRECTS or len(hops) >= self.limits.redirects:
            return None
        return next_url(url, answer.headers.get("Location", ""))


def _seen(bare: Observation, url: URL, answer: Answer) -> Observation:
    """Tell what the last page of the way showed; one that is no repository's is told like any web page."""
    seen = replace(
        bare,
        http_status=answer.status,
        final_url=str(url) if bare.hops else None,
        latency_ms=round(answer.seconds * 1000),
    )
    if answer.status == NOT_FOUND:
        return seen
    body = answer.body or b""
    there = target(urlsplit(str(url)))
    if there is None or there.name is None:
        return replace(seen, page=page_facts(answer.status, answer.headers, body))
    disabled = answer.headers.get("x-disabled") == "true"
    reading = read_page(body.decode(errors="replace"), there.name, disabled=disabled)
    if reading.facts is None and reading.block_reason is None:
        return replace(seen, page=page_facts(answer.status, answer.headers, body))
    return replace(seen, repository=reading.facts, block_reason=reading.block_reason)
