"""Opening a database: it is ours or new, not newer than this program, and nobody else writes to it."""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from checks.errors import DatabaseError
from db.schema import APPLICATION_ID, NAMES, migrations
from db.views import replace_views

BUSY_SECONDS = 10.0


@contextmanager
def sole_writer(path: Path) -> Iterator[None]:
    """Hold `<path>.lock`; the kernel frees it when this process ends, however it ends."""
    lock = Path(f"{path}.lock")
    try:
        with lock.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
    except BlockingIOError as held:
        raise DatabaseError(f"{path}: another run holds this database; wait until it has ended") from held
    except OSError as problem:
        raise DatabaseError(f"{lock}: cannot be written ({problem.strerror})") from problem


def open_for_writing(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> Database:
    """Open, create or migrate the database at `path`; raises DatabaseError in words that say what to do."""
    try:
        # isolation_level None: transactions are begun explicitly, and IMMEDIATE (a later upgrade would fail at once).
        connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)
        return _prepared(Database(connection), path)
    except sqlite3.Error as problem:
        raise explained(path, problem) from problem


def open_for_reading(path: Path) -> Database:
    """Open an existing database of ours without the right to write; raises DatabaseError."""
    if not path.is_file():
        raise DatabaseError(f"{path}: there is no such database; `linkpulse check LISTING` makes one")
    try:
        database = Database(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=BUSY_SECONDS))
        _ours(database, path)
    except sqlite3.Error as problem:
        raise explained(path, problem) from problem
    return database


def explained(path: Path, problem: sqlite3.Error) -> DatabaseError:
    """Say in one line what SQLite complains of."""
    text = str(problem)
    if "not a database" in text:
        return DatabaseError(f"{path}: is not a SQLite database; name another file with --db")
    if "locked" in text:
        return DatabaseError(f"{path}: another program is writing to it; try again when it has ended")
    if "full" in text:
        return DatabaseError(f"{path}: the disk is full; what was recorded before is safe")
    return DatabaseError(f"{path}: {text}")


def _prepared(database: Database, path: Path) -> Database:
    fresh = not database.execute("select 1 from sqlite_master limit 1").fetchone()
    if not fresh:
        _ours(database, path)
    if database.execute("pragma journal_mode = wal").fetchone()[0] != "wal":
        raise DatabaseError(f"{path}: this file system cannot keep a write-ahead log; put the database on a local disk")
    database.execute("pragma synchronous = normal")
    database.execute("pragma foreign_keys = on")
    if fresh:
        database.execute(f"pragma application_id = {APPLICATION_ID}")
    migrations.apply(database)
    replace_views(database)
    return database


def _ours(database: Database, path: Path) -> None:
    if database.execute("pragma application_id").fetchone()[0] != APPLICATION_ID:
        raise DatabaseError(f"{path}: is not a linkpulse database; name another file with --db")
    if newer := sorted({migration.name for migration in migrations.applied(database)} - NAMES):
        raise DatabaseError(f"{path}: was written by a newer linkpulse (it has {', '.join(newer)}); upgrade linkpulse")
