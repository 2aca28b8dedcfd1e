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


def shown(ours: Extraction) -> Iterator[Mention]:
    """Yield every mention that is shown: watched or not, in an entry or outside of all."""
    yield from (mention for entry in ours.entries for mention in entry.mentions)
    yield from ours.outside


def repositories(entries: Iterable[Entry], outside: Iterable[Mention] = ()) -> frozenset[str]:
    """Return the distinct GitHub repositories of entries, and of what is outside of all, in lower case."""
    targets = (mention.target for mention in (*watched(entries), *outside) if mention.target is not None)
    return frozenset(aim.name.lower() for aim in targets if aim.forge is ForgeName.GITHUB and aim.name)


def pages(ours: Extraction) -> frozenset[str]:
    """Return the addresses of all links, as written and as canonical, ready to be compared."""
    return frozenset(
        address(url)
        for mention in shown(ours)
        if mention.url is not None and mention.target is not None
        for url in (mention.url, mention.target.url)
    )


def address(url: str) -> str:
    """Return host, path and query: no scheme, no `www.`, no slash at the end, no fragment."""
    parts = urlsplit(url if "//" in url else f"//{url}")
    host = parts.netloc.lower().removeprefix("www.")
    return host + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
