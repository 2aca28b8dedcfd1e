"""Looks at web pages: many links, few tasks, few retries. What an answer means, `classify` decides."""

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_hex

import aiohttp
from yarl import URL

from checks.model import Fault, Link, Observation, PageFacts, Prober, SiblingFacts
from checks.politeness import Politeness
from checks.probers.crowds import Crowds
from checks.probers.destination import first_url
from checks.probers.fanout import fan_out
from checks.probers.page import page_facts, retry_at
from checks.probers.request import Answer, Failure, WebLimits
from checks.probers.sibling import sibling_of, wants_sibling
from checks.probers.trail import Guide, Trail

__all__ = ["WebLimits", "web_prober"]

TRANSIENT_FAULTS = frozenset({Fault.CONNECT_TIMEOUT, Fault.CONNECTION_RESET, Fault.DISCONNECTED})
TRANSIENT_STATUSES = frozenset({502, 503, 504})
MACHINE_SHARE = 2
"""One address is asked by so many times more at once than one domain, and so many times as often."""
NAMING_AN_INSTANT = frozenset({429, 503})

log = logging.getLogger(__name__)


def web_prober(
    session: aiohttp.ClientSession, *, clock: Callable[[], datetime], limits: WebLimits, politeness: Politeness
) -> Prober:
    """Give a prober that GETs pages; `session` comes from `open_session`, `clock` gives aware UTC."""
    look = _Eye(Guide(session, limits, politeness, politeness.wider(MACHINE_SHARE)), clock, Crowds()).look

    def probe(links: Sequence[Link]) -> AsyncIterator[Observation]:
        return fan_out(links, look, workers=limits.workers, per_host=politeness.per_host)

    return probe


@dataclass(frozen=True, slots=True)
class _Eye:
    guide: Guide
    clock: Callable[[], datetime]
    crowds: Crowds

    async def look(self, link: Link) -> Observation:
        try:
            return await self._look(link)
        except Exception as error:  # noqa: BLE001 - one link that finds a bug must not take its batch along
            # An exception's text may hold a URL with its secrets, so only its kind and its place are told.
            place = "".join(traceback.format_tb(error.__traceback__))
            log.error("link %d: %s in the web prober, at\n%s", link.id, type(error).__name__, place)  # noqa: TRY400 - as above
            return Observation(link, self.clock(), fault=Fault.INTERNAL)

    async def _look(self, link: Link) -> Observation:
        """Try, and try again after a pause outside of any turn what is known to pass.

        A plain loop: a library for retries costs a quarter of a request on every link, and most need no second try.
        """
        url = first_url(link.url)
        if isinstance(url, Fault):
            return Observation(link, self.clock(), fault=url, attempts=0)
        attempt = 1
        while True:
            observation = await self._try(link, url, attempt)
            if attempt >= self.guide.limits.tries or not _transient(observation):
                return await self._beside(observation, url) if wants_sibling(observation) else observation
            await asyncio.sleep(self.guide.limits.pause_s)
            attempt += 1

    async def _beside(self, observation: Observation, url: URL) -> Observation:
        """Ask once for a made-up sibling, in the turns of its host; one that is not answered leaves no fact."""
        trail = Trail(sibling_of(url, token_hex(8)))
        asked = str(trail.url)
        end = await self.guide.follow(trail)
        if isinstance(end, Failure):
            return observation
        final_url = trail.hops[-1].url if trail.hops else asked
        return replace(observation, sibling=SiblingFacts(asked, end.status, final_url, _page(end)))

    async def _try(self, link: Link, url: URL, attempt: int) -> Observation:
        trail = Trail(url)
        end = await self.guide.follow(trail)
        at = self.clock()
        return Observation(
            link,
            at,
            fault=end.fault if isinstance(end, Failure) else None,
            http_status=end.status if isinstance(end, Answer) else None,
            final_url=trail.hops[-1].url if trail.hops else link.url,
            hops=tuple(trail.hops),
            page=_page(end),
            tls_defect=trail.tls_defect,
            retry_at=_pause(end, at),
            latency_ms=round(trail.seconds * 1000),
            attempts=attempt,
            crowd=self.crowds.led(link.url, trail.hops[-1].url) if trail.hops else 1,
        )


def _page(end: Answer | Failure) -> PageFacts | None:
    """Tell the facts of a page; None if nothing of it could be read, which is not the same as an empty one."""
    if isinstance(end, Failure) or end.body is None:
        return None
    return page_facts(end.status, end.headers, end.body)


def _pause(end: Answer | Failure, at: datetime) -> datetime | None:
    """When a throttling host wants to be asked again, if it said so now or earlier."""
    if isinstance(end, Answer):
        return retry_at(end.headers, at) if end.status in NAMING_AN_INSTANT else None
    return None if end.held_s is None else at + timedelta(seconds=end.held_s)


def _transient(observation: Observation) -> bool:
    if observation.retry_at is not None:  # the host itself has named a later time
        return False
    return observation.fault in TRANSIENT_FAULTS or observation.http_status in TRANSIENT_STATUSES
