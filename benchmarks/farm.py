"""Many small web hosts on loopback, 127.0.1.1 and up, in a process of their own: what the benchmarks look at.

Paths say what they do: /ok/N answers a page, /missing/N 404, /moved/N a permanent redirect to /ok/N, /slow/N a page
after 50 ms. The server is a bare asyncio protocol, so that it is never what is measured.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

PAGE = b"<!doctype html><title>A project</title><p>" + b"Results, figures and a video. " * 60
SLOW_SECONDS = 0.05


def hosts(count: int) -> list[str]:
    """Return the addresses of `count` hosts."""
    return [f"127.0.{1 + index // 200}.{1 + index % 200}" for index in range(count)]


def urls(port: int, count: int, host_count: int) -> list[str]:
    """Return `count` different URLs: of every 20, 16 pages, 2 missing, 1 moved and 1 slow."""
    kinds = ["ok"] * 16 + ["missing"] * 2 + ["moved", "slow"]
    names = hosts(host_count)
    return [
        f"http://{names[index % host_count]}:{port}/{kinds[index // host_count % 20]}/{index}" for index in range(count)
    ]


class _Protocol(asyncio.Protocol):
    """One kept-alive connection; requests never come in pieces on loopback and never have a body."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        kind, _, number = data.split(b" ", 2)[1].strip(b"/").partition(b"/")
        if kind == b"slow":
            asyncio.get_running_loop().call_later(SLOW_SECONDS, self._answer, b"200 OK", PAGE)
        elif kind == b"missing":
            self._answer(b"404 Not Found", b"<title>Not here</title>")
        elif kind == b"moved":
            self._answer(b"301 Moved Permanently", b"", b"Location: /ok/" + number + b"\r\n")
        else:
            self._answer(b"200 OK", PAGE)

    def _answer(self, status: bytes, body: bytes, more: bytes = b"") -> None:
        head = b"HTTP/1.1 %b\r\nContent-Type: text/html\r\nContent-Length: %d\r\n%b\r\n" % (status, len(body), more)
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
