"""Which URLs are worth asking: the first one and every one that a redirect names. Which addresses, `guard` decides."""

import re
from ipaddress import IPv6Address

from yarl import URL

from checks.model import Fault

LONGEST = 2048
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f\ud800-\udfff]")
# A host whose last label is a number is an IPv4 address to the URL standard, and only a dotted quad is a plain one.
_NUMERIC = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$", re.IGNORECASE)
_UNDECODED = re.compile(r"[\udc80-\udcff]")
_DOTTED_QUAD = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")


def first_url(written: str) -> URL | Fault:
    """Read a link's URL; BAD_URL if it cannot be asked, SECRET_IN_URL if it carries a user or a password."""
    if len(written) > LONGEST or _UNPRINTABLE.search(written):
        return Fault.BAD_URL
    try:
        url = URL(written)
        named_user, askable = _names_user(url), _is_askable(url)
    except ValueError:
        return Fault.BAD_URL
    if named_user:
        return Fault.SECRET_IN_URL
    return url if askable else Fault.BAD_URL


def next_url(here: URL, location: str) -> URL | None:
    """Where a redirect from `here` leads; None if that is nowhere we go (another scheme, credentials, nonsense).

    `location` is as the client decoded it: a byte that is no UTF-8 stands as a surrogate, and means that byte.
    """
    try:
        url = here.join(URL(_UNDECODED.sub(_percent, location.strip()))).with_fragment(None)
        return url if _is_askable(url) and not _names_user(url) else None
    except ValueError:
        return None


def _percent(undecoded: re.Match[str]) -> str:
    return f"%{ord(undecoded[0]) - 0xDC00:02X}"


def _names_user(url: URL) -> bool:
    return url.raw_user is not None or url.raw_password is not None


def _is_askable(url: URL) -> bool:
    """Look into every part that yarl reads late: a ValueError of this has the same meaning as False."""
    host = url.raw_host
    if url.scheme not in {"http", "https"} or not host or url.port == 0:
        return False
    if ":" in host:
        return bool(IPv6Address(host.partition("%")[0]))
    return bool(_DOTTED_QUAD.fullmatch(host)) or not _NUMERIC.search(host)
