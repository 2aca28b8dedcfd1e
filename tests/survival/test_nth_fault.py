"""A fault at every n-th statement and every n-th name asked for, for all n of a small run: nothing contradicts itself.

Method: SQLite's own I/O-error tests (sqlite.org/testing.html).
"""

import asyncio
import itertools
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from checks.errors import DatabaseError
from checks.listings import extract
from db.queries import Scope
from db.store import Store
from monitor import ingest
from monitor.demo.standin import StandIn
from monitor.run import run
from monitor.settings import Settings

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
LISTING = b"""
* Red fox: the code is available at https://github.com/lanternlab/redfox
* Blue fox: the code will be released at https://github.com/papercrane/fold-and-tell
* Map: https://tidal-commons.example/map and https://forgotten-foundry.example/anvil/
* Page: https://orchard-vision.github.io/pippin/
"""


class Faulty:
    """A connection that fails once, at its n-th statement: the disk, the network below it, anything."""

    def __init__(self, connection, at):
        self.connection, self.left, self.failed = connection, at, False

    def _count(self):
        self.left -= 1
        if self.left == 0:
            self.failed = True
            raise sqlite3.OperationalError("disk I/O error")

    def execute(self, *arguments):
        self._count()
        return self.connection.execute(*arguments)

    def executemany(self, *arguments):
        self._count()
        return self.connection.executemany(*arguments)

    def __getattr__(self, name):
        return getattr(self.connection, name)


class FaultyNames:
    """A resolver that fails at its n-th name."""

    def __init__(self, resolver, at):
        self.resolver, self.left = resolver, at

    async def resolve(self, *arguments, **more):
        self.left -= 1
        if self.left == 0:
            raise OSError(None, "the name server has gone away")
        return await self.resolver.resolve(*arguments, **more)

    async def close(self):
        """Nothing is open here."""


@pytest_asyncio.fixture
async def standin():
    async with StandIn() as web:
        yield web


@pytest.fixture
def settings(standin):
    return Settings(
        github_api=standin.api_url,
        github_token=standin.token,
        allowed=standin.allowed,
        canaries=standin.canaries,
        canary_rest=0,
        host_delay=0,
        github_page_pace=0,
    )


def read(store, at):
    ingest.save(store, "list.md", extract(LISTING, "list.md", read_on=at.date()), at, name="list.md", active=True)


async def look(store, settings, transport, at):
    scope, stop = Scope(everything=True), asyncio.Event()
    return await run(store, settings, transport, clock=lambda: at, scope=scope, tell=lambda _: None, stop=stop)


@pytest.mark.asyncio
async def test_a_fault_at_any_statement_leaves_a_sound_database(tmp_path, standin, settings, sound):
    path, at = tmp_path / "links.db", NOON
    with Store.open(path) as store:
        read(store, at)
        await look(store, settings, standin.transport, at)
    for number in itertools.count(1):
        at += timedelta(days=1)
        with Store.open(path) as store:
            store.database.conn = faulty = Faulty(store.database.conn, number)
            try:
                read(store, at)
                await look(store, settings, standin.transport, at)
            except DatabaseError:
                pass
            store.database.conn = faulty.connection
        sound(path)
        if not faulty.failed:
            break
    assert number > 50


@pytest.mark.asyncio
async def test_a_fault_at_any_name_leaves_a_sound_database(tmp_path, standin, settings, sound):
    path, at = tmp_path / "links.db", NOON
    for number in itertools.count(1):
        at += timedelta(days=1)
        names = FaultyNames(standin.transport.resolver, number)
        with Store.open(path) as store:
            read(store, at)
            tally = await look(store, settings, replace(standin.transport, resolver=names), at)
        assert tally.internal == 0
        sound(path)
        if names.left > 0:
            break
    assert number > 4
