"""Copies of dead links: which links still want one, and what the archives have."""

from datetime import datetime

from sqlite_utils import Database

from checks.model import Copy, ForgeName, Kind, Link
from db.instants import to_text
from db.transaction import transaction

NOTHING = ""
"""Stands in `copies.url` where an archive was asked and has none: nobody is asked twice."""

_WANTED = """
select l.id, l.url, l.kind, l.host, l.forge, l.name from link_state s join links l on l.id = s.link_id
where s.health = 'dead' and l.id not in (select link_id from copies)
  and exists (select 1 from mentions m where m.link_id = l.id and m.removed_at is null)
order by s.since desc, l.id limit ?
"""


def unrescued(database: Database, limit: int) -> list[Link]:
    """Return watched links that are confirmed dead and for which no archive was asked yet, the latest deaths first."""
    found = database.execute(_WANTED, (limit,)).fetchall()
    return [
        Link(id_, url, Kind(kind), host, forge and ForgeName(forge), name)
        for id_, url, kind, host, forge, name in found
    ]


def save_copy(database: Database, link_id: int, copy: Copy, at: datetime) -> None:
    """Keep what an archive answered at an instant."""
    insert = "insert into copies (link_id, archive, url, taken_at, found_at) values (?, ?, ?, ?, ?)"
    with transaction(database):
        database.execute(insert, (link_id, copy.archive, copy.url or NOTHING, to_text(copy.taken_at), to_text(at)))
