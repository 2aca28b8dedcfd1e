"""Looks at one bad server as a run would, and judges what was seen."""

import time
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

import aiohttp

from checks.classify import classify
from checks.forges import FORGES
from checks.guard import parse_allowed
from checks.model import Kind, Link, Observation, Prober, Verdict
from checks.probers.rest import rest_prober
from checks.probers.transport import Transport, open_session
from tests.badweb.server import NOON, BadServer
from tests.badweb.stages import Scene, Stage

LONGEST_S = 5.0
SLACK_S = 0.9
"""Seconds that a look may take in all, and beyond what its limits grant, on a busy machine."""
INTERFACES = {forge.name: forge.interface for forge in FORGES}


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it: what was seen, what we say of it, how many seconds it took and may take, and the requests.

    `earlier` are the verdicts of the looks before the last one.
    """

    observation: Observation
    verdict: Verdict
    seconds: float
    bound_s: float
    requests: tuple[str, ...]
    connections: int
    earlier: tuple[Verdict, ...] = ()


async def attempt(stage: Stage) -> Tried:
    """Set the stage, look, and judge; the clock runs while we look."""
    async with stage() as scene:
        began = time.monotonic()
        *earlier, seen = [await _look(scene) for _ in range(scene.looks)]
        seconds = time.monotonic() - began
        bound = scene.limits.total_s * max(seen.attempts, 1) * scene.looks + SLACK_S
        return Tried(
            seen,
            classify(seen),
            seconds,
            min(bound, LONGEST_S),
            tuple(scene.server.heads),
            scene.server.connections,
            tuple(map(classify, earlier)),
        )


async def _look(scene: Scene) -> Observation:
    link = scene.link or Link(1, scene.url, Kind.PAGE, "127.0.0.1")
    async with _session(scene) as session:
        (seen,) = [seen async for seen in _prober(scene, link, session)([link])]
    return seen


def _session(scene: Scene) -> AbstractAsyncContextManager[aiohttp.ClientSession]:
    allowed = [f"127.0.0.1:{scene.server.port}", *scene.allowed]
    transport = Transport(resolver=scene.resolver, ssl_context=scene.ssl_context)
    return open_session(transport, [parse_allowed(each) for each in allowed], "linkpulse/test")


def _prober(scene: Scene, link: Link, session: aiohttp.ClientSession) -> Prober:
    pages = BadServer.prober(session, scene.limits)
    interface = INTERFACES[link.forge] if link.forge else None
    return rest_prober(session, interface, pages, clock=lambda: NOON, pace_s=0.0) if interface else pages
