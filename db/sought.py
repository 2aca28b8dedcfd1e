"""Promised code that is looked for beside its listing: which papers are due, and what was found."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlite_utils import Database

from checks.model import Event, EventKind, Kind, Mention
from db.instants import from_text, to_text
from db.queries import of_listings
from db.saving import FoundMentions
from db.transaction import transaction


class Unmet(NamedTuple):
    """A paper with an unmet promise: where to look, and since when it is waited for.

    `named`: some repository is named for it already.
    """

    entry_id: int
    arxiv_id: str | None
    pages: tuple[str, ...]
    since: datetime
    named: bool = False


_DUE = """
select e.id, e.arxiv_id, e.first_seen_at, exists (select 1 from mentions m join links l on l.id = m.link_id
    where m.entry_id = e.id and m.removed_at is null and l.kind = 'repo')
from entries e join entry_status t on t.entry_id = e.id
where t.status in ('coming_soon', 'overdue', 'unknown')
  and exists (select 1 from mentions m where m.entry_id = e.id and m.removed_at is null and m.claim = 'promised'
    {listed})
  and (e.arxiv_id is not null or exists (select 1 from mentions m join links l on l.id = m.link_id
    where m.entry_id = e.id and m.removed_at is null and l.kind = 'page'))
  and not exists (select 1 from sought q where q.entry_id = e.id and q.next_at > :now)
order by (select q.next_at from sought q where q.entry_id = e.id), e.id limit :limit
"""
_PAGES = """
select distinct l.url from mentions m join links l on l.id = m.link_id join link_state s on s.link_id = l.id
where m.entry_id = ? and m.removed_at is null and l.kind = ? and s.health in ('up', 'suspect')
  and l.id not in (select link_id from ignored_links)
"""


def unmet_promises(database: Database, now: datetime, limit: int, listings: Sequence[int] | None) -> list[Unmet]:
    """Return papers whose promises are to be looked for now, those first that were never or longest not."""
    sql = _DUE.format(listed=of_listings(listings))
    found = database.execute(sql, {"now": to_text(now), "limit": limit}).fetchall()
    return [
        Unmet(id_, arxiv_id, _pages(database, id_), from_text(since) or now, bool(named))
        for id_, arxiv_id, since, named in found
    ]


def _pages(database: Database, entry_id: int) -> tuple[str, ...]:
    return tuple(url for (url,) in database.execute(_PAGES, (entry_id, Kind.PAGE.value)))


def note_sought(database: Database, entry_id: int, at: datetime, next_at: datetime) -> None:
    """Remember that a paper was looked for, and when to look again."""
    row = (entry_id, to_text(at), to_text(next_at))
    with transaction(database):
        database.execute("insert or replace into sought (entry_id, asked_at, next_at) values (?, ?, ?)", row)


def entries_promising(database: Database, link_id: int) -> list[int]:
    """Return the papers that promise something at a link."""
    sql = "select distinct entry_id from mentions where link_id = ? and removed_at is null and claim = 'promised'"
    return [int(entry) for (entry,) in database.execute(sql, (link_id,))]


def save_found(
    database: Database, entry_id: int, mentions: Sequence[Mention], at: datetime, *, rule_version: int
) -> list[Event]:
    """Add what was found to a paper; returns the news of each repository that nothing had named for it before."""
    with transaction(database):
        before = _named(database, entry_id)
        FoundMentions(database, entry_id, at, rule_version).save(mentions)
        after = _named(database, entry_id)
    return [
        Event(EventKind.CODE_LINKED, at, detail=origin, link_id=link_id, entry_id=entry_id)
        for link_id, origin in after.items()
        if link_id not in before
    ]


def _named(database: Database, entry_id: int) -> dict[int, str]:
    """Return the repositories that are named for a paper, each with where it was found first."""
    sql = """select m.link_id, m.origin from mentions m join links l on l.id = m.link_id
             where m.entry_id = ? and m.removed_at is null and l.kind = 'repo' order by m.id desc"""
    return dict(database.execute(sql, (entry_id,)).fetchall())
