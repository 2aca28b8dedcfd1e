"""Telling each channel its news after a run: at least once, at most one message an hour, again later if nobody answers.

More changes than a run should ever confirm are most likely an outage of the world: they are held and said in one line
until the next run agrees.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import aiohttp

from db import outbox
from db.following import followed_ids
from db.store import Store
from monitor.formats import Section
from monitor.notify.channels import Channel, ChannelKind
from monitor.notify.limits import APART, most_changes, pause
from monitor.notify.messages import message, subject, text
from monitor.report import news, only

LONGEST_HOLD = timedelta(days=2)
"""Held news is told after so long even if no run judges anything meanwhile."""
TIMEOUT = aiohttp.ClientTimeout(total=20)
OK_STATUSES = range(200, 300)

log = logging.getLogger(__name__)


async def tell(  # noqa: PLR0913 - what is known, who is told, by which way, what this run was, and when
    store: Store,
    channels: Sequence[Channel],
    session: aiohttp.ClientSession,
    *,
    started: datetime,
    judged: bool,
    clock: Callable[[], datetime],
) -> tuple[str, ...]:
    """Tell every channel what it does not know yet; returns what went wrong, in words without any address.

    `started` is when the run began, `judged` whether it saw anything.
    """
    problems = [await _tell_one(store, channel, session, started, clock(), judged=judged) for channel in channels]
    return tuple(filter(None, problems))


async def _tell_one(  # noqa: PLR0913 - as above
    store: Store, channel: Channel, session: aiohttp.ClientSession, started: datetime, now: datetime, *, judged: bool
) -> str | None:
    database, name = store.database, channel.name
    outbox.queue(database, name, started, now)
    changed = outbox.fresh(database, started)
    held = changed > most_changes(outbox.links_known(database))
    if held:
        outbox.hold(database, name, started, now + LONGEST_HOLD)
    elif judged:
        outbox.let_go(database, name, started, now)
    last = outbox.last_delivery(database, name)
    if last is not None and now - last < APART:
        return None
    waiting = outbox.waiting(database, name, now)
    sections = [*(_sections(store, channel, waiting.events) if waiting else ()), *(_held(changed) if held else ())]
    events = waiting.events if waiting else ()
    if not sections:
        outbox.delivered(database, name, events, last or now - APART)  # nobody heard of it: no hour begins
        return None
    problem = await _send(channel, sections, _number(name, events or (changed,)), session, now)
    if problem is None:
        outbox.delivered(database, name, events, now)
        return None
    if waiting:
        outbox.postponed(database, name, events, now + pause(waiting.tries))
    return f"[notify.{name}]: {problem}; {sum(section.total for section in sections)} news stay in the outbox"


def _sections(store: Store, channel: Channel, events: Sequence[int]) -> list[Section]:
    told = news(store.database, events)
    if channel.followed:
        told = [section for section in only(told, followed_ids(store.database)) if section.items]
    return told


def _held(changed: int) -> list[Section]:
    return [Section("held", "Changes in one run, held until the next one agrees", (), changed)]


def _number(channel: str, events: Sequence[int]) -> str:
    """Name a digest by what it tells, so that it has the same name when it is sent again."""
    return "msg_" + hashlib.sha256(f"{channel} {' '.join(map(str, events))}".encode()).hexdigest()[:24]


async def _send(
    channel: Channel, sections: Sequence[Section], number: str, session: aiohttp.ClientSession, now: datetime
) -> str | None:
    """Send a digest; returns what went wrong, never with an address, which may be a secret."""
    if channel.kind is ChannelKind.APPRISE:
        return await asyncio.to_thread(_by_apprise, channel, sections)
    told = message(channel, sections, number, now)
    try:
        async with session.post(
            channel.url, data=told.body, headers=told.headers, timeout=TIMEOUT, allow_redirects=False
        ) as answer:
            return None if answer.status in OK_STATUSES else f"answered {answer.status}"
    except TimeoutError:
        return "did not answer in time"
    except (aiohttp.ClientError, OSError, ValueError) as error:
        return f"could not be reached ({type(error).__name__})"


def _by_apprise(channel: Channel, sections: Sequence[Section]) -> str | None:
    try:
        import apprise  # noqa: PLC0415 - an extra, and half a second
    except ImportError:
        return "needs Apprise: pip install 'linkpulse[notify]'"
    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # it logs addresses
    service = apprise.Apprise()
    if not service.add(channel.url):
        return "is no address that Apprise knows"
    sent = service.notify(title=subject(sections), body=text(sections) or subject(sections), body_format="text")
    return None if sent else "was not taken by its service"
