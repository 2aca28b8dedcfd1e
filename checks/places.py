"""Where a look ended, compared as URLs: the same place, the same site, a front page (pure)."""

import re
from urllib.parse import SplitResult, urlsplit

from checks.model import Observation

_FRONT = re.compile(r"^/?(?:(?:index|default|home)(?:\.\w{2,5})?/?|[a-z]{2}(?:[-_][a-z]{2})?/?)?$", re.IGNORECASE)


def split(written: str) -> SplitResult:
    """Split a URL; one that is none has no parts, and so resembles nothing."""
    try:
        return urlsplit(written)
    except ValueError:
        return SplitResult("", "", "", "", "")


def end_of(seen: Observation) -> str:
    """Where the look ended: the last place that it was led to, else the link's own."""
    return seen.final_url or (seen.hops[-1].url if seen.hops else seen.link.url)


def place(written: str) -> tuple[str, str, str]:
    """A URL without what does not make it another place: scheme, port, `www.`, a closing slash, a fragment."""
    url = split(written)
    return _bare_host(url), url.path.rstrip("/"), url.query


def was_led(seen: Observation) -> bool:
    """Whether redirects led the look to another place than the link names."""
    return bool(seen.hops) and place(end_of(seen)) != place(seen.link.url)


def same_site(one: SplitResult, other: SplitResult) -> bool:
    """The same host, or one within the other; what a registrable domain is, would need a list."""
    here, there = _bare_host(one), _bare_host(other)
    return here == there or here.endswith(f".{there}") or there.endswith(f".{here}")


def is_front(url: SplitResult) -> bool:
    """Whether this is the front page of a site, perhaps of one of its languages."""
    return bool(_FRONT.match(url.path))


def _bare_host(url: SplitResult) -> str:
    return (url.hostname or "").removeprefix("www.")
