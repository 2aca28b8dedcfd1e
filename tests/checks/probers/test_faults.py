"""Bad servers, bad names, bad certificates: each ends in its fault or in what could still be read, and in time."""

import asyncio
import errno
import gzip
import os
import socket
import ssl
import struct
import time
import zlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
import trustme
from aiodns import error as ares

from checks.model import Fault
from checks.probers.faults import DNS_CODES, ERRNOS, FAULTS, fault_of
from checks.probers.request import WebLimits

Server = Any  # conftest's BadServer: conftest.py cannot be imported
Script = Callable[[asyncio.StreamWriter], Awaitable[None]]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


async def hang_up(writer: asyncio.StreamWriter) -> None:
    """Close where an answer was due."""
    writer.close()


async def reset(writer: asyncio.StreamWriter) -> None:
    """Close with RST."""
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


async def silent(_: asyncio.StreamWriter) -> None:
    """Say nothing until the test is over."""
    await asyncio.sleep(5)


def drip(start: bytes, drop: bytes) -> Script:
    """Send a start, then a little again and again: no wait for a single piece ever becomes long."""

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while not writer.is_closing():
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(0.02)

    return send


def endless(start: bytes, piece: bytes) -> Script:
    """Send as fast as it is taken, for ever."""

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()

    return send


@pytest.mark.asyncio
@pytest.mark.parametrize(("script", "fault"), [(reset, Fault.CONNECTION_RESET), (silent, Fault.READ_TIMEOUT)])
async def test_servers_that_accept_and_then_do_not_listen(server: Server, script: Script, fault: Fault) -> None:
    server.on_connect = script
    assert (await server.look()).fault is fault


@pytest.mark.asyncio
async def test_servers_that_hang_up_are_told_from_those_that_do_it_once(server: Server) -> None:
    server.answers |= {"/": hang_up, "/once": [hang_up, server.ok()]}
    always, once = await server.look(), await server.look("/once")
    assert (always.fault, always.attempts) == (Fault.DISCONNECTED, 2)
    assert once.http_status == 200


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.9\r\n",
        bytes(range(256)) * 2,
        b"<html>no head at all</html>",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"HTTP/1.1 -1 OK\r\n\r\n",
        b"ICY 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: 1\r\n" % number for number in range(200)) + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX\0Y: 1\r\n\r\n",
        CHUNKED + b"5\r\nshort\r\nZZ\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: /" + b"x" * 9000 + b"\r\n\r\n",
    ],
    ids=lambda answer: repr(answer[:24]),
)
async def test_what_is_no_http_is_bad_http(server: Server, answer: bytes) -> None:
    server.answers["/"] = answer
    assert (await server.look()).fault is Fault.BAD_HTTP


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "answer",
    [
        drip(b"HTTP/1.1 200 OK\r\n", b"X"),
        drip(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    ],
    ids=["head in drops", "endless early hints"],
)
async def test_heads_that_never_end_are_timed_out_by_our_own_clock(server: Server, answer: Script) -> None:
    server.answers["/"] = answer
    began = time.monotonic()
    assert (await server.look()).fault is Fault.READ_TIMEOUT
    assert 0.3 < time.monotonic() - began < 1.5


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("answer", "size"),
    [
        (HEAD + b"Content-Length: 100\r\n\r\nshort", 5),
        (CHUNKED + b"5\r\nshort\r\n", 5),
        (HEAD + b"Content-Encoding: gzip, gzip\r\nContent-Length: 5\r\n\r\nplain", 5),
        (HEAD + b"Content-Encoding: foo\r\nContent-Length: 5\r\n\r\nplain", 5),
        (HEAD + b"Content-Type: text/html; charset=hex\r\nContent-Length: 2\r\n\r\n\xff\xfe", 2),
        (drip(CHUNKED, b"1\r\nx\r\n"), None),
        (b"HTTP/1.1 200\r\nContent-Length: 1\r\n\r\nx", 1),
        (b"HTTP/1.1 200 OK\r\nX-Cafe: cr\xe8me\r\nContent-Length: 1\r\n\r\nx", 1),
        (b"HTTP/1.0 200 OK\r\n\r\nuntil the end", None),
    ],
    ids=[
        "short body", "cut chunk", "two codings", "unknown coding", "hex as a charset",
        "body in drops", "no phrase", "latin-1 header", "until closed",
    ],
)  # fmt: skip
async def test_a_status_that_was_read_counts_whatever_the_body_does(
    server: Server, answer: bytes | Script, size: int | None
) -> None:
    async def and_close(writer: asyncio.StreamWriter) -> None:
        assert isinstance(answer, bytes)
        writer.write(answer)
        await writer.drain()
        writer.close()

    server.answers["/"] = and_close if isinstance(answer, bytes) else answer
    seen = await server.look()
    assert (seen.fault, seen.http_status) == (None, 200)
    assert seen.page is not None
    assert size is None or seen.page.size == size


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "rest",
    [
        b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
        b"Content-Encoding: br\r\nContent-Length: 5\r\n\r\nplain",
        b"Content-Length: 5\r\n\r\n",
    ],
    ids=["not as it says", "not asked for", "never sent"],
)
async def test_a_body_that_cannot_be_read_is_not_taken_for_an_empty_one(server: Server, rest: bytes) -> None:
    server.answers["/"] = HEAD + rest
    seen = await server.look()
    assert (seen.http_status, seen.page) == (200, None)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "answer",
    [
        endless(CHUNKED, b"4000\r\n" + b"x" * 0x4000 + b"\r\n"),
        endless(HEAD + b"\r\n", b"x" * 0x4000),
    ],
    ids=["chunked", "until closed"],
)
async def test_endless_bodies_are_cut_at_the_cap(server: Server, answer: Script) -> None:
    server.answers["/"] = answer
    seen = await server.look(limits=WebLimits(body=100_000, read_s=2.0))
    assert (seen.http_status, seen.page.size) == (200, 100_000)


