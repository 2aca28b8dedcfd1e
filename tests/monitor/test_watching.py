"""Watching: pass after pass, none missed twice, until somebody asks to stop."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from monitor.watching import wait_or_stop, watch_for_ever

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class World:
    """A clock that moves when somebody waits, passes that take their time, and an end."""

    def __init__(self, passes, takes=timedelta(0)):
        self.now, self.left, self.takes = NOON, passes, takes
        self.begun, self.planned, self.waits = [], [], []
        self.stop = asyncio.Event()

    async def one_pass(self, following):
        self.begun.append(self.now - NOON)
        self.planned.append(following - NOON)
        self.now += self.takes
        self.left -= 1
        if not self.left:
            self.stop.set()

    async def wait(self, seconds):
        self.waits.append(seconds)
        self.now += timedelta(seconds=seconds)

    async def watch(self):
        await watch_for_ever(self.one_pass, HOUR, clock=lambda: self.now, stop=self.stop, wait=self.wait)


@pytest.mark.asyncio
async def test_passes_begin_one_span_apart_however_long_they_take():
    world = World(3, takes=timedelta(minutes=20))
    await world.watch()
    assert world.begun == [0 * HOUR, HOUR, 2 * HOUR]
    assert world.planned == [HOUR, 2 * HOUR, 3 * HOUR]


@pytest.mark.asyncio
async def test_a_pass_that_takes_too_long_is_followed_at_once():
    world = World(3, takes=3 * HOUR)
    await world.watch()
    assert world.waits == []
    assert world.begun == [0 * HOUR, 3 * HOUR, 6 * HOUR]


@pytest.mark.asyncio
async def test_a_clock_that_was_set_back_delays_by_one_span_at_most():
    world = World(2)
    one_pass = world.one_pass

    async def set_back(following):
        await one_pass(following)
        world.now -= timedelta(days=400)

    world.one_pass = set_back
    await world.watch()
    assert sum(world.waits) == 3600.0


@pytest.mark.asyncio
async def test_after_the_machine_has_slept_the_next_pass_begins_within_a_minute():
    world = World(2)
    wait = world.wait

    async def sleep_once(seconds):
        await wait(seconds)
        if len(world.waits) == 3:
            world.now += 8 * HOUR

    world.wait = sleep_once
    await world.watch()
    assert world.begun == [0 * HOUR, 8 * HOUR + timedelta(minutes=3)]


@pytest.mark.asyncio
async def test_ten_weeks_of_passes_leave_nothing_behind():
    world = World(10 * 7 * 24)
    await world.watch()
    assert len(world.begun) == 1680
    assert world.begun[-1] == 1679 * HOUR


@pytest.mark.asyncio
async def test_who_waits_wakes_when_asked_to_stop():
    stop = asyncio.Event()
    waiting = asyncio.create_task(wait_or_stop(stop, 3600))
    await asyncio.sleep(0)
    stop.set()
    await asyncio.wait_for(waiting, 60)
    await wait_or_stop(asyncio.Event(), 0.01)
