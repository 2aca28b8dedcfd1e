"""A small bad server of raw sockets on loopback: it answers as it is told, and our own prober looks at it."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import aiohttp

from checks.guard import parse_allowed
from checks.model import Kind, Link, Observation, Prober
from checks.politeness import Politeness
from checks.probers.request import WebLimits
from checks.probers.transport import Transport, open_session
from checks.probers.web import web_prober
from tests.badweb.resolvers import FakeResolver

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
QUICK = WebLimits(connect_s=0.2, read_s=0.2, total_s=0.4, pause_s=0.0)
Script = Callable[[asyncio.StreamWriter], Awaitable[None]]
Answer = bytes | Script


@dataclass(slots=True)
class BadServer:
    """Answers each path with its bytes or by its script; a list is used up, its last item stays.

    A path may stand behind a method ("HEAD /page") to be answered to that only; all other paths get `otherwise`.
    `heads` are the requests as they came. `on_connect` runs before anything is read, and ends the connection.
    """

    port: int = 0
    scheme: str = "http"
    answers: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    on_connect: Script | None = None
    otherwise: Answer = b"HTTP/1.1 404 Not Found\r\nContent-Length: 12\r\n\r\nnothing here"
    heads: list[str] = field(default_factory=list)
    connections: int = 0
    busy: int = 0
    most_at_once: int = 0

    @staticmethod
    def ok(body: bytes = b"<title>A page</title>", status: str = "200 OK", **headers: str) -> bytes:
        """Give a whole answer; underscores in the names of headers stand for hyphens."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode() + body

    def to(self, location: str, status: str = "302 Found") -> bytes:
        """Give a redirect."""
        return self.ok(b"", status, Location=location)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """Name a path of this server."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    def link(self, path: str = "/", number: int = 1, host: str = "127.0.0.1") -> Link:
        """Give a link to a path of this server."""
        return Link(number, self.url(path, host), Kind.PAGE, host=host)

    async def look(self, path: str = "/", limits: WebLimits = QUICK, **seams: object) -> Observation:
        """Look once at a path, with a session that reaches this server only."""
        return await self.look_at(self.url(path), limits, **seams)

    async def look_at(self, url: str, limits: WebLimits = QUICK, **seams: object) -> Observation:
        """Look once at any URL, with a session that reaches this server only."""
        async with self.session(**seams) as session:
            (seen,) = [seen async for seen in self.prober(session, limits)([Link(1, url, Kind.PAGE, "127.0.0.1")])]
            return seen

    def session(self, **seams: object) -> AbstractAsyncContextManager[aiohttp.ClientSession]:
        """Open a session that reaches this server only; without a resolver no name is known."""
        transport = Transport(**({"resolver": FakeResolver({})} | seams))  # type: ignore[arg-type]  # Transport's fields
        return open_session(transport, [parse_allowed(f"127.0.0.0/8:{self.port}")], "linkpulse/test")

    @staticmethod
    def prober(
        session: aiohttp.ClientSession, limits: WebLimits = QUICK, politeness: Politeness | None = None
    ) -> Prober:
        """Give a web prober whose clock stands at noon."""
        politeness = politeness or Politeness(delay=0.0)
        return web_prober(session, clock=lambda: NOON, limits=limits, politeness=politeness)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection until it ends."""
        self.connections += 1
        if self.on_connect:
            await self.on_connect(writer)
            return
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.heads.append(head)
            method, path, *_ = head.split()
            await self._answer(method, path, writer)
            await writer.drain()

    async def _answer(self, method: str, path: str, writer: asyncio.StreamWriter) -> None:
        self.busy += 1
        self.most_at_once = max(self.busy, self.most_at_once)
        try:
            answer = self._next(method, path)
            if callable(answer):
                await answer(writer)
            else:
                writer.write(answer)
        finally:
            self.busy -= 1

    def _next(self, method: str, path: str) -> Answer:
        answer = self.answers.get(f"{method} {path}") or self.answers.get(path, self.otherwise)
        if not isinstance(answer, list):
            return answer
        return answer.pop(0) if len(answer) > 1 else answer[0]


@asynccontextmanager
async def serving(tls: ssl.SSLContext | None = None) -> AsyncIterator[BadServer]:
    server = BadServer(scheme="https" if tls else "http")
    open_now: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        open_now.add(task)
        try:
            await server.serve(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            open_now.discard(task)
            writer.transport.abort() if server.on_connect else writer.close()

    listening = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=tls)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        for task in open_now:
            task.cancel()
        await asyncio.gather(*open_now, return_exceptions=True)
