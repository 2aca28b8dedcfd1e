"""The only writer of a database."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from checks.model import Entry, Event, EventKind, Look, Mention, ReleaseStatus, StatusRuling
from db import saving
from db.instants import to_text
from db.opening import explained, open_for_writing, sole_writer
from db.recording import hold, record, save_events
from db.rollups import roll_up, roll_up_releases
from db.saving import Saved, batched
from db.sought import save_found
from db.transaction import transaction

__all__ = ["Saved", "Store"]
SOURCE_LENGTH = 4000

_ABORT = """
update runs set outcome = 'aborted',
  checked = (select count(*) from checks where run_id = runs.id),
  finished_at = coalesce((select max(checked_at) from checks where run_id = runs.id), started_at)
where finished_at is null
"""


class Store:
    """Writes what was read and seen. Its methods raise DatabaseError when nothing can be written any more."""

    def __init__(self, database: Database, path: Path, resources: ExitStack):
        """Use `Store.open`."""
        self.database, self.path, self._resources = database, path, resources

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open, create or migrate the database at `path`, and be its sole writer until closed."""
        with ExitStack() as stack:
            stack.enter_context(sole_writer(path))
            database = open_for_writing(path)
            stack.callback(database.close)
            return cls(database, path, stack.pop_all())

    def close(self) -> None:
        """Close the database and let others write."""
        self._resources.close()

    def __enter__(self) -> Self:
        """Be closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close, whatever happened."""
        self.close()

    # ── Listings ─────────────────────────────────────────────────────────────────────────────────

    def save_listing(self, source: str, format_name: str, at: datetime, *, active: bool | None = None) -> int:
        """Return the listing of that source, made or brought up to date; `active` None keeps what is stored."""
        with self._writing() as database:
            database.execute(
                """insert into listings (source, format, added_at, last_read_at, active)
                   values (?1, ?2, ?3, ?3, coalesce(?4, 0))
                   on conflict (source) do update set format = ?2, last_read_at = ?3, active = coalesce(?4, active)""",
                (_name(source), format_name, to_text(at), active),
            )
            return int(database.execute("select id from listings where source = ?", (_name(source),)).fetchone()[0])

    def trust_listing(self, listing_id: int, etag: str | None, read_by: str) -> None:
        """Remember by what a listing can be asked for changes, now that all it holds is stored.

        `read_by` says how it was read: whoever reads otherwise reads it whole. An `etag` of None trusts nothing.
        """
        with self._writing() as database:
            told = "update listings set etag = ?, read_by = ? where id = ?"
            database.execute(told, (etag, read_by if etag else None, listing_id))

    def save_entries(self, listing_id: int, entries: Iterable[Entry], at: datetime, *, rule_version: int) -> Saved:
        """Store what a listing holds now; what it no longer holds keeps its history and gets `removed_at`."""
        with self._explaining():
            return saving.save_entries(self.database, listing_id, entries, at, rule_version=rule_version)

    def remove_listing(self, source: str, at: datetime) -> bool:
        """Stop reading a listing and watching what only it mentions; False if it is not known or was removed before."""
        with self._writing() as database:
            found = database.execute("select id, active from listings where source = ?", (_name(source),)).fetchone()
            if found is None:
                return False
            changed = 0
            for table in ("mentions", "entry_listings"):
                update = f"update {table} set removed_at = ? where listing_id = ? and removed_at is null"
                changed += database.execute(update, (to_text(at), found[0])).rowcount
            database.execute("update listings set active = 0, etag = null where id = ?", found[:1])
            return bool(changed or found[1])

    def save_found(self, entry_id: int, mentions: Sequence[Mention], at: datetime, *, rule_version: int) -> list[Event]:
        """Store what was found of a paper beside its listing, with the news that this is; returns them."""
        with self._writing() as database:
            events = save_found(database, entry_id, mentions, at, rule_version=rule_version)
            save_events(database, None, ((event, None) for event in events))
            return events

    # ── Runs ─────────────────────────────────────────────────────────────────────────────────────

    def start_run(self, at: datetime) -> int:
        """Open a run; one that never finished was killed, and is marked so."""
        with self._writing() as database:
            database.execute(_ABORT)
            return int(database.execute("insert into runs (started_at) values (?)", (to_text(at),)).lastrowid or 0)

    def record(self, run_id: int, looks: Sequence[Look], *, rule_version: int) -> None:
        """Record a batch of looks in one transaction."""
        with self._explaining():
            record(self.database, run_id, looks, rule_version=rule_version)

    def save_rulings(self, run_id: int | None, rulings: Iterable[StatusRuling], at: datetime) -> None:
        """Store release statuses that changed, and what they come to after this run; a promise run out is an event."""
        with self._writing() as database:
            for some in batched(rulings):
                _save_rulings(database, run_id, some, at)
            if run_id is not None:
                roll_up_releases(database, run_id)

    def save_events(self, run_id: int | None, events: Iterable[Event]) -> None:
        """Append events that do not come from a look."""
        with self._writing() as database:
            save_events(database, run_id, ((event, None) for event in events))

    def finish_run(self, run_id: int, at: datetime, outcome: str, *, blind_seconds: float = 0.0) -> None:
        """Close a run and sum it up; one that is closed stays as it is."""
        with self._writing() as database:
            finish = """update runs set finished_at = ?, outcome = ?, blind_seconds = ?,
                          checked = (select count(*) from checks where run_id = runs.id)
                        where id = ? and finished_at is null"""
            if database.execute(finish, (to_text(at), outcome, blind_seconds, run_id)).rowcount:
                roll_up(database, run_id)

    def back_off(self, host: str, until: datetime, reason: str, at: datetime) -> None:
        """Leave a host alone until an instant."""
        with self._writing() as database:
            hold(database, host, until, reason, at)

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        with self._explaining(), transaction(self.database):
            yield self.database

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise  # mistakes of ours, not the database's
        except sqlite3.DatabaseError as problem:
            raise explained(self.path, problem) from problem


