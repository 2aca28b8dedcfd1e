"""A host is asked little at once, with time between, and forgotten when nothing about it matters any more."""

import asyncio

import pytest

from checks.politeness import Politeness


class FakeTime:
    """Seconds that pass only by sleeping."""

    now = 0.0

    def __call__(self) -> float:
        """Give the time."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Move on by so much, after letting others run."""
        until = self.now + seconds
        await asyncio.sleep(0)
        self.now = max(self.now, until)


def polite(delay: float = 1.0, per_host: int = 2) -> tuple[Politeness, FakeTime]:
    time = FakeTime()
    return Politeness(per_host, delay, monotonic=time, sleep=time.sleep), time


@pytest.mark.asyncio
async def test_no_more_than_two_are_at_one_host() -> None:
    politeness, _ = polite(delay=0.0)
    at_once = most = 0

    async def visit() -> None:
        nonlocal at_once, most
        async with politeness.slot("acme.test"):
            at_once += 1
            most = max(most, at_once)
            await asyncio.sleep(0)
            at_once -= 1

    await asyncio.gather(*(visit() for _ in range(9)))
    assert most == 2


@pytest.mark.asyncio
async def test_starts_at_one_host_are_a_delay_apart_and_other_hosts_do_not_wait() -> None:
    politeness, time = polite()
    starts = []
    for host in ("acme.test", "redfox.test", "acme.test", "acme.test"):
        async with politeness.slot(host):
            starts.append((host, time.now))
    assert starts == [("acme.test", 0.0), ("redfox.test", 0.0), ("acme.test", 1.0), ("acme.test", 2.0)]


@pytest.mark.asyncio
async def test_turns_come_in_the_order_of_asking() -> None:
    politeness, _ = polite(per_host=1)
    order = []

    async def visit(number: int) -> None:
        async with politeness.slot("acme.test"):
            order.append(number)

    await asyncio.gather(*map(visit, range(5)))
    assert order == [0, 1, 2, 3, 4]


@pytest.mark.asyncio
async def test_a_hundred_thousand_hosts_leave_nothing_behind() -> None:
    politeness, time = polite()
    for number in range(100_000):
        time.now += 0.1
        async with politeness.slot(f"host-{number}.test"):
            pass
    assert politeness.remembered <= 11


@pytest.mark.asyncio
async def test_who_gives_up_waiting_frees_the_place() -> None:
    politeness, _ = polite(delay=0.0, per_host=1)
    async with politeness.slot("acme.test"):
        waiting = asyncio.create_task(politeness.admit("acme.test"))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with asyncio.timeout(60), politeness.slot("acme.test"):
        pass
    assert politeness.remembered == 0


@pytest.mark.asyncio
async def test_who_gives_up_during_the_delay_frees_the_turn() -> None:
    politeness = Politeness(per_host=1, delay=60.0)
    async with politeness.slot("acme.test"):
        pass
    waiting = asyncio.create_task(politeness.admit("acme.test"))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert politeness._resting["acme.test"].turns._value == 1


def test_a_hold_passes_and_is_forgotten() -> None:
    politeness, time = polite()
    politeness.hold("acme.test", 30.0)
    politeness.hold("acme.test", 10.0)
    assert politeness.held_for("acme.test") == 30.0
    assert politeness.held_for("redfox.test") == 0.0
    time.now = 31.0
    assert politeness.held_for("acme.test") == 0.0
    politeness.hold("redfox.test", 1.0)
    assert politeness.remembered == 1
