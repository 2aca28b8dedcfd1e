"""The one client that all pages are asked with: anonymous, guarded, and gone when its block ends."""

import asyncio
import sys
from typing import Any

import aiohttp
import pytest
from aiohttp.resolver import AsyncResolver

from checks.guard import PrivateAddressError, parse_allowed
from checks.probers.transport import Transport, open_session

Server = Any  # conftest's BadServer: conftest.py cannot be imported


@pytest.mark.asyncio
async def test_the_real_web_is_resolved_by_c_ares_and_nothing_is_left_open() -> None:
    before = asyncio.all_tasks()
    async with open_session(Transport(), [], "linkpulse/test") as session:
        connector = session.connector
        assert isinstance(connector, aiohttp.TCPConnector)
        assert isinstance(connector._resolver, AsyncResolver)
        assert connector.limit == 0
        assert not session.trust_env
    assert session.closed
    assert asyncio.all_tasks() == before


@pytest.mark.asyncio
async def test_nothing_private_is_reached_unless_it_is_allowed(server: Server) -> None:
    server.answers["/"] = server.ok()
    async with open_session(Transport(), [], "linkpulse/test") as session:
        with pytest.raises(aiohttp.ClientConnectorError) as raised:
            await session.get(server.url())
        assert isinstance(raised.value.os_error, PrivateAddressError)
    allowed = [parse_allowed(f"127.0.0.1:{server.port}")]
    async with open_session(Transport(), allowed, "linkpulse/test") as session, session.get(server.url()) as response:
        assert response.status == 200


@pytest.mark.asyncio
async def test_cookies_are_thrown_away(server: Server) -> None:
    server.answers["/"] = server.ok(Set_Cookie="crumb=" + "x" * 3000)
    async with server.session() as session:
        for _ in range(3):
            async with session.get(server.url()) as response:
                await response.read()
        assert len(session.cookie_jar) == 0
    assert all("cookie" not in head.lower() for head in server.heads)


@pytest.mark.asyncio
async def test_a_resolver_that_was_lent_stays_open(server: Server, names: Any) -> None:
    resolver = names({"acme.test": ["127.0.0.1"]})
    closed: list[bool] = []

    class Lent(names):  # type: ignore[misc]  # a fixture gives the class
        async def close(self) -> None:
            closed.append(True)

    async with server.session(resolver=Lent(resolver.table)) as session:
        server.answers["/"] = server.ok()
        async with session.get(server.url(host="acme.test")) as response:
            assert response.status == 200
    assert closed == []


def test_a_transport_is_a_value() -> None:
    assert Transport() == Transport(None, None, None)
    assert sys.getsizeof(Transport()) < 100