@pytest.mark.asyncio
@pytest.mark.parametrize("coding", ["gzip", "deflate"])
async def test_a_bomb_is_cut_at_the_cap_of_what_it_becomes(server: Server, coding: str) -> None:
    plain = bytes(64 * 1024 * 1024)
    bomb = gzip.compress(plain, 1) if coding == "gzip" else zlib.compress(plain, 1)
    server.answers["/"] = server.ok(bomb, Content_Encoding=coding)
    seen = await server.look(limits=WebLimits(read_s=2.0))
    assert (seen.http_status, seen.page.size) == (200, 262_144)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("location", "fault"),
    [
        ("/loop", Fault.TOO_MANY_REDIRECTS),
        ("/ladder/1", Fault.TOO_MANY_REDIRECTS),
        ("javascript:alert(1)", Fault.BAD_REDIRECT),
        ("data:text/html,x", Fault.BAD_REDIRECT),
        ("file:///etc/passwd", Fault.BAD_REDIRECT),
        ("ftp://acme.test/", Fault.BAD_REDIRECT),
        ("http://acme.test:99999/", Fault.BAD_REDIRECT),
        ("http://[::zz]/", Fault.BAD_REDIRECT),
        ("http://2130706433/", Fault.BAD_REDIRECT),
        ("http://user:hush@127.0.0.1/", Fault.BAD_REDIRECT),
        ("http://127.0.0.1:1/", Fault.PRIVATE_ADDRESS),
        ("http://10.0.0.1/", Fault.PRIVATE_ADDRESS),
        ("http://169.254.169.254/latest/meta-data/", Fault.PRIVATE_ADDRESS),
        ("http://[::1]/", Fault.PRIVATE_ADDRESS),
        ("http://[::ffff:127.0.0.1]/", Fault.PRIVATE_ADDRESS),
        ("http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/", Fault.PRIVATE_ADDRESS),
        ("http://0.0.0.0/", Fault.PRIVATE_ADDRESS),
        ("http://1.1.1.1:25/", Fault.PRIVATE_ADDRESS),
    ],
)
async def test_redirects_that_lead_astray_are_not_followed(server: Server, location: str, fault: Fault) -> None:
    server.answers |= {f"/ladder/{number}": server.to(f"/ladder/{number + 1}") for number in range(1, 20)}
    server.answers |= {"/loop": server.to("/loop"), "/": f"HTTP/1.1 302 Found\r\nLocation: {location}\r\n\r\n".encode()}
    seen = await server.look()
    assert (seen.fault, seen.http_status) == (fault, None)
    assert len(server.heads) <= 9


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "addresses", [["10.0.0.1"], ["127.0.0.9"], ["10.0.0.1", "192.168.0.1"], ["10.0.0.1", "fe80::1"], ["::1", "fd00::1"]]
)
async def test_a_name_that_leads_to_private_addresses_only_is_refused(
    server: Server, names: Any, addresses: list[str]
) -> None:
    seen = await server.look_at("http://acme.test/", resolver=names({"acme.test": addresses}))
    assert (seen.fault, seen.attempts) == (Fault.PRIVATE_ADDRESS, 1)


