"""How much one host is asked at once: few requests, some time between their starts, none after "too many".

What counts as one host is the caller's choice: a registrable domain, an address, a name. Hosts are forgotten as soon
as nothing about them matters any more, so that a long run stays small.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(slots=True)
class _Host:
    turns: asyncio.Semaphore
    users: int = 0
    next_start: float = 0.0


class _Slot:
    """A turn at a host. A class, since a generator would double the price of it."""

    __slots__ = ("_host", "_politeness")

    def __init__(self, politeness: "Politeness", host: str):
        self._politeness, self._host = politeness, host

    async def __aenter__(self) -> None:
        await self._politeness.admit(self._host)

    async def __aexit__(self, *_: object) -> None:
        self._politeness.dismiss(self._host)


class Politeness:
    """Slots per host: `per_host` at once, their starts `delay` seconds apart. One instance serves a whole run."""

    def __init__(
        self,
        per_host: int = 2,
        delay: float = 1.0,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ):
        """`monotonic` gives seconds; `sleep` waits for some of them."""
        self.per_host, self._delay = per_host, delay
        self._monotonic, self._sleep = monotonic, sleep
        self._busy: dict[str, _Host] = {}
        self._resting: dict[str, _Host] = {}  # in the order of becoming idle, oldest first
        self._held: dict[str, float] = {}

    def wider(self, times: int) -> "Politeness":
        """Return another one of the same kind that lets so many times as much through."""
        delay = self._delay / times
        return Politeness(self.per_host * times, delay, monotonic=self._monotonic, sleep=self._sleep)

    @property
    def remembered(self) -> int:
        """How many hosts are kept in memory."""
        return len(self._busy) + len(self._resting) + len(self._held)

    def slot(self, host: str) -> "_Slot":
        """Give a turn at `host` for an `async with` block: first come, first served."""
        return _Slot(self, host)

    async def admit(self, host: str) -> None:
        """Wait for a turn at `host`; `slot` does this, and gives the turn back."""
        queue = self._enter(host)
        try:
            await queue.turns.acquire()
        except BaseException:
            self._leave(host, queue)
            raise
        now = self._monotonic()
        start = max(now, queue.next_start)
        queue.next_start = start + self._delay
        if start > now:
            await self._wait(host, start - now)

    def dismiss(self, host: str) -> None:
        """Give a turn back."""
        queue = self._busy[host]
        queue.turns.release()
        self._leave(host, queue)

    def hold(self, host: str, seconds: float) -> None:
        """Note that `host` wants to be left alone for so long."""
        self._forget_holds()
        self._held[host] = max(self._held.get(host, 0.0), self._monotonic() + seconds)

    def held_for(self, host: str) -> float:
        """How many seconds `host` still wants to be left alone; 0 if it may be asked."""
        if host not in self._held:
            return 0.0
        return max(0.0, self._held[host] - self._monotonic())

    async def _wait(self, host: str, seconds: float) -> None:
        try:
            await self._sleep(seconds)
        except BaseException:
            self.dismiss(host)
            raise

    def _enter(self, host: str) -> _Host:
        queue = self._busy.get(host) or self._resting.pop(host, None) or _Host(asyncio.Semaphore(self.per_host))
        self._busy[host] = queue
        queue.users += 1
        return queue

    def _leave(self, host: str, queue: _Host) -> None:
        queue.users -= 1
        if not queue.users:
            self._resting[host] = self._busy.pop(host)
            self._forget_rested()

    def _forget_rested(self) -> None:
        """Drop hosts whose delay has passed; looking at the oldest few is enough and keeps this cheap."""
        now = self._monotonic()
        while self._resting:
            host = next(iter(self._resting))
            if self._resting[host].next_start > now:
                return
            del self._resting[host]

    def _forget_holds(self) -> None:
        now = self._monotonic()
        for host in [host for host, until in self._held.items() if until <= now]:
            del self._held[host]


class AmongWorkers(Politeness):
    """Politeness of one worker among others: `home` are hosts that no other asks now; the rest are strangers.

    A redirect may lead all workers to one stranger, so that `strangers` is slower than any of them would be alone.
    """

    def __init__(self, per_host: int, delay: float, *, home: frozenset[str], strangers: Politeness):
        """`strangers` is shared by all that this worker does at a time."""
        super().__init__(per_host, delay)
        self._home, self._strangers = home, strangers

    def slot(self, host: str) -> "_Slot":
        """Give a turn at `host`, among our own or among strangers."""
        return super().slot(host) if host in self._home else self._strangers.slot(host)

    def hold(self, host: str, seconds: float) -> None:
        """Note that `host` wants to be left alone for so long."""
        if host in self._home:
            super().hold(host, seconds)
        else:
            self._strangers.hold(host, seconds)

    def held_for(self, host: str) -> float:
        """How many seconds `host` still wants to be left alone."""
        return super().held_for(host) if host in self._home else self._strangers.held_for(host)
