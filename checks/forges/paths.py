"""The host and the path of a URL as every forge wants to see them. No forge is known here."""

import re
from collections.abc import Collection
from functools import lru_cache
from urllib.parse import SplitResult, unquote, urlunsplit

from checks.model import ForgeName, Kind, Target

USUAL_PORTS = frozenset({None, 80, 443})
NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")
# What closes a clone URL, and the full stop of the sentence that the URL stands in.
ENDINGS = re.compile(r"(?:\.git|\.)+$", re.IGNORECASE)


def words(text: str) -> frozenset[str]:
    """Return the words of a text, for tables of reserved names that would be long as lists."""
    return frozenset(text.split())


@lru_cache(maxsize=16)  # every forge asks this of the same URL, one after the other
def host_of(parts: SplitResult) -> str:
    """Return the host in lower case without `www.` and closing dot; empty if there is none or its port is unusual."""
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    return host.rstrip(".").removeprefix("www.") if port in USUAL_PORTS else ""


def segments(parts: SplitResult) -> list[str]:
    """Return the parts of the path, decoded, without empty ones."""
    return [unquote(segment) for segment in parts.path.split("/") if segment]


def as_it_stands(parts: SplitResult, kind: Kind) -> Target:
    """Return a target for anything that is no repository: its URL without user, fragment and closing slash."""
    path = parts.path.rstrip("/") or "/"
    return Target(kind, urlunsplit(("https", host_of(parts), path, parts.query, "")))


def owner_and_name(parts: SplitResult, host: str, forge: ForgeName, reserved: Collection[str]) -> Target | None:
    """Read `/owner/name` and all below it on forges that do no more than that; None off `host`.

    The case stays as written: these forges redirect where it differs from the real one.
    """
    if host_of(parts) != host:
        return None
    match segments(parts):
        case [owner, *_] if owner in reserved or not NAME.fullmatch(owner):
            return as_it_stands(parts, Kind.OTHER)
        case [owner]:
            return Target(Kind.PERSONAL, f"https://{host}/{owner}")
        case [owner, written, *_] if NAME.fullmatch(name := ENDINGS.sub("", written)):
            return Target(Kind.REPO, f"https://{host}/{owner}/{name}", forge, f"{owner}/{name}")
    return as_it_stands(parts, Kind.OTHER)