def _name(source: str) -> str:
    """Return a source as it can be stored: a file name on disk may hold bytes that are no text."""
    return saving.clean(source, SOURCE_LENGTH)


_RULED = """
insert into entry_status (entry_id, status, link_id, overdue_at, since) values (?1, ?2, ?3, ?4, ?5)
on conflict (entry_id) do update set status = ?2, link_id = ?3, overdue_at = ?4,
  since = case when status = ?2 then since else ?5 end
"""
_MACHINE_SAYS = "update overruled set machine = ? where entry_id = ? and field = 'status'"


def _save_rulings(database: Database, run_id: int | None, rulings: Sequence[StatusRuling], at: datetime) -> None:
    """Write what differs from the stored rulings, and nothing else; `since` moves only with the status."""
    entries = json.dumps([ruling.entry_id for ruling in rulings])
    known = """select entry_id, status, link_id, overdue_at from entry_status
               where entry_id in (select value from json_each(?))"""
    stored = {row[0]: row[1:] for row in database.execute(known, (entries,))}
    said = [(ruling.machine, ruling.entry_id) for ruling in rulings if ruling.machine is not None]
    database.conn.executemany(_MACHINE_SAYS, said)
    for ruling in rulings:
        before, now = stored.get(ruling.entry_id), (ruling.status, ruling.link_id, to_text(ruling.overdue_at))
        if before != now:
            database.execute(_RULED, (ruling.entry_id, *now, to_text(at)))
        if ruling.status is ReleaseStatus.OVERDUE and before and before[0] != ReleaseStatus.OVERDUE:
            event = Event(EventKind.OVERDUE, at, old=before[0], new=ruling.status, entry_id=ruling.entry_id)
            save_events(database, run_id, [(event, ruling.link_id)])
