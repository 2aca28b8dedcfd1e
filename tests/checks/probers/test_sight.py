"""Canaries tell an outage of ours from one of theirs."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

import pytest
import trustme

from checks.model import Fault, Kind, Link, Observation
from checks.probers.faults import WIRE
from checks.probers.sight import Sight, sighted

Server = Any  # conftest's BadServer: conftest.py cannot be imported
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NOBODY = "http://127.0.0.1:9/"  # a port that the session may not reach


class FakeTime:
    """Seconds that pass when a test says so."""

    now = 0.0

    def __call__(self) -> float:
        """Give the time."""
        return self.now


@pytest.mark.asyncio
async def test_without_canaries_sight_is_always_clear(server: Server) -> None:
    async with server.session() as session:
        sight = Sight(session, [])
        assert await sight.clear()
        assert sight.blind_seconds == 0.0


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("answering", "silent", "clear"),
    [(1, 0, True), (0, 1, False), (2, 1, True), (1, 1, False), (1, 2, False), (3, 2, True), (0, 5, False)],
)
async def test_more_than_half_of_the_canaries_must_answer(
    server: Server, answering: int, silent: int, *, clear: bool
) -> None:
    async with server.session() as session:
        sight = Sight(session, [server.url("/any-status")] * answering + [NOBODY] * silent)
        assert await sight.clear() is clear


@pytest.mark.asyncio
async def test_a_look_counts_for_a_minute_and_is_shared(server: Server) -> None:
    time = FakeTime()
    async with server.session() as session:
        sight = Sight(session, [server.url()], monotonic=time)
        assert await asyncio.gather(*(sight.clear() for _ in range(9))) == [True] * 9
        time.now = 59.0
        assert await sight.clear()
        assert len(server.heads) == 1
        time.now = 60.0
        assert await sight.clear()
        assert len(server.heads) == 2


@pytest.mark.asyncio
async def test_blind_seconds_run_from_the_look_that_found_out_to_the_one_that_cleared(server: Server) -> None:
    time = FakeTime()
    server.answers["/"] = [server.ok()]
    async with server.session() as session:
        sight = Sight(session, [server.url()], monotonic=time)
        assert await sight.clear()
        port, server.port = server.port, 9
        sight._canaries = (NOBODY,)
        time.now = 100.0
        assert not await sight.clear()
        time.now = 130.0
        assert sight.blind_seconds == 30.0
        time.now = 170.0
        assert not await sight.clear()
        server.port = port
        sight._canaries = (server.url(),)
        time.now = 240.0
        assert await sight.clear()
        time.now = 500.0
        assert sight.blind_seconds == 140.0


@pytest.mark.asyncio
async def test_a_portal_with_a_certificate_of_its_own_is_no_sight(authority: trustme.CA, serve_tls: Any) -> None:
    async with AsyncExitStack() as stack:
        portal = await stack.enter_async_context(serve_tls(authority.issue_cert("127.0.0.1")))
        portal.answers["/"] = portal.ok()
        session = await stack.enter_async_context(portal.session())
        assert not await Sight(session, [portal.url()]).clear()


LINK = Link(1, "https://acme.test/", Kind.PAGE, "acme.test")


class Scripted:
    """A prober that gives one observation for each of some faults, and knows whether it was closed."""

    closed = False

    def __init__(self, *faults: Fault | None) -> None:
        """None stands for an answer."""
        self.faults = faults

    async def __call__(self, links: Sequence[Link]) -> AsyncIterator[Observation]:
        """Yield what the script says, whatever the links."""
        del links
        try:
            for fault in self.faults:
                yield Observation(LINK, NOON, fault=fault, http_status=None if fault else 200)
        finally:
            self.closed = True


@pytest.mark.asyncio
async def test_faults_of_the_wire_are_ours_while_we_are_blind(server: Server) -> None:
    script = Scripted(None, *Fault)
    async with server.session() as session:
        blind = sighted(script, Sight(session, [NOBODY]))
        seen = [one.fault async for one in blind([LINK])]
        clear = sighted(script, Sight(session, [server.url()]))
        unchanged = [one.fault async for one in clear([LINK])]
    assert seen == [None, *(Fault.OWN_OUTAGE if fault in WIRE else fault for fault in Fault)]
    assert unchanged == [None, *Fault]


@pytest.mark.asyncio
async def test_who_closes_early_closes_what_is_behind(server: Server) -> None:
    script = Scripted(None, None, None)
    async with server.session() as session:
        observations: Any = sighted(script, Sight(session, []))([LINK])
        await anext(observations)
        await observations.aclose()
    assert script.closed
