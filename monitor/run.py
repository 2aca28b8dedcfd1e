"""One pass over the links that are due: read, await, judge, write, tell. It has no opinion about any link.

This is the one place that catches everything a single link may do to us, and counts it as an internal error.
"""

import asyncio
import contextlib
import itertools
import logging
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, cast

import aiohttp

from checks.canaries import parse_canary
from checks.code import RULE_VERSION
from checks.domains import domain_of
from checks.errors import DatabaseError
from checks.guard import guarded_socket_factory
from checks.model import ForgeName, Look, Observation, Policy, Prober, Watched
from checks.probers.canaries import Reach
from checks.probers.discreet import discreet
from checks.probers.sight import Sight
from checks.probers.transport import Transport, connector_of, open_session
from db.queries import Scope, due_hosts, due_links, held_hosts, run_interval
from db.store import Store
from monitor.breaker import Breaker
from monitor.cluster.addresses import addresses_of
from monitor.cluster.shards import groups, merged, packs, parted
from monitor.judge import judge
from monitor.rescue import rescue
from monitor.ruling import rule
from monitor.seeking import Places, keep_pointers, seek
from monitor.settings import Settings
from monitor.tally import Outcome, Tally
from monitor.wiring import Clock, Probers, wire

if TYPE_CHECKING:
    from monitor.cluster.fleet import Fleet

log = logging.getLogger("linkpulse")
PAGE = 500
"""Links of one host that are held at a time; GitHub's batches of 50 divide it."""
BATCH = 500
BATCH_SECONDS = 1.0
QUEUE = 1000


async def run(  # noqa: PLR0913 - the shell's one entrance: what to write to, what to ask, when, what, whom to tell
    store: Store,
    settings: Settings,
    transport: Transport,
    *,
    clock: Clock,
    scope: Scope,
    tell: Callable[[Look], None],
    stop: asyncio.Event,
) -> Tally:
    """Look at everything in `scope` that is due and record it; `tell` hears each look when it is stored.

    `stop` ends the run early and cleanly. Raises DatabaseError when nothing can be written any more, and SettingsError
    when the workers that the settings ask for cannot be had.
    """
    started = clock()
    tally = Tally(held=held_hosts(store.database, started, scope))
    if next(due_hosts(store.database, started, scope), None) is None:
        tally.outcome = Outcome.NOTHING_DUE
    else:
        async with _fleet(settings, clock) as fleet:
            tally.run_id = store.start_run(started)
            this = _Pass(store, settings, clock, scope, tally, tell, stop, started, fleet)
            try:
                async with open_session(transport, settings.allowed, settings.user_agent) as session:
                    await _look(this, session, transport)
            except* DatabaseError as failures:
                raise _first(failures) from None
            store.finish_run(tally.run_id, clock(), tally.outcome, blind_seconds=tally.blind_seconds)
    rule(store, tally.run_id, clock())
    return tally


def _fleet(settings: Settings, clock: Clock) -> AbstractAsyncContextManager["Fleet | None"]:
    """Call for workers if the settings ask for them; Dask takes a second to be loaded."""
    if settings.is_alone:
        return contextlib.nullcontext()
    from monitor.cluster.fleet import open_fleet  # noqa: PLC0415 - as the docstring says

    return open_fleet(settings, clock)


def _first(failures: BaseExceptionGroup[DatabaseError]) -> DatabaseError:
    """Take one of the failures of a group of groups: they all say the same."""
    found: BaseException = failures
    while isinstance(found, BaseExceptionGroup):
        found = found.exceptions[0]
    return cast("DatabaseError", found)


@dataclass(frozen=True, slots=True)
class _Pass:
    """What the parts of one run share; without a `fleet` this process looks at everything itself."""

    store: Store
    settings: Settings
    clock: Clock
    scope: Scope
    tally: Tally
    tell: Callable[[Look], None]
    stop: asyncio.Event
    started: datetime
    fleet: "Fleet | None" = None
    breaker: Breaker = field(default_factory=Breaker)


async def _look(this: _Pass, session: aiohttp.ClientSession, transport: Transport) -> None:
    reach = Reach(session, guarded_socket_factory(this.settings.allowed), transport.resolver)
    sight = Sight([reach.ask(parse_canary(text)) for text in this.settings.canaries], rest=this.settings.canary_rest)
    if await sight.clear():
        probers = wire(session, this.settings, transport, this.clock, sight)
        await _probe_and_record(this, probers, session)
        if not this.stop.is_set() and not this.breaker.tripped:
            await rescue(this.store, session, this.clock, this.settings.host_delay)
            places, github = _places(this.settings), probers[ForgeName.GITHUB]
            await seek(this.store, session, places, this.clock, this.scope, github=github)
        if this.tally.outcome is Outcome.COMPLETE and (this.tally.unjudged or this.tally.internal):
            this.tally.outcome = Outcome.PARTIAL if this.tally.checked else Outcome.BLIND
    else:
        this.tally.outcome = Outcome.BLIND
    this.tally.blind_seconds = max(sight.blind_seconds, this.fleet.blind_seconds if this.fleet else 0.0)
    this.tally.tripped = this.breaker.tripped


def _places(settings: Settings) -> Places:
    return Places(settings.arxiv_api, settings.huggingface_api, settings.host_delay)


