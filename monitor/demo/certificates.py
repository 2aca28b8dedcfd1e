"""A certificate authority that lives as long as the stand-in, so that the demo speaks real TLS to real clients."""

import ssl
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

import trustme

RAN_OUT = datetime(2020, 1, 1, tzinfo=UTC)


class Certificates:
    """One server that holds a good certificate for all its hosts, and for the `expired` ones one that ran out."""

    def __init__(self, hosts: Collection[str], expired: Collection[str]) -> None:
        """`hosts` are names or addresses, `expired` some of them; a certificate needs at least one name."""
        self._authority = trustme.CA()
        self._expired = frozenset(expired)
        self.server = _server_side(self._authority.issue_cert(*sorted(hosts)))
        self._old = _server_side(self._authority.issue_cert(*sorted(expired or hosts), not_after=RAN_OUT))
        self.server.sni_callback = self._choose

    def client(self) -> ssl.SSLContext:
        """Return a context that trusts this authority and no other."""
        return ssl.create_default_context(cadata=self._authority.cert_pem.bytes().decode())

    def save(self, path: Path) -> Path:
        """Write the authority's certificate to `path`, for clients that want a file, and return `path`."""
        self._authority.cert_pem.write_to_path(str(path))
        return path

    def _choose(self, connection: ssl.SSLObject, host: str | None, _context: ssl.SSLContext) -> None:
        if host in self._expired:
            connection.context = self._old


def _server_side(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context
