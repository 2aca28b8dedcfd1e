"""What an exception of the network client means, as tables. Texts are never read: they differ by version and server."""

import errno
import socket
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import aiohttp
from aiodns import error as ares
from aiohttp.http_exceptions import ContentEncodingError

from checks.guard import GuardLog, PrivateAddressError
from checks.model import Fault

WIRE = frozenset(
    {
        Fault.DNS_NXDOMAIN,
        Fault.DNS_NODATA,
        Fault.DNS_FAILURE,
        Fault.DNS_UNREACHABLE,
        Fault.NO_ROUTE,
        Fault.NETWORK_DOWN,
        Fault.CONNECT_TIMEOUT,
        Fault.CONNECTION_REFUSED,
        Fault.CONNECTION_RESET,
        Fault.DISCONNECTED,
        Fault.READ_TIMEOUT,
        Fault.TLS_HANDSHAKE,
    }
)
"""Faults that an outage of our own could bring about just as well as the other side."""

FORGEABLE = frozenset(
    {Fault.PRIVATE_ADDRESS, Fault.ODD_PORT, Fault.BAD_HTTP, Fault.BAD_REDIRECT, Fault.TOO_MANY_REDIRECTS},
)
"""Faults of an answer that a portal between us and the web could give: it answers for every name, from within."""

DNS_CODES: Mapping[int, Fault] = {
    ares.ARES_ENOTFOUND: Fault.DNS_NXDOMAIN,
    ares.ARES_ENODATA: Fault.DNS_NODATA,
    ares.ARES_EBADNAME: Fault.BAD_URL,
    ares.ARES_EBADQUERY: Fault.BAD_URL,
    # Nobody was asked: our own name servers, our own memory, our own shutting down.
    ares.ARES_ECONNREFUSED: Fault.DNS_UNREACHABLE,
    ares.ARES_ENOTINITIALIZED: Fault.DNS_UNREACHABLE,
    ares.ARES_ENOMEM: Fault.DNS_UNREACHABLE,
    ares.ARES_EFILE: Fault.DNS_UNREACHABLE,
    ares.ARES_ECANCELLED: Fault.DNS_UNREACHABLE,
    ares.ARES_EDESTRUCTION: Fault.DNS_UNREACHABLE,
    # The C library's own resolver counts downwards, so both fit into one table.
    socket.EAI_NONAME: Fault.DNS_NXDOMAIN,
    socket.EAI_NODATA: Fault.DNS_NODATA,
}
"""Codes of c-ares and of `getaddrinfo`; all others (SERVFAIL, REFUSED, silence, garbage) are a plain failure."""

ERRNOS: Mapping[int, Fault] = {
    errno.ENETUNREACH: Fault.NETWORK_DOWN,
    errno.ENETDOWN: Fault.NETWORK_DOWN,
    errno.EADDRNOTAVAIL: Fault.NETWORK_DOWN,
    errno.EAFNOSUPPORT: Fault.NETWORK_DOWN,
    errno.EHOSTUNREACH: Fault.NO_ROUTE,
    errno.EHOSTDOWN: Fault.NO_ROUTE,
    errno.ECONNREFUSED: Fault.CONNECTION_REFUSED,
    errno.ECONNRESET: Fault.CONNECTION_RESET,
    errno.ECONNABORTED: Fault.CONNECTION_RESET,
    errno.EPIPE: Fault.CONNECTION_RESET,
    errno.ETIMEDOUT: Fault.CONNECT_TIMEOUT,
    # A machine that has run dry, or its own firewall, says nothing about the other side.
    errno.EMFILE: Fault.OWN_OUTAGE,
    errno.ENFILE: Fault.OWN_OUTAGE,
    errno.ENOBUFS: Fault.OWN_OUTAGE,
    errno.ENOMEM: Fault.OWN_OUTAGE,
    errno.EPERM: Fault.OWN_OUTAGE,
    errno.EACCES: Fault.OWN_OUTAGE,
}


def _behind(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and what led to it, one after the other."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def dns_fault(error: BaseException) -> Fault:
    """Name why a name was not found. The code stands causes down: aiohttp replaces it by None on the way up (3.14)."""
    for cause in _behind(error):
        if isinstance(cause, (ares.DNSError, socket.gaierror)):
            return DNS_CODES.get(cause.args[0], Fault.DNS_FAILURE)
    return Fault.DNS_FAILURE


def _connector_fault(error: aiohttp.ClientConnectorError) -> Fault:
    cause = error.os_error
    if isinstance(cause, PrivateAddressError):
        return _guarded(cause)
    # asyncio raises its own ConnectionError, without a number, when the peer hangs up in a TLS handshake.
    if cause.errno is None and isinstance(cause, ConnectionError):
        return Fault.TLS_HANDSHAKE
    return ERRNOS.get(cause.errno or 0, Fault.CONNECTION_REFUSED)


def _guarded(*refused: PrivateAddressError) -> Fault:
    return Fault.ODD_PORT if all(error.is_odd_port for error in refused) else Fault.PRIVATE_ADDRESS


def _os_fault(error: OSError) -> Fault:
    return ERRNOS.get(error.errno or 0, Fault.CONNECTION_RESET)


FAULTS: tuple[tuple[type[BaseException], Fault | Callable[[Any], Fault]], ...] = (
    (aiohttp.ClientConnectorDNSError, dns_fault),
    (aiohttp.ClientSSLError, Fault.TLS_HANDSHAKE),
    (aiohttp.ClientConnectorError, _connector_fault),
    (aiohttp.ConnectionTimeoutError, Fault.CONNECT_TIMEOUT),
    (TimeoutError, Fault.READ_TIMEOUT),
    (aiohttp.ServerDisconnectedError, Fault.DISCONNECTED),
    (aiohttp.InvalidURL, Fault.BAD_URL),
    (aiohttp.NonHttpUrlClientError, Fault.BAD_URL),
    (UnicodeError, Fault.BAD_URL),
    (aiohttp.ClientResponseError, Fault.BAD_HTTP),  # its status 400 is aiohttp's own, not the server's
    (aiohttp.ClientPayloadError, Fault.BAD_HTTP),
    (OSError, _os_fault),
    (aiohttp.ClientConnectionError, Fault.CONNECTION_RESET),
)
"""What each exception means; subclasses stand before their parents, the first that fits counts."""


def fault_of(error: BaseException, guard: GuardLog | None = None) -> Fault:
    """Name the fault of an exception; `guard` is the log of the request. INTERNAL if it is none of the web's."""
    if guard is not None and guard.kept_us_out:
        return _guarded(*guard.refused)
    meaning = next((meaning for kind, meaning in FAULTS if isinstance(error, kind)), Fault.INTERNAL)
    return meaning if isinstance(meaning, Fault) else meaning(error)


def is_odd_coding(error: BaseException) -> bool:
    """Whether only the coding of a body was at fault, for which aiohttp gives up on the whole answer."""
    return any(isinstance(cause, ContentEncodingError) for cause in _behind(error))


DEFECTS: Mapping[int, str] = {
    9: "not_yet_valid",
    10: "expired",
    18: "self_signed",
    19: "unknown_issuer",
    20: "unknown_issuer",
    21: "unknown_issuer",
    23: "revoked",
    62: "wrong_host",
    64: "wrong_host",
}
"""OpenSSL's verification results (X509_V_ERR_…), as far as people care to tell them apart."""


def certificate_defect(error: aiohttp.ClientConnectorCertificateError) -> str:
    """Name what is wrong with a certificate: a word of DEFECTS, else `invalid`."""
    return DEFECTS.get(getattr(error.certificate_error, "verify_code", 0), "invalid")
