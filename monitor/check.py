"""Read listings, then look at what is due: the whole of one `check`, without a word about how it is shown."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import aiohttp

from checks.errors import ListingError
from checks.model import Look
from checks.probers.transport import Transport, open_session
from db.overruling import refresh, say_filed
from db.queries import Scope, listings
from db.store import Store
from monitor import ingest
from monitor.corrections import corrections_of
from monitor.ingest import Ingested
from monitor.notify.delivery import tell
from monitor.run import run
from monitor.settings import Settings
from monitor.sources import expand
from monitor.tally import Outcome, Tally


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked for: `sources` empty means all added listings; `base` is a listing whose links are known."""

    sources: tuple[str, ...] = ()
    everything: bool = False
    only: str | None = None
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of it: when it began, the listings that were read or not, the scope of the run and its tally.

    `untold` says which channels could not be told the news.
    """

    started: datetime
    read: tuple[Ingested, ...]
    unreadable: tuple[ListingError, ...]
    scope: Scope
    tally: Tally
    untold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listener:
    """Who hears what happens while it happens."""

    on_read: Callable[[Ingested], None] = lambda _: None
    on_start: Callable[[Scope], None] = lambda _: None
    on_look: Callable[[Look], None] = lambda _: None


async def check(  # noqa: PLR0913 - the whole pass: what to write to, what to ask, when, what, whom to tell, when to stop
    store: Store,
    settings: Settings,
    transport: Transport,
    wanted: Wanted,
    *,
    clock: Callable[[], datetime],
    listener: Listener,
    stop: asyncio.Event,
) -> Checked:
    """Read the listings and check what is due.

    Raises DatabaseError, ListingError for an unreadable `base`, and SettingsError for unreadable corrections.
    """
    started = clock()
    filed = corrections_of(settings.corrections)
    async with open_session(transport, settings.allowed, settings.user_agent) as session:
        known = await _known(wanted.base, session, clock())
        read, unreadable = await _read_all(store, session, settings, _sources(store, wanted), clock, listener)
    scope = Scope(
        everything=wanted.everything or wanted.base is not None,
        only=wanted.only,
        listings=tuple(one.listing_id for one in read) if wanted.sources else None,
        known=known,
    )
    if filed is None:
        refresh(store.database, started)
    else:
        say_filed(store.database, filed, started)
    listener.on_start(scope)
    tally = await run(store, settings, transport, clock=clock, scope=scope, tell=listener.on_look, stop=stop)
    untold = await _tell(store, settings, transport, started, tally, clock)
    return Checked(started, tuple(read), tuple(unreadable), scope, tally, untold)


async def _tell(  # noqa: PLR0913, PLR0917 - as above
    store: Store,
    settings: Settings,
    transport: Transport,
    started: datetime,
    tally: Tally,
    clock: Callable[[], datetime],
) -> tuple[str, ...]:
    """Tell the channels of the configuration what they do not know yet."""
    if not settings.notify:
        return ()
    async with open_session(transport, settings.allowed, settings.user_agent) as session:
        judged = tally.checked > 0 and tally.outcome is not Outcome.BLIND
        return await tell(store, settings.notify, session, started=started, judged=judged, clock=clock)


def _sources(store: Store, wanted: Wanted) -> Sequence[str]:
    """Name the listings to read: those given, else all that were added."""
    if wanted.sources:
        return list(expand(wanted.sources))
    return [listing.source for listing in listings(store.database) if listing.active]


async def _read_all(  # noqa: PLR0913, PLR0917 - as above
    store: Store,
    session: aiohttp.ClientSession,
    settings: Settings,
    sources: Sequence[str],
    clock: Callable[[], datetime],
    listener: Listener,
) -> tuple[list[Ingested], list[ListingError]]:
    """Read one listing after the other; one that cannot be read does not stop the others."""
    read: list[Ingested] = []
    unreadable: list[ListingError] = []
    for source in sources:
        try:
            ingested, problems = await ingest.read_and_save(store, source, session, settings, clock)
        except ListingError as problem:
            unreadable.append(problem)
            continue
        unreadable += problems
        read.append(ingested)
        listener.on_read(ingested)
    return read, unreadable


async def _known(base: str | None, session: aiohttp.ClientSession, now: datetime) -> frozenset[str]:
    """Return the canonical addresses that the base listing holds."""
    if base is None:
        return frozenset()
    extraction = await ingest.extract_source(base, session, as_format=None, now=now)
    return frozenset(m.target.url for entry in extraction.entries for m in entry.mentions if m.target)
