"""What stands ready before a look: a bad server, a name that leads somewhere, a certificate; one function for each."""

import socket
import ssl
import warnings
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import trustme
from aiohttp.abc import AbstractResolver

from checks.model import Link
from checks.probers.request import WebLimits
from tests.badweb.name_server import Zone, naming
from tests.badweb.resolvers import FakeResolver
from tests.badweb.scripts import Script
from tests.badweb.server import Answer, BadServer, serving

PATIENT = WebLimits(connect_s=2.0, read_s=2.0, total_s=4.0, pause_s=0.0)
"""For what answers at once, on a machine that may be busy."""
HASTY = replace(PATIENT, connect_s=0.3, read_s=0.3, total_s=0.6)
"""For what keeps us waiting until our own clock ends it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A URL, the server that may be behind it, and how the network is reached; it is looked at `looks` times.

    `link` is set where the URL is that of a repository. Besides the server's, these addresses may be contacted.
    """

    url: str
    server: BadServer
    limits: WebLimits = PATIENT
    resolver: AbstractResolver = field(default_factory=lambda: FakeResolver({}))
    ssl_context: ssl.SSLContext | None = None
    looks: int = 1
    allowed: tuple[str, ...] = ()
    link: Link | None = None


Stage = Callable[[], AbstractAsyncContextManager[Scene]]


def answers(
    answer: Answer | list[Answer],
    limits: WebLimits = PATIENT,
    *,
    beside: Mapping[str, Answer] | None = None,
    anything: Answer | None = None,
    looks: int = 1,
) -> Stage:
    """Answer the link's path, `/redfox`, so; `beside` are other paths, `anything` is for all the rest."""

    @asynccontextmanager
    async def stage() -> AsyncIterator[Scene]:
        async with serving() as server:
            server.answers = {"/redfox": answer, **(beside or {})}
            server.otherwise = anything or server.otherwise
            yield Scene(server.url("/redfox"), server, limits, looks=looks)

    return stage


def redirects(location: str, *, beside: Mapping[str, Answer] | None = None, anything: Answer | None = None) -> Stage:
    """Redirect the link to a place, written as it is, with PORT for the server's own; a few names lead to it too."""

    @asynccontextmanager
    async def stage() -> AsyncIterator[Scene]:
        async with serving() as server:
            there = location.replace("PORT", str(server.port)).encode()
            names = dict.fromkeys(("localhost", "accounts.acme.test", "consent.acme.test"), ("127.0.0.1",))
            redirect = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + there + b"\r\n\r\n"
            server.answers = {"/redfox": redirect, **(beside or {})}
            server.otherwise = anything or server.otherwise
            yield Scene(server.url("/redfox"), server, resolver=FakeResolver(names))

    return stage


def connects(script: Script, scheme: str = "http", limits: WebLimits = PATIENT) -> Stage:
    """Do something with each connection before anything is read from it."""

    @asynccontextmanager
    async def stage() -> AsyncIterator[Scene]:
        async with serving() as server:
            server.on_connect, server.scheme = script, scheme
            yield Scene(server.url(), server, limits)

    return stage


def written(url: str) -> Stage:
    """Look at a URL as it is written; a server listens, and must hear nothing. PORT stands for its port."""

    @asynccontextmanager
    async def stage() -> AsyncIterator[Scene]:
        async with serving() as server, naming({}) as names:
            resolver = names.resolver()
            try:
                yield Scene(url.replace("PORT", str(server.port)), server, resolver=resolver)
            finally:
                await resolver.close()

    return stage


@asynccontextmanager
async def closed() -> AsyncIterator[Scene]:
    """Look at a port on which nobody listens."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        server = BadServer(port=unused.getsockname()[1])
    yield Scene(server.url(), server)


def named(zone: Zone, looks: int = 1, allowed: Sequence[str] = (), limits: WebLimits = PATIENT) -> Stage:
    """Look at `acme.test`, of which a name server of ours says this; what it leads to on 127.0.0.1 is a good page."""

    @asynccontextmanager
    async def stage() -> AsyncIterator[Scene]:
        async with serving() as server, naming({"acme.test": zone}) as names:
            server.answers["/"] = server.ok()
            resolver = names.resolver()
            try:
                url = server.url("/", "acme.test")
                yield Scene(url, server, limits, resolver, looks=looks, allowed=tuple(allowed))
            finally:
                await resolver.close()

    return stage


@asynccontextmanager
async def nameless() -> AsyncIterator[Scene]:
    """Look at a name when our own name server is not there."""
    async with serving() as server:
        async with naming({}) as names:
            resolver = names.resolver()
        try:
            yield Scene(server.url("/", "acme.test"), server, resolver=resolver)
        finally:
            await resolver.close()


def certified(host: str = "127.0.0.1", *, days: int = 1, trusted: bool = True, scheme: str = "https") -> Stage:
    """Serve a good page over TLS with a certificate for `host` that ends in so many days."""

    @asynccontextmanager
    async def stage() -> AsyncIterator[Scene]:
        authority = trustme.CA()
        ends = datetime.now(UTC) + timedelta(days=days)  # noqa: TID251 - OpenSSL reads the real clock
        server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(host, not_after=ends).configure_cert(server_context)
        context = ssl.create_default_context()
        if trusted:
            authority.configure_trust(context)
        async with serving(server_context) as server:
            server.scheme, server.answers["/"] = scheme, server.ok()
            yield Scene(server.url(), server, ssl_context=context)

    return stage


@asynccontextmanager
async def old_tls() -> AsyncIterator[Scene]:
    """Serve TLS 1.0 and nothing newer."""
    authority = trustme.CA()
    server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(server_context)
    server_context.set_ciphers("DEFAULT@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that it is old is the point
        server_context.minimum_version = server_context.maximum_version = ssl.TLSVersion.TLSv1
    async with serving(server_context) as server:
        server.answers["/"] = server.ok()
        yield Scene(server.url(), server)
