"""Many links, few tasks: hosts take turns, so that a slow one keeps no other waiting."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from checks.model import Link, Observation


async def fan_out(
    links: Sequence[Link], look: Callable[[Link], Awaitable[Observation]], *, workers: int, per_host: int
) -> AsyncGenerator[Observation]:
    """Look at every link with at most so many tasks, `per_host` on one host; observations come as they are made.

    Closing the iterator cancels the tasks and waits for them. An exception of `look` is a bug and comes through.
    """
    lanes = _lanes(links, per_host)
    made: asyncio.Queue[Observation] = asyncio.Queue(maxsize=workers)
    tasks = [asyncio.create_task(_work(lanes, look, made)) for _ in range(min(workers, len(lanes)))]
    try:
        for _ in links:
            yield await made.get()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _lanes(links: Sequence[Link], per_host: int) -> deque[Iterator[Link]]:
    """Give each host up to `per_host` lanes that share its links; who has a lane may ask that host."""
    host = attrgetter("host")
    lanes: deque[Iterator[Link]] = deque()
    for _, group in groupby(sorted(links, key=host), key=host):
        waiting = list(group)
        lanes.extend([iter(waiting)] * min(per_host, len(waiting)))
    return lanes


async def _work(
    lanes: deque[Iterator[Link]], look: Callable[[Link], Awaitable[Observation]], made: asyncio.Queue[Observation]
) -> None:
    while lanes:
        lane = lanes.popleft()
        link = next(lane, None)
        if link is not None:
            await made.put(await look(link))
            lanes.append(lane)
