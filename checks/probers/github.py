"""Looks at GitHub's repositories through its API: dozens in one query, and every null settled by one REST call.

Batches and calls are made in `github_batches` and `github_calls`; what is asked, and how answers are read, stands in
`checks.forges.github_*`. No page of github.com is ever fetched here.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from datetime import datetime

from checks.forges.github import name_of, repository
from checks.forges.github_answers import block_reason, facts, is_private, rest_facts, with_deeper
from checks.forges.github_plan import depth_for, has_changed, left_open
from checks.forges.github_queries import Deeper, Depth, Query, deeper, repositories
from checks.forges.github_refusals import DOWN, Refusal
from checks.model import Link, Observation, Prober, RepositoryFacts
from checks.probers.github_batches import Batches, Got, Sleep
from checks.probers.github_calls import THREADS, Calls, GitHubAccess, Reply

__all__ = ["GitHubAccess", "github_api_prober"]

OK = 200
NOT_FOUND = 404
Open = tuple[Link, RepositoryFacts, Deeper]


def github_api_prober(
    access: GitHubAccess,
    *,
    clock: Callable[[], datetime],
    pause_s: float = 2.0,
    patience_s: float = 0.0,
    sleep: Sleep = asyncio.sleep,
) -> Prober:
    """Give a prober that lives for one run: it remembers how much GitHub can take, and stops when GitHub says so.

    `clock` gives aware UTC; `pause_s` passes before anything that failed is asked again; a limit that ends within
    `patience_s` is waited for. `sleep` waits for some seconds.
    """
    batches = Batches(clock, pause_s, patience_s, sleep)

    async def probe(links: Sequence[Link]) -> AsyncGenerator[Observation]:
        with Calls(access) as calls:
            look = _Look(calls, batches, clock, links)
            for stage in (look.poll, look.ask_everything, look.look_deeper, look.settle_nulls):
                while (seen := await stage()) is not None:
                    for observation in seen:
                        yield observation

    return probe


class _Look:
    """One pass over some links: four stages, each hands on to a later one what it cannot tell by itself.

    A stage makes one step and gives what it saw, or None when nothing waits for it any more.
    """

    def __init__(self, calls: Calls, batches: Batches, clock: Callable[[], datetime], links: Sequence[Link]) -> None:
        self._calls = calls
        self._batches = batches
        self._clock = clock
        self._known = [link for link in links if depth_for(link) is Depth.POLL]
        self._unread = [link for link in links if depth_for(link) is Depth.FULL]
        self._open: list[Open] = []
        self._nulls: list[Link] = []

    async def poll(self) -> list[Observation] | None:
        """See whether known repositories are there; what has changed is read again."""
        if not self._known:
            return None
        taken = await self._batches.take(self._calls, self._known, Depth.POLL, _poll)
        return [seen for heard in taken if (seen := self._sort(*heard, self._put_off_changed))]

    async def ask_everything(self) -> list[Observation] | None:
        """Read repositories with their root and README."""
        if not self._unread:
            return None
        taken = await self._batches.take(self._calls, self._unread, Depth.FULL, _full)
        return [seen for heard in taken if (seen := self._sort(*heard, self._put_off_open))]

    async def look_deeper(self) -> list[Observation] | None:
        """Read what the root named but did not show."""
        if not self._open:
            return None
        taken = await self._batches.take(self._calls, self._open, Depth.DEEPER, _deeper)
        return [self._deeper_seen(*heard) for heard in taken]

    async def settle_nulls(self) -> list[Observation] | None:
        """Ask REST, as many at a time as there are threads, what a null meant."""
        batch, self._nulls = self._nulls[:THREADS], self._nulls[THREADS:]
        return list(await asyncio.gather(*map(self._settle, batch))) if batch else None

    def _sort(
        self, link: Link, got: Got, latency_ms: int | None, put_off: Callable[[Link, RepositoryFacts], bool]
    ) -> Observation | None:
        """Return the observation, or None if a later stage has to make it."""
        if isinstance(got, Refusal):
            return self._refused(link, got)
        if got is None:
            self._nulls.append(link)
            return None
        if is_private(got):
            return Observation(link, self._clock(), http_status=NOT_FOUND, latency_ms=latency_ms)
        found = facts(got, name_of(link))
        return None if put_off(link, found) else self._seen(link, found, latency_ms)

    def _put_off_changed(self, link: Link, found: RepositoryFacts) -> bool:
        changed = has_changed(link, found)
        if changed:
            self._unread.append(link)
        return changed

    def _put_off_open(self, link: Link, found: RepositoryFacts) -> bool:
        look = left_open(found)
        if look:
            self._open.append((link, found, look))
        return look is not None

    def _deeper_seen(self, item: Open, got: Got, latency_ms: int | None) -> Observation:
        """Stay blind when all was refused, so that it is tried again; a file that alone cannot be had stays unknown."""
        link, found, look = item
        if isinstance(got, Refusal):
            if self._batches.refusal is not None:
                return self._refused(link, got)
            got = None
        return self._seen(link, with_deeper(found, look, got), latency_ms)

    async def _settle(self, link: Link) -> Observation:
        reply = await self._batches.repository(self._calls, name_of(link))
        if isinstance(reply, Refusal):
            return self._refused(link, reply)
        if reply.status != OK:
            return self._absent(link, reply)
        if not isinstance(reply.document, Mapping):
            return self._refused(link, DOWN)
        if is_private(reply.document):
            return Observation(link, self._clock(), http_status=NOT_FOUND, latency_ms=reply.latency_ms)
        return self._seen(link, rest_facts(reply.document, name_of(link)), reply.latency_ms)

    def _absent(self, link: Link, reply: Reply) -> Observation:
        return Observation(
            link,
            self._clock(),
            http_status=reply.status,
            block_reason=block_reason(reply.document),
            latency_ms=reply.latency_ms,
        )

    def _refused(self, link: Link, refusal: Refusal) -> Observation:
        return Observation(link, self._clock(), fault=refusal.fault, retry_at=refusal.retry_at)

    def _seen(self, link: Link, found: RepositoryFacts, latency_ms: int | None) -> Observation:
        renamed = found.name.lower() != name_of(link).lower()
        return Observation(
            link,
            self._clock(),
            http_status=OK,
            final_url=repository(found.name).url if renamed else None,
            repository=found,
            latency_ms=latency_ms,
        )


def _poll(links: Sequence[Link]) -> Query:
    return repositories([name_of(link) for link in links], Depth.POLL)


def _full(links: Sequence[Link]) -> Query:
    return repositories([name_of(link) for link in links], Depth.FULL)


def _deeper(items: Sequence[Open]) -> Query:
    return deeper([look for _, _, look in items])