@pytest.mark.asyncio
async def test_a_name_is_looked_up_and_reached(server: Server, names: Any) -> None:
    server.answers["/"] = server.ok()
    resolver = names({"acme.test": ["10.0.0.1", "127.0.0.1"]})
    seen = await server.look_at(f"http://acme.test:{server.port}/", resolver=resolver)
    assert seen.http_status == 200


def as_aiohttp_tells(code: int) -> OSError:
    """Give what aiohttp's resolver raises for a code of c-ares: an OSError without it, and the code one cause down."""
    told = OSError(None, "some text")
    told.__cause__ = ares.DNSError(code, "some text")
    return told


DNS = {
    ares.ARES_ENOTFOUND: Fault.DNS_NXDOMAIN,
    ares.ARES_ENODATA: Fault.DNS_NODATA,
    ares.ARES_ESERVFAIL: Fault.DNS_FAILURE,
    ares.ARES_EREFUSED: Fault.DNS_FAILURE,
    ares.ARES_EFORMERR: Fault.DNS_FAILURE,
    ares.ARES_ENOTIMP: Fault.DNS_FAILURE,
    ares.ARES_EBADRESP: Fault.DNS_FAILURE,
    ares.ARES_ETIMEOUT: Fault.DNS_FAILURE,
    ares.ARES_ECONNREFUSED: Fault.DNS_UNREACHABLE,
    ares.ARES_EBADNAME: Fault.BAD_URL,
}


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("code", "fault"), DNS.items(), ids=[ares_fault.value + str(code) for code, ares_fault in DNS.items()]
)
async def test_dns_failures_are_told_by_the_code_of_c_ares(server: Server, names: Any, code: int, fault: Fault) -> None:
    seen = await server.look_at("http://acme.test/", resolver=names({"acme.test": as_aiohttp_tells(code)}))
    assert seen.fault is fault


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (socket.gaierror(socket.EAI_NONAME, "some text"), Fault.DNS_NXDOMAIN),
        (socket.gaierror(socket.EAI_AGAIN, "some text"), Fault.DNS_FAILURE),
        (OSError(None, "DNS lookup failed"), Fault.DNS_FAILURE),
    ],
    ids=["no such name", "try again", "no code"],
)
async def test_other_resolvers_are_understood_too(server: Server, names: Any, error: OSError, fault: Fault) -> None:
    seen = await server.look_at("http://acme.test/", resolver=names({"acme.test": error}))
    assert seen.fault is fault


