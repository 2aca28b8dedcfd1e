"""Dead links are asked for at the archives, once each."""

import json
from datetime import UTC, datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from checks.guard import parse_allowed
from checks.probers.transport import Transport, open_session
from checks.rescue import ARCHIVES, Archive
from monitor.rescue import rescue

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
GONE = "https://github.com/acme/gone"


class Archives:
    """A server that plays both archives and counts what it is asked."""

    def __init__(self):
        self.asked, self.status = [], 200

    async def answer(self, request):
        self.asked.append(request.path)
        stamp = {
            "available": True,
            "status": "200",
            "url": "http://web.archive.org/web/1/x",
            "timestamp": "20240101000000",
        }
        body = {"archived_snapshots": {"closest": stamp}} if "wayback" in request.path else {"exception": "NotFoundExc"}
        return web.Response(text=json.dumps(body), status=self.status)


@pytest.fixture
def dead(watch, store):
    watch(GONE, "https://github.com/acme/alive")
    store.database.execute(
        "update link_state set health = 'dead' where link_id = (select id from links where url = ?)", (GONE,)
    )


@pytest.fixture
def ask(store):
    """Ask archives that live on this machine; returns the server's record."""

    async def run_once(archives):
        application = web.Application()
        application.router.add_get("/{path:.*}", archives.answer)
        async with TestServer(application) as server:
            here = tuple(
                Archive(one.name, lambda link, one=one: _here(server, one, link), one.read) for one in ARCHIVES
            )
            allowed = [parse_allowed("127.0.0.0/8")]
            async with open_session(Transport(), allowed, "test") as session:
                await rescue(store, session, lambda: NOON, 0, here)

    return run_once


def _here(server, archive, link):
    question = archive.question(link)
    return question and str(server.make_url("/" + question.split("/", 3)[3].partition("?")[0]))


@pytest.mark.asyncio
@pytest.mark.usefixtures("dead")
async def test_the_archives_are_asked_once_for_what_is_dead(ask, store):
    archives = Archives()
    await ask(archives)
    await ask(archives)
    assert len(archives.asked) == 2
    kept = store.database.execute("select archive, url, taken_at from copies order by id").fetchall()
    assert kept == [
        ("wayback", "https://web.archive.org/web/1/x", "2024-01-01T00:00:00Z"),
        ("software_heritage", "", None),
    ]


@pytest.mark.asyncio
@pytest.mark.usefixtures("dead")
async def test_an_archive_that_is_busy_is_asked_again_another_time(ask, store):
    archives = Archives()
    archives.status = 503
    await ask(archives)
    assert store.database.execute("select count(*) from copies").fetchone() == (0,)
    archives.status = 200
    await ask(archives)
    assert store.database.execute("select count(*) from copies").fetchone() == (2,)
