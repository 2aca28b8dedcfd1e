"""The name service."""

import pytest
from aiodns.error import ARES_ECONNREFUSED, ARES_ENOTFOUND, DNSError

from monitor.demo.names import Names
from monitor.demo.stage import Stage


@pytest.mark.parametrize(
    ("host", "asked", "given"),
    [
        ("github.com", 443, 8443),
        ("api.github.com", 443, 8443),
        ("lanternlab.github.io", 443, 8443),
        ("oldtide.example", 80, 8080),
    ],
)
@pytest.mark.asyncio
async def test_every_host_of_the_world_is_on_loopback(host: str, asked: int, given: int):
    [found] = await Names(Stage(), tls=8443, plain=8080).resolve(host, asked)
    assert (found["host"], found["port"]) == ("127.0.0.1", given)


@pytest.mark.parametrize("host", ["forgotten-foundry.example", "example.org", "localhost"])
@pytest.mark.asyncio
async def test_anything_else_does_not_exist(host: str):
    assert await failure(Stage(), host) == ARES_ENOTFOUND


@pytest.mark.asyncio
async def test_without_a_network_no_name_server_answers():
    assert await failure(Stage(network_down=True), "github.com") == ARES_ECONNREFUSED


async def failure(stage: Stage, host: str) -> int:
    """Return the code with which `host` fails to resolve, where aiohttp's own resolver puts it."""
    with pytest.raises(OSError) as raised:  # noqa: PT011 - it has no number and no text to match; its cause tells
        await Names(stage, tls=1, plain=2).resolve(host, 443)
    assert isinstance(raised.value.__cause__, DNSError)
    return int(raised.value.__cause__.args[0])
