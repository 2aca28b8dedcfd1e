"""A database in a temporary folder, the stand-in web, and one run over it."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer

from checks.model import Artifact, Claim, Entry, Mention, Place
from checks.urls import target
from db.queries import Scope
from db.store import Store
from monitor.demo.standin import StandIn
from monitor.run import run
from monitor.settings import Settings

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "test.db") as opened:
        yield opened


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
        github_patience=0,
    )


def mention(url, claim=Claim.RELEASED, artifact=Artifact.CODE):
    return Mention(url, target(url), claim, artifact, f"Code: {url}", Place("list.md", 3, 7))


@pytest.fixture
def watch(store):
    """Store one paper for each address."""

    def save(*urls, claim=Claim.RELEASED):
        listing = store.save_listing("list.md", "text", NOON)
        entries = [Entry(n, f"Paper {url}", mentions=(mention(url, claim),)) for n, url in enumerate(urls, start=1)]
        return store.save_entries(listing, entries, NOON, rule_version=1)

    return save


@pytest.fixture
def look(store, settings, standin):
    """Run once at an instant; returns the tally."""

    async def look_at(at=NOON, *, stop=None, scope=None, **changed):
        return await run(
            store,
            replace(settings, **changed),
            standin.transport,
            clock=lambda: at,
            scope=scope or Scope(everything=True),
            tell=lambda _: None,
            stop=stop or asyncio.Event(),
        )

    return look_at


@pytest.fixture
def state(store):
    """Return columns of one link's state, by its address."""

    def read(url, *columns):
        row = store.database.execute(f"select {', '.join(columns)} from links_now where url = ?", (url,)).fetchone()
        return row if len(columns) > 1 else row[0]

    return read


class Hook:
    """A server that remembers what it was told and answers as it is bidden."""

    def __init__(self):
        self.told, self.received, self.status, self.headers = [], [], 200, {}
        self.silent = asyncio.Event()
        self.silent.set()

    async def answer(self, request):
        self.received.append((request.headers, await request.read()))
        self.told.append((request.headers.get("webhook-id"), json.loads(await request.text())))
        await self.silent.wait()
        return web.Response(status=self.status, headers=self.headers)

    @property
    def news(self):
        return [[one["kind"] for one in body["data"]["news"]] for _, body in self.told]


@pytest_asyncio.fixture
async def hook():
    made = Hook()
    application = web.Application()
    application.router.add_post("/hook", made.answer)
    async with TestServer(application) as server:
        made.url = str(server.make_url("/hook"))
        yield made
