"""One host of a forge, asked one thing after the other at a modest pace, and nothing more once it has had enough."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import aiohttp
from yarl import URL

from checks.forges.github_plan import PATIENCE
from checks.forges.github_refusals import DOWN, TOO_MANY_REQUESTS, Refusal
from checks.model import Fault
from checks.probers.page import retry_at
from checks.probers.request import HEADERS, Answer, Failure, Manner, WebLimits, ask

LONG_PAUSE = timedelta(minutes=30)
SERVER_ERROR = 500
Refuses = Callable[[Answer, datetime], Refusal | None]


def too_many(answer: Answer, at: datetime) -> Refusal | None:
    """Tell whether a web host has had enough, and until when: what it says, else half an hour."""
    if answer.status != TOO_MANY_REQUESTS:
        return None
    return Refusal(Fault.RATE_LIMITED, retry_at(answer.headers, at) or at + LONG_PAUSE)


@dataclass(slots=True)
class PacedHost:
    """One run on one host: when it may be asked again, whether at all, and how often in a row nothing came.

    At least `pace_s` seconds pass between two requests; `clock` gives aware UTC. `refuses` tells the answers that end
    the asking.
    """

    session: aiohttp.ClientSession
    clock: Callable[[], datetime]
    pace_s: float
    limits: WebLimits
    refuses: Refuses = too_many
    headers: Mapping[str, str] = field(default_factory=lambda: HEADERS)
    refusal: Refusal | None = None
    free_at: float = 0.0
    losses: int = 0

    async def ask(self, url: URL, cap: int | None = None) -> Answer | Refusal:
        """Ask once when it is time, and read up to `cap` bytes.

        That the host cannot be had is nothing that a single repository has done.
        """
        if self.refusal:
            return self.refusal
        await asyncio.sleep(max(0.0, self.free_at - time.monotonic()))
        clock, manner = self.limits.clock(self.limits.total_s), Manner(headers=self.headers)
        answer = await ask(self.session, url, clock, cap or self.limits.body, manner)
        self.free_at = time.monotonic() + self.pace_s
        if isinstance(answer, Failure) or answer.status >= SERVER_ERROR:
            self.losses += 1
            self.refusal = DOWN if self.losses >= PATIENCE else None
            return DOWN
        self.losses = 0
        self.refusal = self.refuses(answer, self.clock())
        return self.refusal or answer
