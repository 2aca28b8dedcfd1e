"""Asking canaries, each in its own way; what they are is told in `checks/canaries.py`."""

import asyncio
import secrets
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import ThreadedResolver

from checks.canaries import Canary
from checks.guard import AddressInfo
from checks.model import Fault
from checks.probers.faults import dns_fault

LOOK_S = 5.0  # a canary is chosen for being near and quick
LONGEST_BODY = 4096

Ask = Callable[[], Awaitable[bool]]
"""Asks a canary once and tells whether the answer was the right one; it never raises for what the network does."""


@dataclass(frozen=True, slots=True)
class Reach:
    """By what canaries are asked: guarded as every other request. `resolver` None is the system's own."""

    session: aiohttp.ClientSession
    make_socket: Callable[[AddressInfo], socket.socket]
    resolver: AbstractResolver | None = None

    def ask(self, canary: Canary) -> Ask:
        """Return what asks this canary."""

        async def look() -> bool:
            try:
                async with asyncio.timeout(LOOK_S):
                    return await _WAYS[canary.way](canary, self)
            except (aiohttp.ClientError, OSError, UnicodeError):
                return False

        return look


async def _page(canary: Canary, reach: Reach) -> bool:
    async with reach.session.get(canary.url, allow_redirects=False) as response:
        if not canary.body:
            return response.status > 0
        text = (await response.content.read(LONGEST_BODY)).decode(errors="replace")
        return text.strip() == canary.body


async def _connection(canary: Canary, reach: Reach) -> bool:
    port = canary.port or 0
    found = (await (reach.resolver or ThreadedResolver()).resolve(canary.host, port))[0]
    there = (found["host"], port)
    with reach.make_socket((found["family"], socket.SOCK_STREAM, 0, "", there)) as connection:
        connection.setblocking(False)  # noqa: FBT003 - the socket module's own way
        await asyncio.get_running_loop().sock_connect(connection, there)
    return True


async def _no_name(canary: Canary, reach: Reach) -> bool:
    try:
        name = f"linkpulse-{secrets.token_hex(6)}.{canary.host}"
        await (reach.resolver or ThreadedResolver()).resolve(name)
    except OSError as problem:
        return dns_fault(problem) in {Fault.DNS_NXDOMAIN, Fault.DNS_NODATA}
    return False


_WAYS = {"https": _page, "http": _page, "tcp": _connection, "nxdomain": _no_name}
