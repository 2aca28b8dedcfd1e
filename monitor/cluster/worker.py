"""What runs at a worker: the same look at pages as anywhere, of a batch of links at a time; nothing is judged here."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass
from typing import cast

import aiohttp

from checks.canaries import parse_canary
from checks.domains import domain_of
from checks.guard import guarded_socket_factory
from checks.model import Link, Observation, Prober
from checks.politeness import AmongWorkers, Politeness
from checks.probers.canaries import Reach
from checks.probers.second_look import twice
from checks.probers.sight import Sight, sighted
from checks.probers.transport import Transport, open_session
from checks.probers.web import WebLimits, web_prober
from monitor import __version__
from monitor.cli import now
from monitor.cluster.errands import Carried, Kit, Report, row_of

_LOCK = asyncio.Lock()


@dataclass(frozen=True, slots=True)
class _Place:
    """What all batches of one run share in this process."""

    session: aiohttp.ClientSession
    sight: Sight
    strangers: Politeness
    closing: AsyncExitStack


_PLACES: dict[str, _Place] = {}


def version() -> str:
    """Return this worker's version: another one may see other things in the same page."""
    return __version__


async def look(kit: Kit, links: Sequence[Link], carried: Carried) -> Report:
    """Look at each link; raises RuntimeError if the coordinator is of another version than this worker."""
    if kit.version != __version__:
        raise RuntimeError(f"a worker has linkpulse {__version__} and the coordinator {kit.version}")
    place = await _place(kit)
    await asyncio.sleep(carried.pause_s)
    domains = frozenset(domain_of(link.host) for link in links)
    politeness = AmongWorkers(kit.per_host, kit.host_delay, home=domains, strangers=place.strangers)
    for domain, seconds in carried.held.items():
        politeness.hold(domain, seconds)
    async with aclosing(cast("AsyncGenerator[Observation]", _prober(kit, place, politeness, carried)(links))) as seen:
        rows = tuple([row_of(observation) async for observation in seen])
    held = {domain: seconds for domain in domains if (seconds := politeness.held_for(domain))}
    return Report(rows, Carried(carried.crowds, held, kit.host_delay), place.sight.blind_seconds)


async def close(key: str) -> None:
    """Let go of what a run has used here."""
    place = _PLACES.pop(key, None)
    if place is not None:
        await place.closing.aclose()


def _prober(kit: Kit, place: _Place, politeness: Politeness, carried: Carried) -> Prober:
    pages = web_prober(place.session, clock=now, limits=WebLimits(), politeness=politeness, crowds=carried.crowds)
    seen = sighted(pages, place.sight)
    return twice(seen) if kit.twice else seen


async def _place(kit: Kit) -> _Place:
    async with _LOCK:
        if kit.key not in _PLACES:
            _PLACES[kit.key] = await _open(kit)
        return _PLACES[kit.key]


async def _open(kit: Kit) -> _Place:
    closing = AsyncExitStack()
    session = await closing.enter_async_context(open_session(Transport(), kit.allowed, kit.user_agent))
    reach = Reach(session, guarded_socket_factory(kit.allowed))
    sight = Sight([reach.ask(parse_canary(text)) for text in kit.canaries], rest=kit.canary_rest)
    # All workers together ask a stranger as often as one process would: each is so many times as slow.
    return _Place(session, sight, Politeness(1, kit.host_delay * kit.workers), closing)
