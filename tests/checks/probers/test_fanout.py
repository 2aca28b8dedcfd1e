"""Many links, few tasks, no host before its turn."""

import asyncio
from collections import Counter
from datetime import UTC, datetime

import pytest

from checks.model import Kind, Link, Observation
from checks.probers.fanout import fan_out

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def links(**hosts: int) -> list[Link]:
    """Give so many links for each host, one host after the other."""
    names = [host for host, many in hosts.items() for _ in range(many)]
    return [Link(number, f"https://{host}.test/{number}", Kind.PAGE, host) for number, host in enumerate(names)]


@pytest.mark.asyncio
async def test_every_link_is_looked_at_once() -> None:
    async def look(link: Link) -> Observation:
        await asyncio.sleep(0)
        return Observation(link, NOON)

    many = links(acme=50, redfox=3, lanternlab=1)
    seen = [one.link.id async for one in fan_out(many, look, workers=4, per_host=2)]
    assert sorted(seen) == list(range(54))


@pytest.mark.asyncio
async def test_no_more_tasks_than_workers_and_two_for_each_host() -> None:
    busy: Counter[str] = Counter()
    most_of_all, most_of_one = 0, 0

    async def look(link: Link) -> Observation:
        nonlocal most_of_all, most_of_one
        busy[link.host] += 1
        most_of_all, most_of_one = max(most_of_all, busy.total()), max(most_of_one, busy[link.host])
        await asyncio.sleep(0)
        busy[link.host] -= 1
        return Observation(link, NOON)

    async for _ in fan_out(links(acme=30, redfox=30, lanternlab=30, other=30), look, workers=5, per_host=2):
        pass
    assert (most_of_all, most_of_one) == (5, 2)


@pytest.mark.asyncio
async def test_a_host_that_hangs_keeps_no_other_waiting() -> None:
    stuck = asyncio.Event()

    async def look(link: Link) -> Observation:
        if link.host == "slow":
            await stuck.wait()
        return Observation(link, NOON)

    observations = fan_out(links(slow=20, quick=20), look, workers=3, per_host=2)
    first = [(await anext(observations)).link.host for _ in range(20)]
    assert first == ["quick"] * 20
    stuck.set()
    assert [one.link.host async for one in observations] == ["slow"] * 20
