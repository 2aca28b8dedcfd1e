"""Dropping old looks by run, and giving their room back to the disk."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from db.instants import to_text
from db.transaction import transaction

BATCH = 50
"""Runs that go in one transaction: others may write in between, and a kill loses nothing."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was dropped, and by how many bytes the file has shrunk."""

    runs: int
    looks: int
    bytes_freed: int


def prune(database: Database, until: datetime) -> Pruned:
    """Drop the looks of all runs that started until an instant; the runs themselves stay, with their counts."""
    old = "select id from runs where started_at <= ? and id in (select run_id from checks) order by id"
    runs = [row[0] for row in database.execute(old, (to_text(until),))]
    size, looks = _size(database), 0
    for at in range(0, len(runs), BATCH):
        marks = ", ".join("?" * len(runs[at : at + BATCH]))
        with transaction(database):
            looks += database.execute(f"delete from checks where run_id in ({marks})", runs[at : at + BATCH]).rowcount
    if looks:
        database.execute("vacuum")
    return Pruned(len(runs), looks, max(0, size - _size(database)))


def _size(database: Database) -> int:
    return int(database.execute("select page_count * page_size from pragma_page_count, pragma_page_size").fetchone()[0])
