"""What faults are made of: bodies that cannot be read, codes of resolvers, numbers of the system, exceptions.

Bad servers, each with the verdict that its fault leads to, are in `tests/badweb/cases.py`.
"""

import errno
import os
import socket
import ssl
from typing import Any

import aiohttp
import pytest
import trustme
from aiodns import error as ares

from checks.model import Fault
from checks.probers.faults import DNS_CODES, ERRNOS, FAULTS, fault_of
from tests.badweb.scripts import HEAD, hang_up, saying

Server = Any  # conftest's BadServer


@pytest.mark.asyncio
async def test_a_server_that_hung_up_once_is_heard_the_second_time(server: Server) -> None:
    server.answers["/once"] = [hang_up, server.ok()]
    assert (await server.look("/once")).http_status == 200


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("answer", "size"),
    [
        (HEAD + b"Content-Encoding: gzip, gzip\r\nContent-Length: 5\r\n\r\nplain", 5),
        (HEAD + b"Content-Encoding: foo\r\nContent-Length: 5\r\n\r\nplain", 5),
        (b"HTTP/1.0 200 OK\r\n\r\nuntil the end", 13),
    ],
    ids=["two codings", "unknown coding", "until closed"],
)
async def test_a_status_that_was_read_counts_whatever_the_body_does(server: Server, answer: bytes, size: int) -> None:
    server.answers["/"] = saying(answer)
    seen = await server.look()
    assert (seen.fault, seen.http_status, seen.page.size) == (None, 200, size)


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
async def test_an_unknown_authority_is_a_defect_too(authority: trustme.CA, serve_tls: Any) -> None:
    async with serve_tls(authority.issue_cert("127.0.0.1")) as server:
        server.answers["/"] = server.ok(b"", "404 Not Found")
        seen = await server.look()
    assert (seen.http_status, seen.tls_defect) == (404, "unknown_issuer")


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
