"""Whether we ourselves can see the web: canaries tell an outage of ours from one of theirs."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from dataclasses import replace

import aiohttp

from checks.model import Fault, Link, Observation, Prober
from checks.probers.faults import WIRE

LOOK_S = 5.0  # a canary is chosen for being near and quick


class Sight:
    """Our own view of the web. It is clear when more than half of the canaries answer; without canaries it always is.

    Any HTTP status is an answer, but only over a verified connection: a captive portal has no right certificate.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        canaries: Sequence[str],
        monotonic: Callable[[], float] = time.monotonic,
        ttl: float = 60.0,
    ):
        """`monotonic` gives seconds; what was seen counts for `ttl` of them."""
        self._session, self._canaries = session, tuple(canaries)
        self._monotonic, self._ttl = monotonic, ttl
        self._looking = asyncio.Lock()
        self._looked_at: float | None = None
        self._blind_since: float | None = None
        self._blind_before = 0.0

    @property
    def blind_seconds(self) -> float:
        """All seconds until now for which sight was not clear, from the look that found out to the one that cleared."""
        if self._blind_since is None:
            return self._blind_before
        return self._blind_before + self._monotonic() - self._blind_since

    async def clear(self) -> bool:
        """Whether we see; those who ask at the same time share one look at the canaries."""
        if not self._canaries:
            return True
        async with self._looking:
            if self._looked_at is None or self._monotonic() - self._looked_at >= self._ttl:
                self._note(clear=await self._look())
            return self._blind_since is None

    async def _look(self) -> bool:
        answers = await asyncio.gather(*map(self._answers, self._canaries))
        return 2 * sum(answers) > len(answers)

    async def _answers(self, canary: str) -> bool:
        try:
            async with asyncio.timeout(LOOK_S), self._session.get(canary, allow_redirects=False) as response:
                return response.status > 0
        except (aiohttp.ClientError, OSError, UnicodeError):
            return False

    def _note(self, *, clear: bool) -> None:
        now = self._looked_at = self._monotonic()
        if clear:
            self._blind_before, self._blind_since = self.blind_seconds, None
        elif self._blind_since is None:
            self._blind_since = now


def sighted(prober: Prober, sight: Sight) -> Prober:
    """Give `prober` with its faults of the wire turned into OWN_OUTAGE while sight is not clear."""

    async def probe(links: Sequence[Link]) -> AsyncIterator[Observation]:
        observations = prober(links)
        try:
            async for observation in observations:
                ours = observation.fault in WIRE and not await sight.clear()
                yield replace(observation, fault=Fault.OWN_OUTAGE) if ours else observation
        finally:
            if isinstance(observations, AsyncGenerator):  # whoever closes us early closes the one behind us as well
                await observations.aclose()

    return probe
