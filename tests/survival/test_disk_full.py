"""A full disk: what was recorded stays readable and sound, and the next run goes on when there is room again."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from checks.errors import DatabaseError
from checks.listings import extract
from checks.probers.transport import Transport
from db.queries import Scope
from db.store import Store
from monitor import ingest
from monitor.run import run
from monitor.settings import Settings

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
NOWHERE = Settings(canaries=(), host_delay=0)


async def look(store, at):
    scope, stop = Scope(everything=True), asyncio.Event()
    await run(store, NOWHERE, Transport(), clock=lambda: at, scope=scope, tell=lambda _: None, stop=stop)


async def look_every_day(store, days):
    for day in range(1, days):
        await look(store, NOON + timedelta(days=day))


@pytest.mark.asyncio
async def test_a_full_disk_is_said_and_loses_nothing_that_was_recorded(tmp_path, sound):
    listing = "".join(f"* Paper {n}: the code is at http://127.0.0.1:9/{n}\n" for n in range(300)).encode()
    path = tmp_path / "links.db"
    with Store.open(path) as store:
        ingest.save(store, "list.md", extract(listing, "list.md", read_on=NOON.date()), NOON)
        await look(store, NOON)
        pages = store.database.execute("pragma page_count").fetchone()[0]
        store.database.execute(f"pragma max_page_count = {pages + 2}")
        with pytest.raises(DatabaseError, match="the disk is full; what was recorded before is safe"):
            await look_every_day(store, 400)
    looks = sound(path)
    assert looks >= 300
    with Store.open(path) as store:
        await look(store, NOON + timedelta(days=500))
    assert sound(path) == looks + 300
