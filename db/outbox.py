"""News that waits to be told: one row for each piece of news and channel, kept until it was delivered."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlite_utils import Database

from checks.model import EventKind
from db.instants import from_text, to_text
from db.transaction import transaction

NEWS = (
    EventKind.CODE_RELEASED, EventKind.CODE_LINKED, EventKind.DIED, EventKind.REVIVED, EventKind.MOVED,
    EventKind.REPLACED, EventKind.WITHHELD, EventKind.OVERDUE,
)  # fmt: skip
"""What people are told of: confirmed transitions only."""
_KINDS = ", ".join(f"'{kind.value}'" for kind in NEWS)


_RESTLESS = """(kind in ('died', 'revived') and (exists (
  select 1 from link_state s where s.link_id = events.link_id and s.flags like '%flapping%') or exists (
  select 1 from overruled o where o.link_id = events.link_id and o.field = 'health')))"""
"""A link that dies and comes back again and again, or of which people know better, is said so where it stands."""


class Waiting(NamedTuple):
    """What a channel may be told: its events, and how often that was tried in vain."""

    events: tuple[int, ...]
    tries: int


def queue(database: Database, channel: str, since: datetime, due: datetime) -> int:
    """Put news behind what this channel was told last into its outbox; returns how much it was.

    A channel that never had anything begins with the news since an instant, and not with years of it.
    """
    with transaction(database):
        return int(
            database.execute(
                f"""insert or ignore into outbox (event_id, channel, next_try_at)
                select id, :channel, :due from events where kind in ({_KINDS}) and not {_RESTLESS} and case
                  when exists (select 1 from outbox where channel = :channel)
                  then id > (select max(event_id) from outbox where channel = :channel)
                  else at >= :since end""",
                {"channel": channel, "due": to_text(due), "since": to_text(since)},
            ).rowcount
        )


def fresh(database: Database, since: datetime) -> int:
    """Count the news since an instant."""
    found = database.execute(f"select count(*) from events where at >= ? and kind in ({_KINDS})", (to_text(since),))
    return int(found.fetchone()[0])


def links_known(database: Database) -> int:
    """Count the links that were ever mentioned."""
    return int(database.execute("select count(*) from links").fetchone()[0])


def waiting(database: Database, channel: str, now: datetime) -> Waiting | None:
    """Return what a channel may be told now; None if there is nothing."""
    found = database.execute(
        """select event_id, tries from outbox where channel = ? and delivered_at is null and next_try_at <= ?
           order by event_id""",
        (channel, to_text(now)),
    ).fetchall()
    return Waiting(tuple(event for event, _ in found), max(tries for _, tries in found)) if found else None


def last_delivery(database: Database, channel: str) -> datetime | None:
    """Return when a channel was told something the last time."""
    found = database.execute("select max(delivered_at) from outbox where channel = ?", (channel,)).fetchone()
    return from_text(found[0])


def delivered(database: Database, channel: str, events: Sequence[int], at: datetime) -> None:
    """Remember that a channel knows of these events."""
    with transaction(database):
        database.conn.executemany(
            "update outbox set delivered_at = ?, tries = tries + 1 where channel = ? and event_id = ?",
            [(to_text(at), channel, event) for event in events],
        )


def postponed(database: Database, channel: str, events: Sequence[int], until: datetime) -> None:
    """Remember that a channel did not take these events, and when it is tried again."""
    with transaction(database):
        database.conn.executemany(
            "update outbox set next_try_at = ?, tries = tries + 1 where channel = ? and event_id = ?",
            [(to_text(until), channel, event) for event in events],
        )


def hold(database: Database, channel: str, since: datetime, until: datetime) -> None:
    """Let the news since an instant wait, untried."""
    with transaction(database):
        database.execute(
            """update outbox set next_try_at = ? where channel = ? and delivered_at is null
               and event_id in (select id from events where at >= ?)""",
            (to_text(until), channel, to_text(since)),
        )


def let_go(database: Database, channel: str, before: datetime, now: datetime) -> None:
    """Let go of held news from before an instant; a death that was taken back meanwhile is told to nobody."""
    held = "channel = :channel and delivered_at is null and tries = 0 and next_try_at > :now"
    told = {"channel": channel, "now": to_text(now), "before": to_text(before)}
    with transaction(database):
        database.execute(
            f"""delete from outbox where {held} and event_id in (
              select e.id from events e join link_state s on s.link_id = e.link_id
              where e.at < :before and e.kind = 'died' and s.health is not 'dead')""",
            told,
        )
        database.execute(
            f"""update outbox set next_try_at = :now where {held}
              and event_id in (select id from events where at < :before)""",
            told,
        )
