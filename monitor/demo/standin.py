"""The small stand-in for the web: one server on loopback that plays GitHub, Hugging Face and a dozen web hosts.

It is reached through the one seam that real requests go through, `Transport`; the demo and the tests use the same.
"""

from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from aiohttp import web

from checks.guard import AllowedAddress
from checks.probers.transport import Transport
from monitor.demo import github_api, github_web, pages
from monitor.demo.certificates import Certificates
from monitor.demo.names import Names
from monitor.demo.stage import API, CANARY, GITHUB, LOOPBACK, RAW, Stage

PATIENCE_S = 1.0  # how long its end waits for answers that are under way


@dataclass(slots=True)
class StandIn(Stage):
    """The stage with a server before it, as an async context manager; `day` and the switches may be set at any time.

    `port` speaks TLS and plays all hosts; `plain_port` is where http:// addresses lead. Both are free ports of
    127.0.0.1, and `allowed` admits these two and no other.
    """

    port: int = field(default=0, init=False)
    plain_port: int = field(default=0, init=False)
    transport: Transport = field(default_factory=Transport, init=False)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack, init=False, repr=False)

    async def __aenter__(self) -> Self:
        """Listen; everything else is ready when this is done."""
        folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="linkpulse-")))
        certificates = self._certificates()
        runner = web.ServerRunner(web.Server(self._answer, access_log=None), shutdown_timeout=PATIENCE_S)
        await runner.setup()
        self._stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, LOOPBACK, 0, ssl_context=certificates.server).start()
        await web.TCPSite(runner, LOOPBACK, 0).start()
        self.port, self.plain_port = (address[1] for address in runner.addresses)
        self.transport = Transport(
            resolver=Names(self, tls=self.port, plain=self.plain_port),
            ssl_context=certificates.client(),
            ca_file=certificates.save(folder / "authority.pem"),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening and throw the authority away."""
        await self._stack.aclose()

    @property
    def api_url(self) -> str:
        """Where GitHub's REST begins, in the form that PyGithub takes."""
        return f"https://{LOOPBACK}:{self.port}{github_api.ENTERPRISE}"

    @property
    def allowed(self) -> tuple[AllowedAddress, ...]:
        """The two addresses that must be allowed to reach the stand-in."""
        return tuple(AllowedAddress(ip_network(LOOPBACK), port) for port in (self.port, self.plain_port))

    @property
    def canaries(self) -> tuple[str, ...]:
        """Addresses that always answer."""
        return (f"https://{CANARY}/",)

    def _certificates(self) -> Certificates:
        expired = {page.host for page in self.world.pages if page.expired}
        return Certificates({LOOPBACK, GITHUB, API, RAW, CANARY, *(page.host for page in self.world.pages)}, expired)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        host = request.url.host or ""
        self.hosts[host] += 1
        if self.network_down and request.transport:
            request.transport.abort()
            return web.Response()
        match host:
            case "127.0.0.1" | "api.github.com":
                return await github_api.answer(self, request)
            case "github.com":
                return github_web.page(self, request)
            case "raw.githubusercontent.com":
                return github_web.raw(self, request)
            case _:
                return pages.answer(self, request)
