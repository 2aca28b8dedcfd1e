"""A name server of our own on loopback: it knows a few names, and how to be wrong about them.

Messages are those of RFC 1035, written by hand: a library would refuse to write the bad ones.
"""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address

from aiohttp.resolver import AsyncResolver

A, CNAME, AAAA = 1, 5, 28
NO_ERROR, SERVFAIL, NXDOMAIN, NOTIMP, REFUSED = 0, 2, 3, 4, 5
RESPONSE = 0x8580  # an answer, authoritative, recursion wanted and available
QUESTION = 12  # where the question begins: a header is so long


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it came: its number, the name in lower case, the type wanted, and its bytes."""

    number: int
    name: str
    kind: int
    question: bytes


Zone = Callable[[Query], bytes | None]
"""Answers a question with the bytes of a message; None is silence."""


def failing(code: int) -> Zone:
    """Answer with a code and nothing else; NO_ERROR says that there is such a name, and no address."""
    return lambda query: _message(query, code, [])


def addresses(*known: str) -> Zone:
    """Answer with addresses, each under its own type."""
    return lambda query: _message(query, NO_ERROR, [_address(one) for one in known if _kind(one) == query.kind])


def in_turn(*lots: Sequence[str]) -> Zone:
    """Answer the first question for IPv4 with the first lot, and so on; the last lot stays: rebinding."""
    asked = 0

    def answer(query: Query) -> bytes:
        nonlocal asked
        lot = lots[min(asked, len(lots) - 1)]
        asked += query.kind == A
        return addresses(*lot)(query) or b""

    return answer


def alias(name: str) -> Zone:
    """Answer that the name is another name for this one, and leave it at that."""
    return lambda query: _message(query, NO_ERROR, [(CNAME, _labels(name))])


def silence(_: Query) -> None:
    """Answer nothing."""


def garbage(query: Query) -> bytes:
    """Answer with the right number and then nonsense: too few records, and names that point at themselves."""
    return struct.pack("!6H", query.number, RESPONSE, 1, 200, 0, 0) + b"\xc0\x0c" * 40


def _kind(address: str) -> int:
    return AAAA if ip_address(address).version == 6 else A


def _address(address: str) -> tuple[int, bytes]:
    return _kind(address), ip_address(address).packed


def _labels(name: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"


def _message(query: Query, code: int, records: list[tuple[int, bytes]]) -> bytes:
    head = struct.pack("!6H", query.number, RESPONSE | code, 1, len(records), 0, 0)
    # Every record is of the name that was asked for (a pointer to the question), of the internet, and never kept.
    told = b"".join(struct.pack("!HHHIH", 0xC000 | QUESTION, kind, 1, 0, len(data)) + data for kind, data in records)
    return head + query.question + told


def _read(message: bytes) -> Query:
    labels, at = [], QUESTION
    while length := message[at]:
        labels.append(message[at + 1 : at + 1 + length].decode("latin-1").lower())
        at += 1 + length
    (number,), (kind,) = struct.unpack_from("!H", message), struct.unpack_from("!H", message, at + 1)
    return Query(number, ".".join(labels), kind, message[QUESTION : at + 5])


@dataclass(slots=True)
class NameServer(asyncio.DatagramProtocol):
    """Answers each name by its zone, and does not know the others; `asked` are the names in the order they came."""

    zones: Mapping[str, Zone]
    port: int = 0
    asked: list[str] = field(default_factory=list)
    transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]  # always this kind
        """Begin to listen."""
        self.transport = transport
        self.port = transport.get_extra_info("sockname")[1]

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Answer one question."""
        query = _read(data)
        self.asked.append(query.name)
        answer = self.zones.get(query.name, failing(NXDOMAIN))(query)
        if answer is not None and self.transport is not None:
            self.transport.sendto(answer, addr)

    def resolver(self, timeout: float = 0.2, tries: int = 1) -> AsyncResolver:
        """Give the resolver that we use, c-ares, with this name server only; seconds for each of so many tries."""
        return AsyncResolver(
            nameservers=["127.0.0.1"],
            udp_port=self.port,
            tcp_port=self.port,
            timeout=timeout,
            tries=tries,
            domains=[],
            lookups="b",
        )


@asynccontextmanager
async def naming(zones: Mapping[str, Zone]) -> AsyncIterator[NameServer]:
    """Run a name server for these names."""
    loop = asyncio.get_running_loop()
    transport, server = await loop.create_datagram_endpoint(
        lambda: NameServer(zones), local_addr=("127.0.0.1", 0), family=socket.AF_INET
    )
    try:
        yield server
    finally:
        transport.close()
