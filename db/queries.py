"""Reading: one named function for each question that is not a plain view. Nothing here writes."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from sqlite_utils import Database

from checks.model import (
    CodeState,
    ForgeName,
    Health,
    Kind,
    Link,
    LinkState,
    Reason,
    ReleaseStatus,
    Validator,
    Watched,
)
from db.instants import flags_from_text, from_text, to_text

Row = dict[str, Any]
PAGE = 500
LONGEST_WAIT = timedelta(days=100)
"""Nothing is left alone for longer: a later instant was written while the clock ran ahead."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which links a run looks at: all or only what is due, those that match, those of some listings.

    `only` matches address or name in any case, with * and ? as wildcards. `listings` None: of any. The addresses in
    `known` are left out.
    """

    everything: bool = False
    only: str | None = None
    listings: tuple[int, ...] | None = None
    known: frozenset[str] = frozenset()


class Listing(NamedTuple):
    """One listing that was read."""

    id: int
    source: str
    format: str
    added_at: str
    last_read_at: str
    active: bool


def rows(database: Database, sql: str, parameters: Sequence[object] | dict[str, object] = ()) -> list[Row]:
    """Return the rows of a question as dictionaries."""
    cursor = database.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def listings(database: Database) -> list[Listing]:
    """Return every listing that was ever read, in the order in which they came."""
    sql = "select id, source, format, added_at, last_read_at, active = 1 from listings order by id"
    return [Listing(*row) for row in database.execute(sql)]


class KnownListing(NamedTuple):
    """What is known of a listing that may be read again: its row, its format, and what tells whether it has changed."""

    id: int
    format: str
    etag: str | None


def known_listing(database: Database, source: str, read_by: str) -> KnownListing | None:
    """Return what is known of a listing by the name under which it is kept; one that was read otherwise has no etag."""
    told = "select id, format, iif(read_by is ?, etag, null) from listings where source = ?"
    found = database.execute(told, (read_by, source)).fetchone()
    return KnownListing(*found) if found else None


# ── What is due ──────────────────────────────────────────────────────────────────────────────────

_DUE = """
from links l join link_state s on s.link_id = l.id
where (:everything or s.next_check_at is null or s.next_check_at <= :now or s.next_check_at > :never)
  and (:only is null or lower(l.url) glob :only or lower(l.name) glob :only)
  and (:known is null or l.url not in (select value from json_each(:known)))
  and exists (select 1 from mentions m where m.link_id = l.id and m.removed_at is null {of_listings})
  and l.id not in (select link_id from ignored_links)
