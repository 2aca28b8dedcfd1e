"""Plays the story: the bundled listing, read and checked by the real code at each instant of the demo."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from checks.listings import extract
from db.queries import Scope, played
from db.store import Store
from monitor import ingest
from monitor.check import Checked
from monitor.demo.listing import bundled_listing
from monitor.demo.standin import StandIn
from monitor.demo.story import DAY, TODAY, first_run_at, instants
from monitor.run import run
from monitor.settings import Settings

SOURCE = "daily-papers.txt"
NAME = "the bundled daily-papers.txt"


@dataclass(frozen=True, slots=True)
class Played:
    """How often the demo's database was visited before, and what its last day brought."""

    first_time: bool
    days: int
    last: Checked


async def play(store: Store, now: datetime, tell: Callable[[int, int], None]) -> Played:
    """Play what is to be played at `now`; `tell` hears after each instant how many of how many are done."""
    earliest, latest = played(store.database)
    anchor = now if earliest is None else first_run_at(earliest)
    plan = instants(None if earliest is None else anchor, latest, now)
    async with StandIn(day_0=anchor - TODAY * DAY) as standin:
        for done, (at, day) in enumerate(plan, start=1):
            standin.day = day
            last = await _play_one(store, standin, at, bundled_listing(anchor.date()))
            tell(done, len(plan))
    return Played(earliest is None, len(plan), last)


async def _play_one(store: Store, standin: StandIn, at: datetime, listing: str) -> Checked:
    """Read the listing and check all of its links as of `at`."""
    extraction = extract(listing.encode(), SOURCE, as_format=None, read_on=at.date())
    read = ingest.save(store, SOURCE, extraction, at, name=NAME)
    scope = Scope(everything=True, listings=(read.listing_id,))
    tally = await run(
        store,
        _settings(store, standin),
        standin.transport,
        clock=lambda: at,
        scope=scope,
        tell=lambda _: None,
        stop=asyncio.Event(),
    )
    return Checked(at, (read,), (), scope, tally)


def _settings(store: Store, standin: StandIn) -> Settings:
    """Give the stand-in's own address and token: nothing of the environment, no pauses between requests."""
    return Settings(
        db=Path(store.path),
        github_api=standin.api_url,
        github_token=standin.token,
        allowed=standin.allowed,
        canaries=standin.canaries,
        canary_rest=0,
        host_delay=0,
        github_page_pace=0,
    )
