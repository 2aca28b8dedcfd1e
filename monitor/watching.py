"""The same check again and again: one pass, a pause, the next one. Time and sleep are given."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

Clock = Callable[[], datetime]
OnePass = Callable[[datetime], Awaitable[None]]
"""Does one pass; it is told when the next one is planned."""


async def watch_for_ever(
    one_pass: OnePass, every: timedelta, *, clock: Clock, stop: asyncio.Event, wait: Callable[[float], Awaitable[None]]
) -> None:
    """Pass after pass until `stop` is set, their starts `every` apart; one that takes longer is followed at once.

    Planned by the clock on the wall, so that a machine that has slept is not behind for ever: what was missed is one
    pass, not many.
    """
    while not stop.is_set():
        begun = clock()
        await one_pass(begun + every)
        left = (begun + every - clock()).total_seconds()
        if left > 0 and not stop.is_set():
            await wait(min(left, every.total_seconds()))


async def wait_or_stop(stop: asyncio.Event, seconds: float) -> None:
    """Wait, at most until somebody asks to stop."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
