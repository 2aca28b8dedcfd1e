"""Many small web hosts on loopback, 127.0.1.1 and up, in a process of their own: what the benchmarks look at.

Paths say what they do: /ok/N answers a page, /missing/N 404, /moved/N a permanent redirect to /ok/N, /slow/N a page
after 50 ms, /etag/N a page with a validator that never changes. /github/OWNER/NAME is a repository's page of an
ordinary size. /count/all tells what each kind was asked and has sent since the last time. The server is a bare asyncio
protocol, so that it is never what is measured.
"""

import asyncio
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

PAGE = b"<!doctype html><title>A project</title><p>" + b"Results, figures and a video. " * 60
REPOSITORY = PAGE * 150
"""About 280 kB: what github.com sends for the page of a repository."""
SLOW_SECONDS = 0.05
VALIDATOR = b'"unchanged"'


def hosts(count: int) -> list[str]:
    """Return the addresses of `count` hosts."""
    return [f"127.0.{1 + index // 200}.{1 + index % 200}" for index in range(count)]


@dataclass(slots=True)
class Traffic:
    """What was asked for, and the bytes that were sent, heads included."""

    requests: int = 0
    sent: int = 0


def counted(port: int) -> dict[str, Traffic]:
    """Return the traffic of each kind of path since the last time."""
    with urllib.request.urlopen(f"http://{hosts(1)[0]}:{port}/count/all") as answer:
        return {kind: Traffic(*pair) for kind, pair in json.load(answer).items()}


def urls(port: int, count: int, host_count: int) -> list[str]:
    """Return `count` different URLs: of every 20, 16 pages, 2 missing, 1 moved and 1 slow."""
    kinds = ["ok"] * 16 + ["missing"] * 2 + ["moved", "slow"]
    names = hosts(host_count)
    return [
        f"http://{names[index % host_count]}:{port}/{kinds[index // host_count % 20]}/{index}" for index in range(count)
    ]


class _Protocol(asyncio.Protocol):
    """One kept-alive connection; requests never come in pieces on loopback and never have a body."""

    traffic: ClassVar[dict[bytes, Traffic]] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        kind, _, number = data.split(b" ", 2)[1].strip(b"/").partition(b"/")
        self.kind = kind
        if kind == b"count":
            told = {name.decode(): (one.requests, one.sent) for name, one in self.traffic.items()}
            self.traffic.clear()
            self._answer(b"200 OK", json.dumps(told).encode())
        elif kind == b"github":
            self._answer(b"200 OK", REPOSITORY)
        elif kind == b"etag":
            self._unless_known(data)
        elif kind == b"slow":
            asyncio.get_running_loop().call_later(SLOW_SECONDS, self._answer, b"200 OK", PAGE)
        elif kind == b"missing":
            self._answer(b"404 Not Found", b"<title>Not here</title>")
        elif kind == b"moved":
            self._answer(b"301 Moved Permanently", b"", b"Location: /ok/" + number + b"\r\n")
        else:
            self._answer(b"200 OK", PAGE)

    def _unless_known(self, request: bytes) -> None:
        more = b"ETag: " + VALIDATOR + b"\r\n"
        if VALIDATOR in request:
            self._answer(b"304 Not Modified", b"", more)
        else:
            self._answer(b"200 OK", PAGE, more)

    def _answer(self, status: bytes, body: bytes, more: bytes = b"") -> None:
        head = b"HTTP/1.1 %b\r\nContent-Type: text/html\r\nContent-Length: %d\r\n%b\r\n" % (status, len(body), more)
        if self.kind != b"count":
            traffic = self.traffic.setdefault(self.kind, Traffic())
            traffic.requests += 1
            traffic.sent += len(head) + len(body)
        self.transport.write(head + body)  # type: ignore[attr-defined]  # a stream transport


async def _serve(host_count: int) -> None:
    """Listen on one port of every host, and say which."""
    loop = asyncio.get_running_loop()
    first = await loop.create_server(_Protocol, hosts(1)[0], 0)
    port = first.sockets[0].getsockname()[1]
    servers = [first] + [await loop.create_server(_Protocol, host, port) for host in hosts(host_count)[1:]]
    print(port, flush=True)
    await asyncio.gather(*(server.serve_forever() for server in servers))


@contextmanager
def farm(host_count: int) -> Iterator[int]:
    """Run the hosts in another process and yield their port."""
    command = [sys.executable, __file__, str(host_count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