"""


def due_hosts(database: Database, now: datetime, scope: Scope) -> Iterator[tuple[str, int]]:
    """Yield each host with the number of its due links; hosts that want to be left alone are left out."""
    after = ""
    sql = f"""select l.host, count(*) {_due(scope)} and l.host > :after
      and l.host not in (select host from hosts where blocked_until > :now)
      group by l.host order by l.host limit :limit"""
    while found := database.execute(sql, _binding(scope, now) | {"after": after, "limit": PAGE}).fetchall():
        yield from found
        after = found[-1][0]


class Held(NamedTuple):
    """A host that wants to be left alone, with how many of its links are due; `until` is ISO text."""

    host: str
    until: str
    reason: str
    links: int


def held_hosts(database: Database, now: datetime, scope: Scope) -> list[Held]:
    """Return the hosts that are left out of a run because they asked for it."""
    sql = f"""select h.host, h.blocked_until, h.reason, d.links from hosts h join (
        select l.host, count(*) as links {_due(scope)} group by l.host) d on d.host = h.host
      where h.blocked_until > :now"""
    return [Held(*row) for row in database.execute(sql, _binding(scope, now))]


def due_links(  # noqa: PLR0913 - a page of one host's share of a scope at an instant
    database: Database, host: str, now: datetime, scope: Scope, *, after_id: int = 0, limit: int = PAGE
) -> list[Watched]:
    """Return due links of one host with an id above `after_id`, with all that their looks are judged by.

    The first ids come first; among these, those that have been due the longest.
    """
    sql = f"""select l.id, l.url, l.kind, l.host, l.forge, l.name, l.node_id, l.moved_to, s.*,
        exists (select 1 from mentions p where p.link_id = l.id and p.removed_at is null and p.claim = 'promised')
          as promised
      {_due(scope)} and l.host = :host and l.id > :after order by l.id limit :limit"""
    found = rows(database, sql, _binding(scope, now) | {"host": host, "after": after_id, "limit": limit})
    return [_watched(row) for row in sorted(found, key=lambda row: (row["next_check_at"] or "", row["id"]))]


def _due(scope: Scope) -> str:
    return _DUE.format(of_listings=of_listings(scope.listings))


def of_listings(listings: Sequence[int] | None) -> str:
    """Return the condition that keeps mentions `m` to some listings; none for None.

    The plus keeps SQLite from looking for the mentions of a link among all those of a listing.
    """
    if listings is None:
        return ""
    return f"and +m.listing_id in ({', '.join(str(int(one)) for one in listings) or 'null'})"


def _binding(scope: Scope, now: datetime) -> dict[str, object]:
    return {
        "everything": scope.everything,
        "now": to_text(now),
        "never": to_text(now + LONGEST_WAIT),
        "only": scope.only and pattern(scope.only),
        "known": json.dumps(sorted(scope.known)) if scope.known else None,
    }


def pattern(only: str) -> str:
    """Return what GLOB understands: a part of the text without wildcards of its own, and no sets of characters."""
    plain = only.lower().replace("[", "[[]")
    return plain if set("*?") & set(plain) else f"*{plain}*"


def _watched(row: Row) -> Watched:
    return Watched(_link(row), _state(row), CodeState(row["code_state"]), promised=bool(row["promised"]))


def _link(row: Row) -> Link:
    return Link(
        id=row["id"],
        url=row["url"],
        kind=Kind(row["kind"]),
        host=row["host"],
        forge=row["forge"] and ForgeName(row["forge"]),
        name=row["name"],
        node_id=row["node_id"],
        head_oid=row["head_oid"],
        pushed_at=from_text(row["pushed_at"]),
        validator=_validator(row),
    )


def _validator(row: Row) -> Validator | None:
    read_at = from_text(row["read_at"])
    return Validator(row["validator"], read_at) if row["validator"] and read_at else None


def _state(row: Row) -> LinkState:
    return LinkState(
        health=Health(row["health"]),
        reason=row["reason"] and Reason(row["reason"]),
        since=from_text(row["since"]),
        first_ok_at=from_text(row["first_ok_at"]),
        last_ok_at=from_text(row["last_ok_at"]),
        last_checked_at=from_text(row["last_checked_at"]),
        fail_count=row["fail_count"],
        fail_first_at=from_text(row["fail_first_at"]),
        fail_reason=row["fail_reason"] and Reason(row["fail_reason"]),
        confirm_at=from_text(row["confirm_at"]),
        ok_first_at=from_text(row["ok_first_at"]),
        withheld_first_at=from_text(row["withheld_first_at"]),
        moved_to=row["moved_to"],
        flags=flags_from_text(row["flags"]),
        recent=row["spark_30"],
        content_type=row["content_type"],
    )


def played(database: Database) -> tuple[datetime | None, datetime | None]:
    """Return when the first and the latest run started; None and None before there was one."""
    first, latest = database.execute("select min(started_at), max(started_at) from runs").fetchone()
    return from_text(first), from_text(latest)


def latest_judged(database: Database) -> datetime | None:
    """Return when the latest run that judged anything ended, or began if it did not end; None if there is none."""
    sql = "select coalesce(finished_at, started_at) from runs where checked > 0 order by id desc limit 1"
    found = database.execute(sql).fetchone()
    return from_text(found[0]) if found else None


def run_interval(database: Database, latest: int = 20) -> timedelta:
    """Return how far apart runs really are: the median of the latest gaps, a day before there are three runs."""
    sql = "select started_at from runs where outcome <> 'aborted' order by id desc limit ?"
    instants = [from_text(row[0]) for row in database.execute(sql, (latest,))]
    gaps = sorted(one - other for one, other in pairwise(instants) if one and other)
    return gaps[len(gaps) // 2] if len(gaps) > 1 else timedelta(days=1)


# ── What it all comes to ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Counts:
    """How many watched links have each health, never answered apart, and entries each release status."""

    entries: int
    health: dict[Health, int]
    never_answered: int
    status: dict[ReleaseStatus, int]


def counts(database: Database, of: Sequence[int] | None = None) -> Counts:
    """Count the links and entries of some listings, or of all. `suspect` and `dead` are those that once answered."""
    listed = of_listings(of)
    health: dict[Health, int] = {}
    never = 0
    of_links = f"""select coalesce(o.value, s.health) as stands,
        s.first_ok_at is null and coalesce(o.value, s.health) in ('suspect', 'dead'), count(*)
      from link_state s left join overruled o on o.link_id = s.link_id and o.field = 'health'
      where exists (select 1 from mentions m where m.link_id = s.link_id and m.removed_at is null {listed})
        and s.link_id not in (select link_id from ignored_links)
      group by 1, 2"""
    for word, unanswered, number in database.execute(of_links):
        if unanswered:
            never += number
        else:
            health[Health(word)] = number
    of_entries = f"""select t.status, count(*) from entry_status t where exists (
        select 1 from mentions m where m.entry_id = t.entry_id and m.removed_at is null {listed})
      and not exists (select 1 from ignored_links g where g.link_id = t.link_id) group by 1"""
    status = {ReleaseStatus(word): number for word, number in database.execute(of_entries)}
    listed_entries = f"select count(distinct m.entry_id) from entry_listings m where m.removed_at is null {listed}"
    return Counts(database.execute(listed_entries).fetchone()[0], health, never, status)
