"""The same check again and again: one pass, a pause, the next one. Time and sleep are given."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

Clock = Callable[[], datetime]
OnePass = Callable[[datetime], Awaitable[None]]
"""Does one pass; it is told when the next one is planned."""

NAP = timedelta(minutes=1)
"""How long at most until the clock is looked at again: while a machine sleeps, no waiting of ours goes on."""


async def watch_for_ever(
    one_pass: OnePass, every: timedelta, *, clock: Clock, stop: asyncio.Event, wait: Callable[[float], Awaitable[None]]
) -> None:
    """Pass after pass until `stop` is set, their starts `every` apart; one that takes longer is followed at once.

    Planned by the clock on the wall, so that a machine that has slept is not behind for ever: what was missed is one
    pass, not many.
    """
    while not stop.is_set():
        begun, waited = clock(), timedelta(0)
        await one_pass(begun + every)
        while not stop.is_set() and waited < every and (left := begun + every - clock()) > timedelta(0):
            nap = min(left, every - waited, NAP)
            await wait(nap.total_seconds())
            waited += nap


async def wait_or_stop(stop: asyncio.Event, seconds: float) -> None:
    """Wait, at most until somebody asks to stop."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