@pytest.mark.asyncio
async def test_a_closed_port_refuses(server: Server) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    server.port = port
    assert (await server.look()).fault is Fault.CONNECTION_REFUSED


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.mark.asyncio
async def test_a_good_certificate_is_no_defect(authority: trustme.CA, serve_tls: Any) -> None:
    async with serve_tls(authority.issue_cert("127.0.0.1")) as server:
        server.answers["/"] = server.ok()
        seen = await server.look(ssl_context=trusting(authority))
    assert (seen.http_status, seen.tls_defect) == (200, None)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("defect", "host", "days"),
    [("expired", "127.0.0.1", -1), ("wrong_host", "acme.test", 1), ("wrong_host", "127.0.0.2", 1)],
)
async def test_a_bad_certificate_is_a_defect_of_what_is_alive(
    authority: trustme.CA, serve_tls: Any, defect: str, host: str, days: int
) -> None:
    expires = datetime.now(UTC) + timedelta(days=days)  # noqa: TID251 - OpenSSL reads the real clock
    async with serve_tls(authority.issue_cert(host, not_after=expires)) as server:
        server.answers["/"] = server.ok()
        seen = await server.look(ssl_context=trusting(authority))
    assert (seen.http_status, seen.tls_defect, seen.attempts) == (200, defect, 1)


@pytest.mark.asyncio
async def test_an_unknown_authority_is_a_defect_too(authority: trustme.CA, serve_tls: Any) -> None:
    async with serve_tls(authority.issue_cert("127.0.0.1")) as server:
        server.answers["/"] = server.ok(b"", "404 Not Found")
        seen = await server.look()
    assert (seen.http_status, seen.tls_defect) == (404, "unknown_issuer")


@pytest.mark.asyncio
async def test_tls_to_a_plain_port_fails_in_the_handshake(server: Server) -> None:
    async def plainly(writer: asyncio.StreamWriter) -> None:
        writer.write(server.ok())
        await writer.drain()

    server.on_connect = plainly
    server.scheme = "https"
    assert (await server.look()).fault in {Fault.TLS_HANDSHAKE, Fault.CONNECTION_RESET}


@pytest.mark.asyncio
async def test_a_silent_handshake_is_a_connect_timeout(server: Server) -> None:
    server.on_connect, server.scheme = silent, "https"
    seen = await server.look(limits=WebLimits(connect_s=0.1, pause_s=0.0))
    assert (seen.fault, seen.attempts) == (Fault.CONNECT_TIMEOUT, 2)


@pytest.mark.asyncio
async def test_plain_http_to_a_tls_port_is_no_answer(authority: trustme.CA, serve_tls: Any) -> None:
    async with serve_tls(authority.issue_cert("127.0.0.1")) as server:
        server.scheme = "http"
        assert (await server.look()).fault in {Fault.DISCONNECTED, Fault.CONNECTION_RESET, Fault.BAD_HTTP}


@pytest.mark.parametrize(("number", "fault"), ERRNOS.items(), ids=lambda each: errno.errorcode.get(each, ""))
def test_errors_of_the_system_are_told_by_their_number(number: int, fault: Fault) -> None:
    error = OSError(number, os.strerror(number))
    key: Any = None
    assert fault_of(aiohttp.ClientConnectorError(key, error)) is fault
    assert fault_of(error) is fault if number != errno.ETIMEDOUT else Fault.READ_TIMEOUT


def test_no_row_is_hidden_behind_an_earlier_one() -> None:
    kinds = [kind for kind, _ in FAULTS]
    hidden = [(earlier, kind) for at, kind in enumerate(kinds) for earlier in kinds[:at] if issubclass(kind, earlier)]
    assert hidden == []


def test_every_exception_of_the_client_has_a_meaning() -> None:
    ours_alone = {"ClientError", "RedirectClientError", "UploadAbortedError"}  # parents, and what only uploads meet
    kinds = [kind for kind in vars(aiohttp.client_exceptions).values() if isinstance(kind, type)]
    unknown = {
        kind.__name__
        for kind in kinds
        if issubclass(kind, aiohttp.ClientError) and not any(issubclass(kind, known) for known, _ in FAULTS)
    }
    assert unknown <= ours_alone


def test_a_bug_is_internal() -> None:
    assert fault_of(KeyError("x")) is Fault.INTERNAL
    assert set(DNS_CODES.values()) >= {Fault.DNS_NXDOMAIN, Fault.DNS_NODATA, Fault.DNS_UNREACHABLE}
