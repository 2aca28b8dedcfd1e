"""What an extraction found, in the terms of the gold: names of repositories and addresses."""

from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urlsplit

from checks.errors import ListingError
from checks.listings import Extraction, extract
from checks.model import Entry, ForgeName, Mention
from checks.urls import is_watched

READ_ON = date(2026, 11, 22)
"""Gives dates without a year theirs; listings whose name holds a date have their own."""


def read(content: bytes, name: str, as_format: str | None = None) -> Extraction:
    """Extract a listing; one that cannot be read holds nothing."""
    try:
        return extract(content, name, as_format=as_format, read_on=READ_ON)
    except ListingError as problem:
        return Extraction(f"unreadable: {problem}", ())


def watched(entries: Iterable[Entry]) -> Iterator[Mention]:
    """Yield the mentions that linkpulse follows, promises without a link among them."""
    return (mention for entry in entries for mention in entry.mentions if is_watched(mention))


def repositories(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the distinct GitHub repositories of entries, in lower case."""
    targets = (mention.target for mention in watched(entries) if mention.target is not None)
    return frozenset(aim.name.lower() for aim in targets if aim.forge is ForgeName.GITHUB and aim.name)


def pages(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the addresses of all links that are watched, as written and as canonical, ready to be compared."""
    return frozenset(
        address(url)
        for mention in watched(entries)
        if mention.url is not None and mention.target is not None
        for url in (mention.url, mention.target.url)
    )


def address(url: str) -> str:
    """Return host, path and query: no scheme, no `www.`, no slash at the end, no fragment."""
    parts = urlsplit(url if "//" in url else f"//{url}")
    host = parts.netloc.lower().removeprefix("www.")
    return host + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
