"""Reading listings into the database. Where they come from is `monitor/sources.py`; what they say, `checks` decides."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import aiohttp

from checks.claims import RULE_VERSION
from checks.errors import ListingError
from checks.listings import Extraction, extract
from checks.model import Claim, Entry, EntryEvidence, Event, Kind, Mention
from checks.secrets import masked, masked_text
from checks.urls import is_watched
from db.evidence import bare_promises, evidence_of
from db.queries import known_listing
from db.store import Saved, Store
from monitor import __version__
from monitor.papers import is_settled, with_papers
from monitor.release import code_linked
from monitor.settings import Settings
from monitor.sources import identity, read


@dataclass(frozen=True, slots=True)
class Ingested:
    """One listing that was read: its row, where it came from, what was new in it; `unchanged`: it was not read anew."""

    listing_id: int
    source: str
    format: str
    saved: Saved
    unchanged: bool = False


async def read_and_save(  # noqa: PLR0913 - where to store what, whom to ask, when, and whether it is re-read
    store: Store,
    source: str,
    session: aiohttp.ClientSession,
    settings: Settings,
    clock: Callable[[], datetime],
    *,
    active: bool | None = None,
) -> tuple[Ingested, tuple[ListingError, ...]]:
    """Read one source and store what it holds; returns it with the entries that could not be read.

    What has not changed since it was read in the same way leaves everything as it is. Raises ListingError, and then
    nothing has changed either: what was read before is kept.
    """
    read_by = _read_by(settings.include)
    known = known_listing(store.database, identity(source), read_by)
    content = await read(source, session, known.etag if known else None)
    if content.data is None and known:
        store.save_listing(identity(source), known.format, clock(), active=active)
        return Ingested(known.id, source, known.format, Saved(), unchanged=True), ()
    found = extract(content.data or b"", source, read_on=clock().date())
    whole = await with_papers(found, store, session, clock=clock, api=settings.arxiv_api)
    saved = save(store, source, whole, clock(), active=active, include=settings.include)
    store.trust_listing(saved.listing_id, content.etag if is_settled(whole) else None, read_by)
    return saved, whole.problems


def _read_by(include: frozenset[Kind]) -> str:
    """What reading depends on beside the listing itself: this program, its rules, and the kinds that were asked for."""
    return " ".join((f"{__version__}/{RULE_VERSION}", *sorted(include)))


async def extract_source(
    source: str, session: aiohttp.ClientSession, *, as_format: str | None, now: datetime
) -> Extraction:
    """Read one source and say what it holds, storing nothing; raises ListingError."""
    content = await read(source, session)
    return extract(content.data or b"", source, as_format=as_format, read_on=now.date())


def save(  # noqa: PLR0913 - what, where, when, and what is to be known the next time
    store: Store,
    source: str,
    extraction: Extraction,
    at: datetime,
    *,
    name: str | None = None,
    active: bool | None = None,
    include: frozenset[Kind] = frozenset(),
) -> Ingested:
    """Store one listing with its entries. `active` True: re-read at every run; None: leave that as it is.

    `name` is for listings that stand in no file.
    """
    listing_id = store.save_listing(name or identity(source), extraction.format, at, active=active)
    promised = bare_promises(store.database, listing_id)
    entries = (storable(entry, include) for entry in extraction.entries)
    saved = store.save_entries(listing_id, entries, at, rule_version=RULE_VERSION)
    store.save_events(None, _newly_linked(store, promised, at))
    return Ingested(listing_id, source, extraction.format, saved)


def _newly_linked(store: Store, promised: Mapping[int, EntryEvidence], at: datetime) -> list[Event]:
    """Find the entries that had promised code without a link, and have one now that the listing was read again."""
    now = evidence_of(store.database, list(promised))
    return [event for after in now for event in code_linked(promised[after.entry_id], after, at)]


def storable(entry: Entry, include: frozenset[Kind]) -> Entry:
    """Keep what is watched and the kinds that were asked for, with secrets masked: they must never be stored."""
    kept = tuple(one for one in entry.mentions if is_followed(one, include))
    return replace(entry, title=masked_text(entry.title), mentions=presentable(kept))


def is_followed(mention: Mention, include: frozenset[Kind]) -> bool:
    """Tell whether a mention in an entry is watched: by its kind, or because its kind was asked for."""
    return is_watched(mention) or (mention.target is not None and mention.target.kind in include)


def presentable(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return mentions that may be shown: secrets are masked, and a mere paper's page claims nothing of its code."""
    return tuple(_masked(one if is_watched(one) else replace(one, claim=Claim.NONE)) for one in mentions)


def _masked(mention: Mention) -> Mention:
    url, target = mention.url and masked(mention.url), mention.target
    if target is not None:
        target = replace(target, url=masked(target.url))
    return replace(mention, url=url, target=target, sentence=masked_text(mention.sentence))
