"""Sight: a fault counts against a link only if we are proved to have seen after it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from yarl import URL

from checks.model import Fault, Hop, Kind, Link, Observation
from checks.probers.faults import FORGEABLE, WIRE
from checks.probers.sight import Sight, sighted

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class World:
    """Seconds that pass when somebody sleeps, and canaries that answer rightly while the line is up."""

    def __init__(self, canaries: int = 6) -> None:
        self.now, self.up, self.asked = 0.0, True, [0] * canaries
        self.slept: list[float] = []

    def sight(self, **settings: float) -> Sight:
        canaries = [self._canary(number) for number in range(len(self.asked))]
        return Sight(canaries, monotonic=lambda: self.now, sleep=self._sleep, **settings)

    def _canary(self, number: int) -> Any:
        async def ask() -> bool:
            self.asked[number] += 1
            return self.up

        return ask

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


@pytest.mark.asyncio
async def test_without_canaries_sight_is_always_clear() -> None:
    sight = World(0).sight()
    assert await sight.clear()
    assert await sight.clear_after(99.0)
    assert sight.blind_seconds == 0.0


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("right", "wrong", "clear"), [(1, 0, True), (0, 1, False), (2, 1, True), (1, 1, False), (1, 2, False)]
)
async def test_more_than_half_of_those_asked_must_answer(right: int, wrong: int, *, clear: bool) -> None:
    async def yes() -> bool:
        return True

    async def no() -> bool:
        return False

    asked = [yes] * right + [no] * wrong
    assert await Sight([*asked, *asked]).clear() is clear


@pytest.mark.asyncio
async def test_a_clear_look_is_shared_and_counts_for_a_minute() -> None:
    world = World()
    sight = world.sight()
    world.now = 100.0
    assert await asyncio.gather(*(sight.clear() for _ in range(9))) == [True] * 9
    world.now = 159.0
    assert await sight.clear()
    assert world.asked == [1, 1, 1, 0, 0, 0]


@pytest.mark.asyncio
async def test_a_fault_needs_a_proof_after_it_from_the_canaries_that_have_rested() -> None:
    world = World()
    sight = world.sight()
    assert await sight.clear()
    world.now = 5.0
    assert await sight.clear_after(5.0)
    assert world.asked == [1, 1, 1, 1, 1, 1]


@pytest.mark.asyncio
async def test_no_canary_is_asked_more_than_once_a_minute() -> None:
    world = World()
    sight = world.sight()
    for at in range(0, 600, 7):
        world.now = max(world.now, float(at))
        await sight.clear_after(world.now)
    assert max(world.asked) <= world.now / 60 + 1


@pytest.mark.asyncio
async def test_a_right_answer_from_anybody_spares_the_canaries() -> None:
    world = World()
    sight = world.sight()
    assert await sight.clear()
    sight.vouch(8.0)
    assert await sight.clear_after(7.0)
    assert sum(world.asked) == 3


@pytest.mark.asyncio
async def test_what_lies_between_a_good_look_and_a_bad_one_is_ours() -> None:
    world = World()
    sight = world.sight()
    assert await sight.clear()
    world.now, world.up = 40.0, False
    assert not await sight.clear_after(40.0)
    assert sight.blind_seconds == pytest.approx(world.now)
    world.now, world.up = 200.0, True
    assert await sight.clear_after(150.0)
    assert sight.blind_seconds == pytest.approx(200.0)
    world.now = 500.0
    assert sight.blind_seconds == pytest.approx(200.0)


@pytest.mark.asyncio
async def test_while_blind_nobody_waits_for_the_canaries_to_rest() -> None:
    world = World()
    sight = world.sight()
    world.up = False
    assert not await sight.clear()
    assert not await sight.clear_after(0.0)
    before = world.now
    assert not await sight.clear_after(0.0)
    assert world.now == before


PORTAL = "https://portal.example/"
LINK = Link(1, "https://acme.test/", Kind.PAGE, "acme.test")


class Scripted:
    """A prober that gives one observation for each of some faults, and knows whether it was closed."""

    closed = False

    def __init__(self, *faults: Fault | None, link: str = LINK.url, **facts: Any) -> None:
        """None stands for an answer."""
        self.faults, self.facts = faults, {"final_url": LINK.url, "latency_ms": 300, **facts}
        self.link = replace(LINK, url=link, host=URL(link).raw_host or "")

    async def __call__(self, links: Sequence[Link]) -> AsyncIterator[Observation]:
        """Yield what the script says, whatever the links."""
        del links
        try:
            for fault in self.faults:
                yield Observation(self.link, NOON, fault, None if fault else 200, **self.facts)
        finally:
            self.closed = True


async def faults_seen(script: Scripted, sight: Sight) -> list[Fault | None]:
    return [one.fault async for one in sighted(script, sight)([LINK])]


@pytest.mark.asyncio
async def test_faults_of_the_wire_are_ours_while_we_are_blind() -> None:
    world = World()
    world.up = False
    assert await faults_seen(Scripted(*Fault), world.sight()) == [
        Fault.OWN_OUTAGE if fault in WIRE | FORGEABLE else fault for fault in Fault
    ]


@pytest.mark.asyncio
async def test_faults_of_the_wire_are_theirs_while_we_see() -> None:
    assert await faults_seen(Scripted(None, *Fault), World().sight()) == [None, *Fault]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("script", "ours"),
    [
        (Scripted(None), False),
        (Scripted(None, link="http://acme.test/", final_url="http://acme.test/"), True),
        (Scripted(None, tls_defect="wrong_host"), True),
        # A portal that answers for a plain link, and sends it on to its own well certified address.
        (Scripted(None, link="http://acme.test/", hops=(Hop(302, PORTAL),), final_url=PORTAL), True),
        (Scripted(None, hops=(Hop(302, "http://acme.test/"), Hop(302, PORTAL)), final_url=PORTAL), True),
        (Scripted(None, hops=(Hop(302, PORTAL),), final_url=PORTAL), False),
    ],
)
async def test_an_answer_that_anybody_could_have_given_counts_only_while_we_see(
    script: Scripted, *, ours: bool
) -> None:
    world = World()
    world.up = False
    assert await faults_seen(script, world.sight()) == [Fault.OWN_OUTAGE if ours else None]


@pytest.mark.asyncio
async def test_a_private_address_that_the_link_itself_names_needs_no_proof() -> None:
    world = World()
    world.up = False
    assert await faults_seen(Scripted(Fault.PRIVATE_ADDRESS, link="http://10.0.0.1/"), world.sight()) == [
        Fault.PRIVATE_ADDRESS
    ]


@pytest.mark.asyncio
async def test_who_closes_early_closes_what_is_behind() -> None:
    script = Scripted(None, None, None)
    observations: Any = sighted(script, World().sight())([LINK])
    await anext(observations)
    await observations.aclose()
    assert script.closed
