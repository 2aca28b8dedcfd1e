"""Asking canaries: each in its own way, and any surprise is a wrong answer."""

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import aiodns.error
import pytest
import trustme

from checks.canaries import parse_canary
from checks.guard import guarded_socket_factory, parse_allowed
from checks.probers.canaries import Reach

Server = Any  # conftest's BadServer: conftest.py cannot be imported


async def ask(server: Server, written: str, resolver: Any = None) -> bool:
    allowed = [parse_allowed(f"127.0.0.0/8:{server.port}")]
    async with server.session() as session:
        return await Reach(session, guarded_socket_factory(allowed), resolver).ask(parse_canary(written))()


@pytest.mark.asyncio
async def test_a_page_may_answer_anything(server: Server) -> None:
    assert await ask(server, server.url("/missing"))


@pytest.mark.asyncio
@pytest.mark.parametrize(("body", "right"), [(b"all is well\n", True), (b"<h1>Pay for the net</h1>", False)])
async def test_a_known_body_must_be_the_right_one(server: Server, body: bytes, *, right: bool) -> None:
    server.answers["/ok"] = server.ok(body)
    assert await ask(server, f"{server.url('/ok')} all is well") is right


@pytest.mark.asyncio
async def test_nobody_there_is_a_wrong_answer(server: Server) -> None:
    assert not await ask(server, "http://127.0.0.1:9/")


@pytest.mark.asyncio
async def test_a_portal_with_a_certificate_of_its_own_is_a_wrong_answer(authority: trustme.CA, serve_tls: Any) -> None:
    async with AsyncExitStack() as stack:
        portal = await stack.enter_async_context(serve_tls(authority.issue_cert("127.0.0.1")))
        portal.answers["/"] = portal.ok()
        assert not await ask(portal, portal.url())


class Names:
    """A resolver that knows what a test says."""

    def __init__(self, found: str | Exception) -> None:
        self.found, self.asked = found, ""

    async def resolve(self, host: str, port: int = 0) -> list[dict[str, Any]]:
        self.asked = host
        if isinstance(self.found, Exception):
            raise self.found
        return [{"host": self.found, "port": port, "family": 2, "hostname": host, "proto": 0, "flags": 0}]


@pytest.mark.asyncio
async def test_a_connection_is_enough_where_no_page_is_asked(server: Server) -> None:
    names = Names("127.0.0.1")
    assert await ask(server, f"tcp://acme.test:{server.port}", names)
    while not server.connections:  # noqa: ASYNC110 - let the server see that it was called; it tells nobody
        await asyncio.sleep(0.01)
    assert not await ask(server, "tcp://acme.test:9", names)


@pytest.mark.asyncio
async def test_the_guard_holds_for_connections_too(server: Server) -> None:
    assert not await ask(server, "tcp://acme.test:443", Names("10.0.0.1"))


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("code", "right"),
    [(aiodns.error.ARES_ENOTFOUND, True), (aiodns.error.ARES_ENODATA, True), (aiodns.error.ARES_ESERVFAIL, False)],
)
async def test_a_name_that_must_not_exist_is_asked_for_anew(server: Server, code: int, *, right: bool) -> None:
    names = Names(aiodns.error.DNSError(code, "as the server says"))
    failure = OSError(None, "as aiohttp says")
    failure.__cause__ = names.found  # type: ignore[assignment]  # an exception here
    names.found = failure
    assert await ask(server, "nxdomain://acme.test", names) is right
    first = names.asked
    await ask(server, "nxdomain://acme.test", names)
    assert first.endswith(".acme.test")
    assert first != names.asked


@pytest.mark.asyncio
async def test_a_resolver_that_invents_answers_is_a_wrong_answer(server: Server) -> None:
    assert not await ask(server, "nxdomain://acme.test", Names("127.0.0.1"))
