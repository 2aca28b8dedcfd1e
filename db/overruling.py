"""What people overrule: links that are to be ignored, with a reason and perhaps an end."""

from datetime import date, datetime
from typing import NamedTuple

from sqlite_utils import Database

from db.instants import to_text
from db.queries import pattern
from db.transaction import transaction

IGNORED = "ignored"
"""The field of a correction that takes links out of all checks and lists."""
LASTING = "field = 'ignored' and (ends_at is null or ends_at > :now)"


class Ignored(NamedTuple):
    """One pattern that is ignored: why, by whom, until when (ISO text, null for ever), and its links."""

    pattern: str
    reason: str
    author: str
    made_at: str
    ends_at: str | None
    links: int


def ignore(  # noqa: PLR0913 - what, why, by whom, from when until when
    database: Database, written: str, at: datetime, *, reason: str, author: str, until: date | None = None
) -> int:
    """Ignore the links that match a pattern; returns how many these are. The same pattern again replaces the first."""
    with transaction(database):
        _forget(database, written)
        row = (IGNORED, written, reason, author, to_text(at), until and until.isoformat())
        insert = "insert into corrections (field, value, reason, author, made_at, ends_at) values (?, ?, ?, ?, ?, ?)"
        database.execute(insert, row)
    refresh(database, at)
    return next(one.links for one in ignored(database, at) if one.pattern == written)


def heed(database: Database, written: str, at: datetime) -> bool:
    """Ignore a pattern no more; False if it was not ignored."""
    with transaction(database):
        known = _forget(database, written)
    refresh(database, at)
    return known


def _forget(database: Database, written: str) -> bool:
    return bool(database.execute("delete from corrections where field = ? and value = ?", (IGNORED, written)).rowcount)


def refresh(database: Database, now: datetime) -> None:
    """Find the links that are ignored now: new ones may match a pattern, and a pattern may have ended."""
    lasting = database.execute(f"select value from corrections where {LASTING}", {"now": to_text(now)}).fetchall()
    with transaction(database):
        database.execute("delete from ignored_links")
        for (written,) in lasting:
            database.execute(
                """insert or ignore into ignored_links (link_id) select id from links
                   where lower(url) glob :pattern or lower(name) glob :pattern""",
                {"pattern": pattern(written)},
            )


def ignored(database: Database, now: datetime) -> list[Ignored]:
    """Return every pattern with the number of links that it matches; one that has ended matches none."""
    found = database.execute(
        "select value, reason, author, made_at, ends_at from corrections where field = ? order by id", (IGNORED,)
    ).fetchall()
    return [Ignored._make((*row, 0 if _has_ended(row[4], now) else _matches(database, row[0]))) for row in found]


def _has_ended(ends_at: str | None, now: datetime) -> bool:
    return ends_at is not None and ends_at <= (to_text(now) or "")


def _matches(database: Database, written: str) -> int:
    sql = "select count(*) from links where lower(url) glob :pattern or lower(name) glob :pattern"
    return int(database.execute(sql, {"pattern": pattern(written)}).fetchone()[0])
