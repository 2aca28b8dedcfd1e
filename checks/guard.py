"""Which addresses may be contacted: only public ones, only on web ports, unless the settings name an exception.

The rule is enforced where sockets are made, since names, redirects and literals all end there. Which URLs are worth
asking at all is told in `checks/probers/destination.py`.
"""

import errno
import socket
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from checks.errors import SettingsError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
AddressInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[Any, ...]]
"""What `getaddrinfo` gives: family, type, protocol, canonical name, (address, port, …)."""

WEB_PORTS = frozenset({80, 443, 8080, 8443})

# `is_global` lets these through in one Python or another: address translation, tunnels, metadata, documentation.
EXTRA: tuple[Network, ...] = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "168.63.129.16/32",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)


class PrivateAddressError(OSError):
    """Nothing was sent: the guard refused `address`, or, where that is public, its `port`."""

    def __init__(self, address: str, port: int):
        """An `OSError`, because that is what the caller of a socket factory expects."""
        self.address, self.port = address, port
        self.is_odd_port = is_public(ip_address(address))
        super().__init__(errno.EACCES, f"not a public web address: {address} port {port}")


@dataclass(frozen=True, slots=True)
class AllowedAddress:
    """An exception from the rule: these addresses may be contacted on `port`, or on any port if it is None."""

    network: Network
    port: int | None = None

    def admits(self, address: Address, port: int) -> bool:
        """Whether this exception covers the address and port."""
        return self.port in {None, port} and address in self.network


@dataclass(slots=True)
class GuardLog:
    """What the guard said during one request: what it refused, and how many addresses it let through."""

    refused: list[PrivateAddressError] = field(default_factory=list)
    admitted: int = 0

    @property
    def kept_us_out(self) -> bool:
        """Whether the guard alone is why there was no connection: nothing else was tried."""
        return bool(self.refused) and not self.admitted


_LOG: ContextVar[GuardLog | None] = ContextVar("guard_log", default=None)


def watch() -> GuardLog:
    """Give a new log for the current task; connections that it starts from now on write into it.

    The log is needed because a client that tried several addresses keeps only their texts, run together.
    """
    log = GuardLog()
    _LOG.set(log)
    return log


@lru_cache(maxsize=4096)
def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet; an IPv4 address in IPv6 clothes is judged as itself."""
    plain = _unwrapped(address)
    return plain.is_global and not plain.is_multicast and not any(plain in network for network in EXTRA)


def parse_allowed(text: str) -> AllowedAddress:
    """Read `CIDR[:PORT]`: "127.0.0.0/8:8443", "10.0.0.5", "[::1]:8080", "fd00::/8"; SettingsError if it is none."""
    written, port = _split_port(text.strip())
    try:
        network = ip_network(written)
    except ValueError as error:
        raise SettingsError(f"allowed address {text!r}: {error}; write CIDR[:PORT] such as 10.0.0.0/8:8080") from error
    if port is None:
        return AllowedAddress(network)
    # `isdecimal` alone would take digits of other scripts.
    if not (port.isascii() and port.isdecimal() and 0 < int(port) < 2**16):
        raise SettingsError(f"allowed address {text!r}: {port!r} is not a port; write a number from 1 to 65535")
    return AllowedAddress(network, int(port))


def guarded_socket_factory(allowed: Sequence[AllowedAddress] = ()) -> Callable[[AddressInfo], socket.socket]:
    """Give a factory for `aiohttp.TCPConnector` that makes sockets to admissible addresses only.

    It raises PrivateAddressError for all others, and tells the current `watch` either way.
    """
    exceptions = tuple(allowed)

    def make_socket(info: AddressInfo) -> socket.socket:
        family, kind, protocol, _, (host, port, *_) = info
        log = _LOG.get() or GuardLog()
        if not _admissible(_unwrapped(ip_address(host)), port, exceptions):
            log.refused.append(PrivateAddressError(host, port))
            raise log.refused[-1]
        log.admitted += 1
        return socket.socket(family, kind, protocol)

    return make_socket


def _admissible(address: Address, port: int, allowed: tuple[AllowedAddress, ...]) -> bool:
    if port in WEB_PORTS and is_public(address):
        return True
    return any(exception.admits(address, port) for exception in allowed)


def _unwrapped(address: Address) -> Address:
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _split_port(text: str) -> tuple[str, str | None]:
    if text.startswith("["):
        written, _, rest = text[1:].partition("]")
        return written, rest.removeprefix(":") if rest else None
    if text.count(":") == 1:
        written, _, port = text.partition(":")
        return written, port
    return text, None
