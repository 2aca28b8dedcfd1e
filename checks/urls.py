"""What a URL points at and how it is written once and for all. Finding URLs in text lives in `checks/finding.py`."""

import re
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit, urlunsplit

from checks.forges import FORGES
from checks.kinds import kind_of
from checks.model import Kind, Mention, Target
from checks.secrets import has_secret, masked

__all__ = ["canonical", "has_secret", "is_watched", "masked", "target"]

WATCHED = frozenset({Kind.REPO, Kind.PAGE})
DEFAULT_PORTS = {"http": 80, "https": 443}
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid", re.IGNORECASE)
HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,62}\.)+[\w-]{1,63}|[0-9a-f.]*:[0-9a-f:.]*)", re.IGNORECASE)
"""A name with a dot, or an IPv6 address: `localhost` and `http://this` are no place in the web."""

CLONE = re.compile(r"git@([\w.-]+):(?!/)(.+)", re.DOTALL)
"""The address that `git clone` takes over ssh: `git@host:owner/name.git`."""
OTHER_SCHEMES = re.compile(r"(?:git\+https?|git\+ssh|ssh|git)://(?:git@)?", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
"""A scheme, as in `mailto:`; digits after the colon are a port."""
REVISION = re.compile(r"@[^/@]*$")

REDIRECTORS = {("www.google.com", "/url"): ("q", "url"), ("l.facebook.com", "/l.php"): ("u",)}
"""Addresses that only lead on, with the parameters that may say where."""
ARCHIVED = re.compile(r"/web/[^/]+/(https?:/{1,2}.+)", re.IGNORECASE | re.DOTALL)
NOTEBOOK_HOSTS = {"colab.research.google.com": "/github/", "nbviewer.org": "/github/", "mybinder.org": "/v2/gh/"}


def target(url: str) -> Target | None:
    """Tell what a URL points at, in whatever form people write it; None: no http(s) link at all.

    A wrapper stands for what it leads to: redirectors always, archives where they hold a repository.
    """
    parts = _split(url)
    if parts is None:
        return None
    return _wrapped(parts) or _direct(parts)


def canonical(url: str) -> str:
    """Return the one form of a URL that stands for its link; what is no http(s) link comes back unchanged."""
    aim = target(url)
    return url if aim is None else aim.url


def is_watched(mention: Mention) -> bool:
    """Tell whether a mention is followed over time: a repository, a page, or a promise that has no link yet."""
    return mention.target is None or mention.target.kind in WATCHED


def _split(url: str) -> SplitResult | None:
    """Parse a URL in any of its written forms; None when no host on the web is named."""
    try:
        parts = urlsplit(_with_scheme(url.strip()))
        usable = parts.scheme in DEFAULT_PORTS and HOST.fullmatch((parts.hostname or "").rstrip("."))
        _ = parts.port  # raises ValueError where it is none
    except ValueError:
        return None
    return _trimmed(parts) if usable else None


def _trimmed(parts: SplitResult) -> SplitResult:
    """Drop the white space that would be left at the end without the fragment."""
    if parts.query:
        return parts._replace(query=parts.query.rstrip())
    return parts._replace(path=parts.path.rstrip())


def _with_scheme(url: str) -> str:
    if clone := CLONE.fullmatch(url):
        return f"https://{clone[1]}/{clone[2]}"
    if scheme := OTHER_SCHEMES.match(url):
        return "https://" + REVISION.sub("", url[scheme.end() :].partition("#")[0])
    return url if SCHEME.match(url) else f"https://{url}"


def _direct(parts: SplitResult) -> Target:
    for forge in FORGES:
        if aim := forge.target(parts):
            return aim
    plain = _plain(parts)
    return Target(kind_of(urlsplit(plain)), plain)


def _wrapped(parts: SplitResult) -> Target | None:
    """What a redirector or an archive leads to. An archived page stays one: its original may be dead."""
    host = (parts.hostname or "").lower()
    if names := REDIRECTORS.get((host, parts.path)):
        query = parse_qs(parts.query)
        return next((_unwrapped(value) for name in names for value in query.get(name, ())), None)
    if host == "web.archive.org" and (original := ARCHIVED.fullmatch(parts.path)):
        aim = _unwrapped(unquote(original[1]))
        return aim if aim and aim.kind is Kind.REPO else None
    return None


def _unwrapped(url: str) -> Target | None:
    """Read one level only: a wrapper in a wrapper is taken as it stands."""
    parts = _split(url)
    return None if parts is None else _direct(parts)


def _plain(parts: SplitResult) -> str:
    """Lower case where case means nothing; no default port, no fragment, no tracking."""
    host = (parts.hostname or "").rstrip(".").lower()
    host = f"[{host}]" if ":" in host else host
    user, at, _ = parts.netloc.rpartition("@")
    port = "" if parts.port in {None, DEFAULT_PORTS[parts.scheme]} else f":{parts.port}"
    return urlunsplit((parts.scheme, f"{user}{at}{host}{port}", parts.path or "/", _untracked(parts.query), ""))


def _untracked(query: str) -> str:
    """Leave out what only tells an advertiser where a visitor came from; keep the rest as it is written."""
    kept = (part for part in query.split("&") if not TRACKING.fullmatch(part.partition("=")[0]))
    return "&".join(kept)