async def _probe_and_record(this: _Pass, probers: Probers, session: aiohttp.ClientSession) -> None:
    """Let workers take one host after the other while one recorder writes; the queue between them is bounded.

    A stop cancels the workers, whose looks will be due again, and then records what was judged.
    """
    queue: asyncio.Queue[Look | None] = asyncio.Queue(QUEUE)
    async with asyncio.TaskGroup() as group:
        group.create_task(_record(this, queue))
        working = group.create_task(_work_all(this, probers, queue, session))
        stopped = group.create_task(this.stop.wait())
        await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if this.stop.is_set():
            this.tally.outcome = Outcome.INTERRUPTED
            working.cancel()
        stopped.cancel()
        await asyncio.wait({working})
        await queue.put(None)


async def _work_all(
    this: _Pass, probers: Probers, queue: asyncio.Queue[Look | None], session: aiohttp.ClientSession
) -> None:
    policy = Policy(run_interval=run_interval(this.store.database))
    hosts = due_hosts(this.store.database, this.started, this.scope)
    near, far = parted(hosts) if this.fleet else (list(hosts), [])
    async with asyncio.TaskGroup() as workers:
        shards = iter(_shards(near))
        for _ in range(this.settings.hosts_at_once):
            workers.create_task(_work(this, shards, lambda: probers, policy, queue))
        if this.fleet:
            addresses = await addresses_of((host for host, _ in far), connector_of(session))
            away = packs(groups(far, addresses))
            for _ in range(this.fleet.slots):
                workers.create_task(_work(this, away, lambda: _away(this, probers), policy, queue))
    for watched, observation in this.breaker.rest():
        await queue.put(judge(watched, observation, policy))


def _away(this: _Pass, probers: Probers) -> Probers:
    """Let the fleet look at the pages of one shard; an address that holds a secret does not even travel."""
    assert this.fleet is not None  # noqa: S101 - only a fleet is sent away
    return {**probers, None: discreet(this.fleet.prober(), clock=this.clock)}


async def _work(
    this: _Pass,
    shards: Iterator[list[str]],
    probers_of_a_shard: Callable[[], Probers],
    policy: Policy,
    queue: asyncio.Queue[Look | None],
) -> None:
    """Take shards until none is left or the breaker has tripped: a slow one keeps this worker only."""
    for hosts in itertools.takewhile(lambda _: not this.breaker.tripped, shards):
        probers = probers_of_a_shard()
        for host, forge, page in merged(_pages(this, hosts), PAGE) if this.fleet else _pages(this, hosts):
            due = {watched.link.id: watched for watched in page}
            with _counted_errors(this, host):
                await _work_page(this, due, probers[forge], policy, queue)
            this.tally.unjudged += len(due)


def _shards(hosts: list[tuple[str, int]]) -> list[list[str]]:
    """Group the hosts with due links by registrable domain: what shares a turn shares a worker, and waits alone."""
    shards: dict[str, list[str]] = {}
    for host, _ in hosts:
        shards.setdefault(domain_of(host), []).append(host)
    return list(shards.values())


def _pages(this: _Pass, hosts: list[str]) -> Iterator[tuple[str, ForgeName | None, list[Watched]]]:
    """Yield the due links of one host after the other, a bounded number at a time, repositories and pages apart."""
    for host in hosts:
        after = 0
        while page := due_links(this.store.database, host, this.started, this.scope, after_id=after, limit=PAGE):
            for forge in dict.fromkeys(watched.link.forge for watched in page):
                yield host, forge, [watched for watched in page if watched.link.forge is forge]
            after = max(watched.link.id for watched in page)


async def _work_page(
    this: _Pass, due: dict[int, Watched], prober: Prober, policy: Policy, queue: asyncio.Queue[Look | None]
) -> None:
    """Judge each observation that the breaker lets pass; what stays in `due` was never answered for."""
    links = [watched.link for watched in due.values()]
    async with contextlib.aclosing(cast("AsyncGenerator[Observation]", prober(links))) as observations:
        async for observation in observations:
            with _counted_errors(this, observation.link.url):
                for watched, seen in this.breaker.admit(due[observation.link.id], observation):
                    await queue.put(judge(watched, seen, policy))
                del due[observation.link.id]


@contextlib.contextmanager
def _counted_errors(this: _Pass, subject: str) -> Iterator[None]:
    try:
        yield
    except DatabaseError:
        raise  # no link is to blame, and nothing can be recorded any more
    except Exception:
        this.tally.internal += 1
        log.exception("internal error at %r: its links stay as they were", subject)


async def _record(this: _Pass, queue: asyncio.Queue[Look | None]) -> None:
    """Write looks in batches of at most a second until the queue ends."""
    ended = False
    while not ended:
        batch, ended = await _batch(queue)
        this.store.record(_run_id(this), batch, rule_version=RULE_VERSION)
        keep_pointers(this.store, batch)
        for look in batch:
            this.tally.count(look)
            this.tell(look)


async def _batch(queue: asyncio.Queue[Look | None]) -> tuple[list[Look], bool]:
    batch: list[Look] = []
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(BATCH_SECONDS):
            while len(batch) < BATCH:
                look = await queue.get()
                if look is None:
                    return batch, True
                batch.append(look)
    return batch, False


def _run_id(this: _Pass) -> int:
    assert this.tally.run_id is not None  # noqa: S101 - a recorder lives only inside a run
    return this.tally.run_id
