"""Looks at web pages: many links, few tasks, few retries. What an answer means, `classify` decides."""

import asyncio
import logging
import traceback
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_hex

import aiohttp
from yarl import URL

from checks.model import Fault, Link, Observation, PageFacts, Prober, SiblingFacts, Validator
from checks.places import was_led
from checks.politeness import Politeness
from checks.probers.conditional import kept, usable
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

Look = Callable[[Link], Awaitable[Observation]]
log = logging.getLogger(__name__)


def web_prober(
    session: aiohttp.ClientSession,
    *,
    clock: Callable[[], datetime],
    limits: WebLimits,
    politeness: Politeness,
    crowds: Crowds | None = None,
) -> Prober:
    """Give a prober that GETs pages; `session` comes from `open_session`, `clock` gives aware UTC.

    `crowds` are those that another prober has begun to count in this run.
    """
    eye = _Eye(Guide(session, limits, politeness, politeness.wider(MACHINE_SHARE)), clock)
    together = Crowds() if crowds is None else crowds

    def all_of(links: Sequence[Link], look: Look) -> AsyncGenerator[Observation]:
        return fan_out(links, look, workers=limits.workers, per_host=politeness.per_host)

    async def probe(links: Sequence[Link]) -> AsyncIterator[Observation]:
        led: dict[int, Observation] = {}
        async with aclosing(all_of(links, eye.look)) as observations:
            async for seen in observations:
                if was_led(seen):
                    together.note(seen)
                    led[seen.link.id] = seen
                else:
                    yield seen
        # Who was led together is known only now: judged one by one, the first of a crowd would pass for moved.

        def beside(link: Link) -> Awaitable[Observation]:
            return eye.beside(replace(led[link.id], crowd=together.size(led[link.id])))

        async with aclosing(all_of([seen.link for seen in led.values()], beside)) as observations:
            async for seen in observations:
                yield seen

    return probe


@dataclass(frozen=True, slots=True)
class _Eye:
    guide: Guide
    clock: Callable[[], datetime]

    async def look(self, link: Link) -> Observation:
        """See where a link ends; a page that may be something else is compared with its sibling if it was not led."""
        return await self._safely(link, self._look(link))

    async def beside(self, seen: Observation) -> Observation:
        """Compare a page with a made-up sibling, if there is a doubt that this can settle."""
        return await self._safely(seen.link, self._beside(seen))

    async def _safely(self, link: Link, looking: Awaitable[Observation]) -> Observation:
        try:
            return await looking
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
                return observation if was_led(observation) else await self._beside(observation)
            await asyncio.sleep(self.guide.limits.pause_s)
            attempt += 1

    async def _beside(self, seen: Observation) -> Observation:
        """Ask once for a made-up sibling, in the turns of its host."""
        if not wants_sibling(seen):
            return seen
        trail = Trail(sibling_of(URL(seen.link.url), token_hex(8)))
        asked = str(trail.url)
        end = await self.guide.follow(trail)
        final_url = trail.hops[-1].url if trail.hops else asked
        status = end.status if isinstance(end, Answer) else None
        return replace(seen, sibling=SiblingFacts(asked, status, final_url, _page(end)))

    async def _try(self, link: Link, url: URL, attempt: int) -> Observation:
        trail = Trail(url, validator=usable(link.validator, self.clock()))
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
            validator=_validator(trail, end, at),
        )


def _validator(trail: Trail, end: Answer | Failure, at: datetime) -> Validator | None:
    """What to ask for changes by; a page that was reached through others is read whole."""
    if isinstance(end, Failure) or trail.hops:
        return None
    return kept(trail.validator, end.status, end.headers, at)


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
