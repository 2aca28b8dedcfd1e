"""The one seam between the probers and the network: how names are resolved and whom TLS trusts.

Everything that all web requests have in common is decided here; what is asked stands in the probers.
"""

import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientSession, DummyCookieJar, TCPConnector
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import AsyncResolver

from checks.guard import AllowedAddress, guarded_socket_factory

KEEP_ALIVE_S = 5.0  # many hosts are asked once; an idle connection to each would use up the file descriptors
DNS_CACHE_S = 300


@dataclass(frozen=True, slots=True)
class Transport:
    """How the network is reached: None stands for the real one.

    `resolver` is closed by whoever made it. `ca_file` names a bundle for the clients that cannot take `ssl_context`.
    """

    resolver: AbstractResolver | None = None
    ssl_context: ssl.SSLContext | None = None
    ca_file: Path | None = None


class Connector(TCPConnector):
    """aiohttp's connector that also tells where a host lives, from the cache that its connections use."""

    async def address_of(self, host: str, port: int) -> str:
        """Return the first address of a host; raises what the resolver raises, an OSError."""
        return (await self._resolve_host(host, port))[0]["host"]


def connector_of(session: ClientSession) -> Connector:
    """Return the connector of a session that comes from `open_session`."""
    if not isinstance(session.connector, Connector):
        raise TypeError("a session comes from open_session")
    return session.connector


@asynccontextmanager
async def open_session(
    transport: Transport, allowed: Sequence[AllowedAddress], user_agent: str
) -> AsyncIterator[ClientSession]:
    """Open an anonymous client: no cookies, no proxies, no credentials; only admissible addresses are connected to.

    Its pool has no limit, since aiohttp's time-outs would run while waiting for one; callers bound their own work.
    """
    own_resolver = None if transport.resolver else AsyncResolver()
    connector = Connector(
        limit=0,
        resolver=transport.resolver or own_resolver,
        ssl=transport.ssl_context or True,
        socket_factory=guarded_socket_factory(allowed),
        ttl_dns_cache=DNS_CACHE_S,
        keepalive_timeout=KEEP_ALIVE_S,
    )
    headers = {"User-Agent": user_agent}
    try:
        # `trust_env=False`: a proxy would hide the address from the guard, and .netrc holds credentials.
        async with ClientSession(
            connector=connector, cookie_jar=DummyCookieJar(), headers=headers, trust_env=False
        ) as session:
            yield session
    finally:
        if own_resolver:
            await own_resolver.close()
