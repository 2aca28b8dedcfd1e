"""The server as a whole: who reaches it, what it counts, and how it breaks."""

import asyncio
import logging

import aiohttp
import pytest

from checks.guard import PrivateAddressError
from checks.probers.transport import open_session
from monitor.demo.atlas import World
from monitor.demo.standin import StandIn


@pytest.mark.asyncio
async def test_requests_are_counted_by_surface_and_host(api, session, standin):
    await api.query("{ viewer { login } }")
    await api.get("/rate_limit")
    for url in (
        "https://github.com/ferrostack/rivet",
        "https://raw.githubusercontent.com/ferrostack/rivet/HEAD/README.md",
        *standin.canaries,
    ):
        async with session.get(url) as response:
            assert response.status == 200
    assert standin.requests == {"graphql": 1, "rest": 1, "page": 1, "raw": 1, "web": 1}
    assert set(standin.hosts) == {"127.0.0.1", "github.com", "raw.githubusercontent.com", "canary.example"}


@pytest.mark.asyncio
async def test_the_api_is_also_at_its_own_name(session, standin):
    headers = {"Authorization": f"token {standin.token}"}
    async with session.get("https://api.github.com/repos/ferrostack/rivet", headers=headers) as response:
        assert (await response.json())["url"] == "https://api.github.com/repos/ferrostack/rivet"


@pytest.mark.asyncio
async def test_only_its_own_ports_are_allowed(standin):
    async with open_session(standin.transport, standin.allowed[1:], "linkpulse-tests") as session:
        with pytest.raises(aiohttp.ClientConnectorError) as raised:
            await session.get("https://github.com/ferrostack/rivet")
    assert isinstance(raised.value.os_error, PrivateAddressError)


@pytest.mark.asyncio
async def test_an_unknown_host_is_a_name_that_does_not_exist(session):
    with pytest.raises(aiohttp.ClientConnectorDNSError):
        await session.get("https://forgotten-foundry.example/anvil/")


@pytest.mark.asyncio
async def test_a_certificate_that_ran_out_fails_and_the_page_behind_it_is_there(session):
    url = "https://copperline.example/verdigris/"
    with pytest.raises(aiohttp.ClientConnectorCertificateError) as raised:
        await session.get(url)
    assert "expired" in str(raised.value)
    async with session.get(url, ssl=False) as response:
        assert response.status == 200


@pytest.mark.asyncio
async def test_its_certificates_are_trusted_by_nobody_else(standin):
    async with aiohttp.ClientSession() as stranger:
        with pytest.raises(aiohttp.ClientConnectorCertificateError):
            await stranger.get(standin.api_url)


@pytest.mark.asyncio
async def test_without_a_network_nothing_answers(api, session, standin):
    standin.network_down = True
    with pytest.raises(aiohttp.ClientConnectorDNSError):
        await session.get(standin.canaries[0])
    with pytest.raises(aiohttp.ClientConnectionError):
        await api.get("/rate_limit")
    standin.network_down = False
    async with session.get(standin.canaries[0]) as response:
        assert response.status == 200


@pytest.mark.asyncio
async def test_the_token_does_not_show_in_its_own_description(standin):
    assert standin.token not in repr(standin)


@pytest.mark.asyncio
async def test_it_goes_away_without_a_trace(caplog):
    caplog.set_level(logging.WARNING)
    async with StandIn(world=World()) as standin:
        port, ca_file = standin.port, standin.transport.ca_file
        assert ca_file.exists()
    assert not ca_file.exists()
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", port)
    assert not caplog.records
