"""What people overrule: links to be ignored, and what they know better of a link or a paper; with reason and end.

`corrections` holds what was said, `ignored_links` and `overruled` what that comes to now. A correction whose subject
is not known yet waits until it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlite_utils import Database

from db.following import papers_named
from db.instants import to_text
from db.queries import pattern
from db.story import find_link
from db.transaction import transaction

IGNORED = "ignored"
"""The field of a correction that takes links out of all checks and lists; its subject is a pattern."""
OF_LINKS = frozenset({"health", "code_state"})
"""Fields of a link; all others but IGNORED belong to a paper."""
FILED = "file"
_LASTING = "(ends_at is null or ends_at > :now)"
_MACHINE = {
    "health": "select health from link_state where link_id = :id",
    "code_state": "select code_state from link_state where link_id = :id",
    "promised_by": "select max(promised_by) from mentions where entry_id = :id and removed_at is null",
    "status": """select coalesce((select machine from told_before where entry_id = :id and field = 'status'),
                   (select status from entry_status where entry_id = :id))""",
}
"""What the machine says of a field. Of a status that people have overruled it was noted when it was last ruled on."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says: `subject` names a link, a paper or, for IGNORED, a pattern; `until` is the day it ends."""

    subject: str
    field: str
    value: str
    reason: str
    author: str
    until: date | None = None


class Standing(NamedTuple):
    """A correction as it stands: what it comes to (`matches`), and what the machine says instead."""

    subject: str
    field: str
    value: str
    reason: str
    author: str
    made_at: str
    ends_at: str | None
    matches: int
    machine: str | None

    def has_ended(self, now: datetime) -> bool:
        """Whether its day has come."""
        return self.ends_at is not None and self.ends_at <= (to_text(now) or "")


def say(database: Database, correction: Correction, at: datetime) -> Standing:
    """Store a correction and what it comes to; the same subject and field again replaces the first."""
    with transaction(database):
        _forget(database, correction.subject, correction.field)
        _insert(database, correction, to_text(at), None)
    refresh(database, at)
    key = (correction.subject, correction.field)
    return next(one for one in standing(database) if (one.subject, one.field) == key)


def take_back(database: Database, subject: str, field: str, at: datetime) -> bool:
    """Forget a correction; False if there was none."""
    with transaction(database):
        known = _forget(database, subject, field)
    refresh(database, at)
    return known


def say_filed(database: Database, corrections: Sequence[Correction], at: datetime) -> None:
    """Let the corrections of a file stand in place of those that it held before; what stays keeps its date."""
    dates = "select subject || '=' || field, made_at from corrections where source = ?"
    with transaction(database):
        made_at = dict(database.execute(dates, (FILED,)).fetchall())
        database.execute("delete from corrections where source = ?", (FILED,))
        for one in corrections:
            _forget(database, one.subject, one.field)
            _insert(database, one, made_at.get(f"{one.subject}={one.field}", to_text(at)), FILED)
    refresh(database, at)


def _forget(database: Database, subject: str, field: str) -> bool:
    return bool(database.execute("delete from corrections where subject = ? and field = ?", (subject, field)).rowcount)


def _insert(database: Database, one: Correction, made_at: str | None, source: str | None) -> None:
    until = one.until and one.until.isoformat()
    database.execute(
        """insert into corrections (subject, field, value, reason, author, made_at, ends_at, source)
           values (?, ?, ?, ?, ?, ?, ?, ?)""",
        (one.subject, one.field, one.value, one.reason, one.author, made_at, until, source),
    )


def refresh(database: Database, now: datetime) -> None:
    """Find what corrections come to now: a subject may have become known, and an end may have passed."""
    lasting = f"select id, subject, field, value from corrections where {_LASTING} order by id"
    with transaction(database):
        database.execute("create temp table told_before as select entry_id, field, machine from overruled")
        database.execute("delete from ignored_links")
        database.execute("delete from overruled")
        for id_, subject, field, value in database.execute(lasting, {"now": to_text(now)}).fetchall():
            if field == IGNORED:
                _ignore(database, subject)
            else:
                _overrule(database, id_, field, value, _meant(database, subject, field))
        database.execute("drop table told_before")


def _ignore(database: Database, subject: str) -> None:
    database.execute(
        """insert or ignore into ignored_links (link_id) select id from links
           where lower(url) glob :pattern or lower(name) glob :pattern""",
        {"pattern": pattern(subject)},
    )


def _meant(database: Database, subject: str, field: str) -> int | None:
    """Return the link or paper that a subject names; None if there is none, or more than one paper."""
    if field in OF_LINKS:
        return find_link(database, subject)
    papers = papers_named(database, subject, subject)
    return papers[0].id if len(papers) == 1 else None


def _overrule(database: Database, correction: int, field: str, value: str, meant: int | None) -> None:
    if meant is None:
        return
    column = "link_id" if field in OF_LINKS else "entry_id"
    database.execute(
        f"insert or replace into overruled (correction_id, {column}, field, value, machine) "
        f"values (:correction, :id, :field, :value, ({_MACHINE[field]}))",
        {"correction": correction, "id": meant, "field": field, "value": value},
    )


def standing(database: Database) -> list[Standing]:
    """Return every correction with what it comes to; one that has ended comes to nothing."""
    found = database.execute(
        """select c.subject, c.field, c.value, c.reason, c.author, c.made_at, c.ends_at,
             count(o.correction_id), max(o.machine)
           from corrections c left join overruled o on o.correction_id = c.id group by c.id order by c.id"""
    ).fetchall()
    return [_with_links(database, Standing(*row)) for row in found]


def _with_links(database: Database, one: Standing) -> Standing:
    if one.field != IGNORED:
        return one
    sql = """select count(*) from ignored_links g join links l on l.id = g.link_id
             where lower(l.url) glob :pattern or lower(l.name) glob :pattern"""
    return one._replace(matches=int(database.execute(sql, {"pattern": pattern(one.subject)}).fetchone()[0]))
