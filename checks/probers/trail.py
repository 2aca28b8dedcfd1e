"""One try: from a link's URL through its redirects to an end, each host asked in its own turn."""

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

import aiohttp
from yarl import URL

from checks.domains import domain_of
from checks.model import Fault, Hop, Validator
from checks.politeness import Politeness
from checks.probers.conditional import conditions
from checks.probers.destination import next_url
from checks.probers.faults import dns_fault
from checks.probers.page import retry_at
from checks.probers.request import HEADERS, REDIRECTS, Answer, Failure, Manner, WebLimits, ask
from checks.probers.transport import connector_of
from checks.secrets import masked

THROTTLED = 429
PROPERLY = Manner()


@dataclass(slots=True)
class Trail:
    """Where a try stands, how it came there, and the seconds it spent on asking (waiting for turns left out).

    With a `validator` it asks for changes only.
    """

    url: URL
    hops: list[Hop] = field(default_factory=list)
    been: set[URL] = field(default_factory=set)
    seconds: float = 0.0
    tls_defect: str | None = None
    validator: Validator | None = None

    @property
    def manner(self) -> Manner:
        """How to ask first; a validator is that of the first URL, and means nothing at another."""
        if self.validator is None or self.hops:
            return PROPERLY
        return Manner(headers={**HEADERS, **conditions(self.validator.text)})


@dataclass(frozen=True, slots=True)
class Guide:
    """Leads trails to their ends: `follow` is the way in.

    `politeness` counts by registrable domain; `machines` by address, since thousands of domains may live at one.
    """

    session: aiohttp.ClientSession
    limits: WebLimits
    politeness: Politeness
    machines: Politeness

    async def follow(self, trail: Trail) -> Answer | Failure:
        """Go on until something is answered that is no redirect, or nothing is; `trail` tells the way afterwards."""
        while True:
            host = trail.url.raw_host or ""
            async with self.politeness.slot(domain_of(host)):
                address = await self._address(trail.url)
                if isinstance(address, Failure):
                    return address
                async with self.machines.slot(address):
                    end = await self._follow_on(host, trail)
            if end is not None:
                return end

    async def _address(self, url: URL) -> str | Failure:
        """Where a host lives. aiohttp's cache keeps that, so that the connection need not ask again."""
        connector = connector_of(self.session)
        began = time.monotonic()
        try:
            async with asyncio.timeout(self.limits.connect_s):
                return await connector.address_of(url.raw_host or "", url.port or 0)
        except TimeoutError:
            return Failure(Fault.DNS_FAILURE, time.monotonic() - began)
        except (aiohttp.InvalidURL, UnicodeError):
            return Failure(Fault.BAD_URL)
        except OSError as error:
            return Failure(dns_fault(error), time.monotonic() - began)

    async def _follow_on(self, host: str, trail: Trail) -> Answer | Failure | None:
        """Stay on one host for as long as its redirects do; None when another host's turn must be waited for."""
        if held := self.politeness.held_for(domain_of(host)):
            return Failure(Fault.RATE_LIMITED, held_s=held)
        while trail.url.raw_host == host:
            answer = await self._ask(trail)
            end = self._step(trail, answer)
            if end is not None:
                return end
        return None

    async def _ask(self, trail: Trail) -> Answer | Failure:
        """Ask properly, then without what failed: neither a bad certificate nor an odd coding makes a page dead."""
        answer = await self._ask_once(trail, trail.manner)
        if isinstance(answer, Failure) and answer.tls_defect:
            trail.tls_defect = answer.tls_defect
            answer = await self._ask_once(trail, Manner(verify=False))
        if isinstance(answer, Failure) and answer.coding:
            answer = await self._ask_once(trail, Manner(verify=trail.tls_defect is None, decompress=False))
        if isinstance(answer, Answer) and answer.status == THROTTLED:
            self.politeness.hold(domain_of(trail.url.raw_host or ""), _wait_s(answer, self.limits.hold_s))
        return answer

    async def _ask_once(self, trail: Trail, manner: Manner) -> Answer | Failure:
        clock = self.limits.clock(self.limits.total_s - trail.seconds)
        answer = await ask(self.session, trail.url, clock, self.limits.body, manner)
        trail.seconds += answer.seconds
        return answer

    def _step(self, trail: Trail, answer: Answer | Failure) -> Answer | Failure | None:
        """Take one step along a redirect; None if there was one, else how the trail ends."""
        if isinstance(answer, Failure) or answer.status not in REDIRECTS or not answer.headers.get("Location"):
            return answer
        there = next_url(trail.url, answer.headers["Location"])
        if there is None:
            return Failure(Fault.BAD_REDIRECT)
        # Without cookies the same URL answers the same again: no need to go round until the limit.
        trail.been.add(trail.url)
        if there in trail.been or len(trail.hops) >= self.limits.redirects:
            return Failure(Fault.TOO_MANY_REDIRECTS)
        trail.hops.append(Hop(answer.status, masked(str(there))))  # hops are stored, and may carry a session's key
        trail.url = there
        return None


def _wait_s(answer: Answer, otherwise: float) -> float:
    """How long a throttling host wants to be left alone. Only the distance counts, so any instant serves as now."""
    now = datetime.min.replace(tzinfo=UTC)
    wanted = retry_at(answer.headers, now)
    return otherwise if wanted is None else (wanted - now).total_seconds()
