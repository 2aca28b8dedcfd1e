"""How canaries are written: places that answer whenever we are online. They are asked in `checks/probers/canaries.py`.

`https://host/` (any answer over a verified connection), `http://host/path TEXT` (exactly this body: a captive portal
answers with another), `tcp://host:port` (a connection) and `nxdomain://domain` (no name below it may be known: a
resolver that invents answers is none). Several kinds, so that no single fault fools us: verdicts.md, section 4.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from checks.errors import SettingsError

WAYS = frozenset({"https", "http", "tcp", "nxdomain"})
HINT = "write https://host/, http://host/path TEXT, tcp://host:port or nxdomain://domain"


@dataclass(frozen=True, slots=True)
class Canary:
    """One place: `way` is how it is asked; `body` is what a page must say, empty if any answer will do."""

    way: str
    url: str
    host: str
    port: int | None = None
    body: str = ""


def parse_canary(written: str) -> Canary:
    """Read a canary; SettingsError if it is none."""
    url, _, body = written.strip().partition(" ")
    try:
        parts = urlsplit(url)
        canary = Canary(parts.scheme, url, parts.hostname or "", parts.port, body.strip())
    except ValueError as problem:
        raise SettingsError(f"canary {written!r}: {problem}; {HINT}") from problem
    if canary.way not in WAYS or not canary.host or (canary.way == "tcp" and canary.port is None):
        raise SettingsError(f"canary {written!r} cannot be asked; {HINT}")
    return canary
