"""One request: a GET with a capped body under its own clock. Redirects, retries and turns are the prober's."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import aiohttp
from multidict import CIMultiDict
from yarl import URL

from checks import guard
from checks.model import Fault
from checks.probers.faults import certificate_defect, fault_of, is_odd_coding

HEADERS: Mapping[str, str] = CIMultiDict({"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class WebLimits:
    """How long and how far a look goes: bytes (decoded), seconds, and counts.

    `total_s` bounds one try with all its redirects, counted from its turn; within it each request has `connect_s` and
    `read_s` together. `workers` bounds how many links of one batch are looked at together.
    """

    body: int = 262_144
    connect_s: float = 10.0
    read_s: float = 15.0
    total_s: float = 45.0
    redirects: int = 8
    tries: int = 2
    pause_s: float = 2.0
    hold_s: float = 60.0
    workers: int = 64

    def clock(self, left: float) -> aiohttp.ClientTimeout:
        """Give the clock of one request when its try has so many seconds left.

        aiohttp's `total` counts waiting for its pool (aio-libs/aiohttp#10313), but ours has no limit and so no waiting:
        the clock starts after admission. Unlike `sock_read`, which every drop of a dripping server renews, it ends.
        """
        total = max(min(left, self.connect_s + self.read_s), 0.001)  # 0 would mean "no end" to aiohttp
        return aiohttp.ClientTimeout(total=total, sock_connect=self.connect_s)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, `seconds` until its head. `body` may be cut short; None if nothing of it could be read."""

    status: int
    headers: Mapping[str, str]
    body: bytes | None
    seconds: float

    @property
    def document(self) -> object:
        """What the body says as JSON; None if it is none: a page, half a record, a depth that nobody can read."""
        try:
            return json.loads(self.body or b"")
        except (ValueError, RecursionError):
            return None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why nothing came back.

    `tls_defect` and `coding`: without verification, or without decompression, something could still come.
    `held_s`: nothing was sent, since the host wants to be left alone for so many seconds more.
    """

    fault: Fault
    seconds: float = 0.0
    tls_defect: str | None = None
    coding: bool = False
    held_s: float | None = None


@dataclass(frozen=True, slots=True)
class Manner:
    """How to ask: with certificates verified, with bodies decompressed, or without; `headers` may ask for changes."""

    verify: bool = True
    decompress: bool = True
    headers: Mapping[str, str] = field(default_factory=lambda: HEADERS)


async def ask(
    session: aiohttp.ClientSession, url: URL, clock: aiohttp.ClientTimeout, cap: int, manner: Manner
) -> Answer | Failure:
    """Ask once and read up to `cap` bytes; what was read when the time is up still counts."""
    guard_log = guard.watch()
    began = headed = time.monotonic()
    response: aiohttp.ClientResponse | None = None
    read = bytearray()
    intact = True
    try:
        response = await session.get(
            url,
            headers=manner.headers,
            allow_redirects=False,
            timeout=clock,
            ssl=manner.verify,
            auto_decompress=manner.decompress,
        )
        headed = time.monotonic()
        if response.status not in REDIRECTS:
            await _read(response.content, cap, read)
    except (aiohttp.ClientError, OSError, UnicodeError) as error:
        if response is None:
            return _failure(error, guard_log, time.monotonic() - began)
        intact = False
    finally:
        if response is not None:
            response.close()  # not drained: an endless body has no end; a finished one is back in the pool already
    readable = manner.decompress and (intact or read)
    return Answer(response.status, response.headers, bytes(read) if readable else None, headed - began)


async def _read(content: aiohttp.StreamReader, cap: int, into: bytearray) -> None:
    while len(into) < cap and not content.at_eof():
        into += await content.read(cap - len(into))


def _failure(error: Exception, guard_log: guard.GuardLog, seconds: float) -> Failure:
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return Failure(Fault.TLS_HANDSHAKE, seconds, tls_defect=certificate_defect(error))
    return Failure(fault_of(error, guard_log), seconds, coding=is_odd_coding(error))
