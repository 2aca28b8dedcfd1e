"""Whether we ourselves can see the web: tells an outage of ours from one of theirs.

Two things prove that we see: a right answer over a verified connection, from whomever it came, and a look at the
canaries. A fault counts against a link only if one of them came after it; what lies between a good look at the canaries
and a bad one is ours. Method: verdicts.md, section 4.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace
from ipaddress import ip_address

from checks.model import Fault, Link, Observation, Prober
from checks.probers.canaries import Ask
from checks.probers.faults import FORGEABLE, WIRE

REST_S = 60.0
"""Seconds for which a canary is left alone once it was asked."""
PATIENCE_S = 1.0
"""Seconds to wait for somebody else's answer before canaries are asked: in most runs that answer comes."""


def awake_or_asleep() -> float:
    """Seconds that never run back and go on while the machine sleeps: what was proved before a sleep grows old."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Sight:
    """Our own view of the web; without canaries it is always clear.

    Half of the canaries are asked at a time, those that have rested longest, so that the other half can be asked soon
    again. Sight is clear when more than half of those asked answer rightly.
    """

    def __init__(
        self,
        canaries: Sequence[Ask],
        *,
        rest: float = REST_S,
        patience: float = PATIENCE_S,
        monotonic: Callable[[], float] = awake_or_asleep,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ):
        """`monotonic` gives seconds, `sleep` waits for some of them."""
        self._canaries = tuple(canaries)
        self._rest, self._patience = rest, min(patience, rest)
        self.monotonic, self._sleep = monotonic, sleep
        self._asked_at = [float("-inf")] * len(self._canaries)
        self._looking = asyncio.Lock()
        self._proved_at = float("-inf")
        self._began = monotonic()
        self._blind_since: float | None = None
        self._blind_before = 0.0

    @property
    def blind_seconds(self) -> float:
        """All seconds until now for which sight was not clear: from the last proof before to the first one after."""
        if self._blind_since is None:
            return self._blind_before
        return self._blind_before + self.monotonic() - self._blind_since

    def vouch(self, began: float) -> None:
        """Note a right answer over a verified connection, to a request that began at this instant."""
        self._proved_at = max(self._proved_at, began)

    async def clear(self) -> bool:
        """Whether we see now; what was proved within the last rest counts."""
        return await self.clear_after(self.monotonic() - self._rest)

    async def clear_after(self, at: float) -> bool:
        """Whether we saw at some instant after `at`, which tells if a fault at `at` was theirs."""
        if not self._canaries or self._proved_after(at):
            return True
        if self._blind_since is None and self._proved_at > float("-inf"):
            await self._sleep(self._patience)
        async with self._looking:
            while not self._proved_after(at):
                pause = self._pause()
                if self._blind_since is not None and pause > 0:
                    return False  # still blind: no canary may be asked again yet
                if pause > 0:
                    await self._sleep(min(pause, self._patience))
                else:
                    await self._look()
                    if self._blind_since is not None:
                        return False
        return True

    def _proved_after(self, at: float) -> bool:
        return self._blind_since is None and self._proved_at > at

    def _pause(self) -> float:
        """Seconds until half of the canaries have rested."""
        rested_at = sorted(asked_at + self._rest for asked_at in self._asked_at)[self._half - 1]
        return max(0.0, rested_at - self.monotonic())

    @property
    def _half(self) -> int:
        return (len(self._canaries) + 1) // 2

    async def _look(self) -> None:
        now = self.monotonic()
        longest_rested = sorted(range(len(self._canaries)), key=self._asked_at.__getitem__)[: self._half]
        for index in longest_rested:
            self._asked_at[index] = now
        right = await asyncio.gather(*(self._canaries[index]() for index in longest_rested))
        self._note(now, clear=2 * sum(right) > len(right))

    def _note(self, began: float, *, clear: bool) -> None:
        if clear:
            self._blind_before, self._blind_since = self.blind_seconds, None
            self._proved_at = max(self._proved_at, began)
        elif self._blind_since is None:
            self._blind_since = max(self._proved_at, self._began)


def sighted(prober: Prober, sight: Sight) -> Prober:
    """Give `prober` with OWN_OUTAGE in place of what was seen while sight was not clear.

    Faults of the wire, and those that a captive portal brings about, need a proof after them; an answer that anybody on
    the way could have given, over plain HTTP or with a bad certificate, needs one within the last rest: such portals
    answer for everyone, and send everyone on to an address of their own that is well certified.
    """

    async def probe(links: Sequence[Link]) -> AsyncIterator[Observation]:
        observations = prober(links)
        try:
            async for observation in observations:
                seen = await _seen(observation, sight)
                yield observation if seen else replace(observation, fault=Fault.OWN_OUTAGE, http_status=None)
        finally:
            if isinstance(observations, AsyncGenerator):  # whoever closes us early closes the one behind us as well
                await observations.aclose()

    return probe


async def _seen(observation: Observation, sight: Sight) -> bool:
    now = sight.monotonic()
    if observation.fault in WIRE or (observation.fault in FORGEABLE and not _names_an_address(observation)):
        return await sight.clear_after(now)
    if observation.fault is not None:
        return True
    if _is_proof(observation):
        sight.vouch(now - (observation.latency_ms or 0) / 1000)
        return True
    return await sight.clear()


def _names_an_address(observation: Observation) -> bool:
    """Whether the link itself names an address, so that what our guard said of it does not hang on anybody's answer."""
    try:
        ip_address(observation.link.host.strip("[]"))
    except ValueError:
        return False
    return observation.fault in {Fault.PRIVATE_ADDRESS, Fault.ODD_PORT} and not observation.hops


def _is_proof(observation: Observation) -> bool:
    """Whether nobody but those whom the link names, and whom they named, can have answered."""
    way = (observation.link.url, *(hop.url for hop in observation.hops), observation.final_url or observation.link.url)
    return observation.tls_defect is None and all(url.startswith("https://") for url in way)
