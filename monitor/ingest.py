"""Reading listings into the database: files, folders, standard input and URLs. What they say is decided in `checks`."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import aiohttp

from checks.claims import RULE_VERSION
from checks.errors import ListingError
from checks.guard import watch
from checks.listings import Extraction, extract
from checks.model import Entry, EntryEvidence, Event, Mention
from checks.secrets import masked, masked_text
from checks.urls import is_watched
from db.evidence import bare_promises, evidence_of
from db.store import Saved, Store
from monitor.release import code_linked

SIZE_CAP = 64 * 1024 * 1024
"""Bytes of one listing: more is no listing that a person curates, and must not fill the memory."""
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Ingested:
    """One listing that was read: its row, where it came from, and what was new in it."""

    listing_id: int
    source: str
    format: str
    saved: Saved


def is_url(source: str) -> bool:
    """Tell an address from a path."""
    return source.startswith(("http://", "https://"))


def expand(sources: Sequence[str]) -> Iterator[str]:
    """Yield single sources: a folder becomes its files in order, everything else itself."""
    for source in sources:
        if is_url(source) or source == STANDARD_INPUT or not Path(source).is_dir():
            yield source
        else:
            yield from (str(path) for path in sorted(Path(source).rglob("*")) if _is_listing(path))


def _is_listing(path: Path) -> bool:
    return path.is_file() and not any(part.startswith(".") for part in path.parts)


def identity(source: str) -> str:
    """Return the name under which a listing is kept: absolute for files, so that a re-read works from any folder."""
    return source if is_url(source) or source == STANDARD_INPUT else str(Path(source).resolve())


async def read(source: str, session: aiohttp.ClientSession) -> bytes:
    """Return the bytes of a source; raises ListingError in words that say what to do."""
    if is_url(source):
        return await _fetch(source, session)
    return _read_here(source)


def _read_here(source: str) -> bytes:
    """Read standard input or a file; both are at hand, so nothing is gained by waiting for them elsewhere."""
    if source == STANDARD_INPUT:
        return _capped(source, sys.stdin.buffer.read(SIZE_CAP + 1))
    try:
        with Path(source).open("rb") as file:
            return _capped(source, file.read(SIZE_CAP + 1))
    except FileNotFoundError as problem:
        raise ListingError(source, "there is no such file", hint="name a file, a folder, a URL or -") from problem
    except OSError as problem:
        raise ListingError(source, f"cannot be read ({problem.strerror})") from problem


async def _fetch(url: str, session: aiohttp.ClientSession) -> bytes:
    """GET a listing through the same guard as any page. aiohttp's texts may hold secrets, so only the class is told."""
    guard_log = watch()
    try:
        async with session.get(url, timeout=aiohttp.ClientTimeout(total=60)) as response:
            if response.status != 200:  # noqa: PLR2004 - the one status that brings a listing
                raise ListingError(masked(url), f"answered {response.status}", hint="open it in a browser")
            return _capped(url, await response.content.read(SIZE_CAP + 1))
    except (aiohttp.ClientError, TimeoutError, ValueError, OSError) as problem:
        if guard_log.kept_us_out:
            raise ListingError(
                masked(url), "is no public web address", hint="--allow-address lets it be read"
            ) from None
        raise ListingError(masked(url), f"cannot be fetched ({type(problem).__name__})") from None


def _capped(source: str, data: bytes) -> bytes:
    if len(data) > SIZE_CAP:
        raise ListingError(source, f"is larger than {SIZE_CAP // 2**20} MiB", hint="split it")
    return data


def save(store: Store, source: str, extraction: Extraction, at: datetime, *, active: bool | None = None) -> Ingested:
    """Store one listing with its entries. `active` True: re-read at every run; None: leave that as it is."""
    return save_as(identity(source), store, source, extraction, at, active=active)


def save_as(  # noqa: PLR0913 - a name beside all that `save` takes
    name: str, store: Store, source: str, extraction: Extraction, at: datetime, *, active: bool | None = None
) -> Ingested:
    """Store one listing under a name of its own; that is for listings that stand in no file."""
    listing_id = store.save_listing(name, extraction.format, at, active=active)
    promised = bare_promises(store.database, listing_id)
    entries = (_storable(entry) for entry in extraction.entries)
    saved = store.save_entries(listing_id, entries, at, rule_version=RULE_VERSION)
    store.save_events(None, _newly_linked(store, promised, at))
    return Ingested(listing_id, source, extraction.format, saved)


def _newly_linked(store: Store, promised: Mapping[int, EntryEvidence], at: datetime) -> list[Event]:
    """Find the entries that had promised code without a link, and have one now that the listing was read again."""
    now = evidence_of(store.database, list(promised))
    return [event for after in now for event in code_linked(promised[after.entry_id], after, at)]


def _storable(entry: Entry) -> Entry:
    """Keep what is watched, with secrets masked: they must never reach the database."""
    return discreet(replace(entry, mentions=tuple(mention for mention in entry.mentions if is_watched(mention))))


def discreet(entry: Entry) -> Entry:
    """Return an entry with secrets masked wherever they stand."""
    return replace(entry, title=masked_text(entry.title), mentions=tuple(_masked(one) for one in entry.mentions))


def _masked(mention: Mention) -> Mention:
    url, target = mention.url and masked(mention.url), mention.target
    if target is not None:
        target = replace(target, url=masked(target.url))
    return replace(mention, url=url, target=target, sentence=masked_text(mention.sentence))


async def extract_source(
    source: str, session: aiohttp.ClientSession, *, as_format: str | None, now: datetime
) -> Extraction:
    """Read one source and say what it holds; raises ListingError."""
    return extract(await read(source, session), source, as_format=as_format, read_on=now.date())
