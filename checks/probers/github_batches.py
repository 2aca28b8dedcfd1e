"""Asks GitHub in batches that it can take, and stops when it says so. What the answers mean, the prober knows."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from checks.forges.fields import Json
from checks.forges.github_answers import Answer, Trouble, read_answer
from checks.forges.github_plan import PATIENCE, Ceiling
from checks.forges.github_queries import Depth, Query
from checks.forges.github_refusals import DOWN, Refusal, refusal, resume_at
from checks.model import Fault
from checks.probers.github_calls import Calls, NoReply, Reply

OK = 200
FORBIDDEN = 403
SERVER_ERROR = 500
REST_TRIES = 2
MOST_WAITS = 3
"""So many short limits in one run are waited for: who is limited again and again asks too much."""

log = logging.getLogger(__name__)
Sleep = Callable[[float], Awaitable[None]]
Item = TypeVar("Item")
Got = Json | Refusal | None
"""What came back for one alias: the repository, why there is nothing, or a null that says nothing by itself."""


class Batches:
    """What one run has learnt: how large a query may be, whether to ask at all, how often in a row all failed."""

    def __init__(self, clock: Callable[[], datetime], pause_s: float, patience_s: float, sleep: Sleep) -> None:
        """Know nothing yet; `pause_s` passes before anything that failed is asked again.

        A limit that ends within `patience_s` is waited for, a few times in a run.
        """
        self.refusal: Refusal | None = None
        self._clock = clock
        self._pause_s = pause_s
        self._ceilings = {depth: Ceiling.of(depth) for depth in Depth}
        self._losses = 0
        self._patience = timedelta(seconds=patience_s)
        self._waits = 0
        self._sleep = sleep

    async def take(
        self, calls: Calls, waiting: list[Item], depth: Depth, build: Callable[[Sequence[Item]], Query]
    ) -> list[tuple[Item, Got, int | None]]:
        """Take the next batch off `waiting` and give what came back, with its milliseconds.

        Nothing is given and nothing taken off when the batch failed and a smaller one is to be tried.
        """
        if self.refusal is not None:
            refused: list[tuple[Item, Got, int | None]] = [(item, self.refusal, None) for item in waiting]
            waiting.clear()
            return refused
        batch = waiting[: self._ceilings[depth].size]
        reply = await calls.graphql(build(batch))
        answer = self._understand(reply, len(batch))
        if isinstance(answer, Refusal):
            self.refusal = await self._outwaited(answer)
            return []
        if isinstance(reply, Reply) and answer is not None:
            self._losses = 0
            self._ceilings[depth] = self._ceilings[depth].passed(len(batch))
            del waiting[: len(batch)]
            return [(item, node, reply.latency_ms) for item, node in zip(batch, answer.nodes, strict=True)]
        return await self._bear_failure(reply, waiting, depth, len(batch))

    async def repository(self, calls: Calls, name: str) -> Reply | Refusal:
        """Get one repository by REST; a reply has some status below 500 and refuses nobody but this repository."""
        for _ in range(REST_TRIES):
            if self.refusal is not None:
                return self.refusal
            reply = await calls.repository(name)
            if isinstance(reply, Reply) and reply.status < SERVER_ERROR:
                self._losses = 0
                refused = refusal(reply.status, reply.headers, reply.document, self._clock())
                if refused is None:
                    return reply
                self.refusal = await self._outwaited(refused)
                continue
            await self._sleep(self._pause_s)
        if self.refusal is not None:
            return self.refusal
        self._lose()
        return DOWN

    async def _outwaited(self, refused: Refusal) -> Refusal | None:
        """Wait until a short limit is over; return what still refuses us."""
        wait = timedelta.max if refused.retry_at is None else refused.retry_at - self._clock()
        if wait > self._patience or self._waits >= MOST_WAITS:
            return refused
        self._waits += 1
        log.warning("GitHub wants to be left alone for %d s; waiting", wait.total_seconds())
        await self._sleep(wait.total_seconds())
        return None

    def _understand(self, reply: Reply | NoReply, count: int) -> Answer | Refusal | None:
        """Return None for what a smaller query may mend."""
        if isinstance(reply, NoReply) or reply.status >= SERVER_ERROR:
            return None
        at = self._clock()
        if refused := refusal(reply.status, reply.headers, reply.document, at):
            return refused
        if reply.status != OK:
            return Refusal(Fault.TOKEN_REJECTED) if reply.status == FORBIDDEN else DOWN
        answer = read_answer(reply.document, count)
        log.debug("%d repositories cost %s points", count, answer.cost)
        if answer.trouble is Trouble.RATE_LIMITED:
            return Refusal(Fault.RATE_LIMITED, answer.reset_at or resume_at(reply.headers, at))
        return None if answer.trouble else answer

    async def _bear_failure(
        self, reply: Reply | NoReply, waiting: list[Item], depth: Depth, count: int
    ) -> list[tuple[Item, Got, int | None]]:
        """Halve, or give up one repository that fails alone; where no connection stands, size is not to blame."""
        await self._sleep(self._pause_s)
        if isinstance(reply, NoReply) and not reply.reached:
            self._lose()
            return []
        self._ceilings[depth] = self._ceilings[depth].failed(count)
        if count > 1:
            return []
        self._lose()
        return [(waiting.pop(0), DOWN, None)]

    def _lose(self) -> None:
        self._losses += 1
        if self._losses >= PATIENCE:
            self.refusal = DOWN
