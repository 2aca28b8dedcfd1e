"""A second look in the same run at what was definitely missing: a pull request is told at once, and not by chance."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import cast

from checks.classify import classify
from checks.model import Link, Observation, Prober, Reason

DEFINITE = frozenset({Reason.NOT_FOUND, Reason.NOT_PUBLIC, Reason.GONE, Reason.DOMAIN_GONE})
"""Reasons that leave no doubt about what was answered."""
PAUSE_S = 2.0


def twice(
    prober: Prober, *, pause: float = PAUSE_S, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> Prober:
    """Give `prober` with what is definitely missing asked for once more, a pause after all others were seen.

    The second observation counts, with the attempts of both.
    """

    async def probe(links: Sequence[Link]) -> AsyncIterator[Observation]:
        missing: dict[int, Observation] = {}
        async with aclosing(cast("AsyncGenerator[Observation]", prober(links))) as observations:
            async for observation in observations:
                if classify(observation).reason in DEFINITE:
                    missing[observation.link.id] = observation
                else:
                    yield observation
        if not missing:
            return
        await sleep(pause)
        again = prober([observation.link for observation in missing.values()])
        async with aclosing(cast("AsyncGenerator[Observation]", again)) as observations:
            async for observation in observations:
                first = missing[observation.link.id]
                yield replace(observation, attempts=first.attempts + observation.attempts)

    return probe
