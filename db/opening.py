"""Opening a database: it is ours or new, not newer than this program, and nobody else writes to it."""

import contextlib
import fcntl
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from checks.errors import DatabaseError
from db.schema import APPLICATION_ID, NAMES, migrations
from db.transaction import transaction
from db.views import replace_views

BUSY_SECONDS = 10.0
PUBLISHED = 1
"""The user_version of a copy for everybody: it holds too little to go on from."""


@contextmanager
def sole_writer(path: Path, who: str = "another run") -> Iterator[None]:
    """Hold `<path>.lock`; the kernel frees it when this process ends, however it ends.

    `who` is what else would hold it. Raises DatabaseError.
    """
    with contextlib.ExitStack() as held:
        # Resolved, so that a symbolic link to a database is not a second one.
        lock = Path(f"{path.resolve()}.lock")
        try:
            fcntl.flock(held.enter_context(lock.open("w")), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise DatabaseError(f"{path}: {who} holds this database; wait until it has ended") from taken
        except OSError as problem:
            raise DatabaseError(f"{lock}: cannot be written ({problem.strerror})") from problem
        yield


def is_held(path: Path) -> bool:
    """Tell whether somebody holds `<path>.lock` just now."""
    try:
        with Path(f"{path.resolve()}.lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def open_for_writing(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> Database:
    """Open, create or migrate the database at `path`; raises DatabaseError in words that say what to do."""
    with _closed_on_error() as opened:
        try:
            # isolation_level None: transactions are begun explicitly, and IMMEDIATE (a later upgrade fails at once).
            connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)
            opened.callback(connection.close)
            _prepare(Database(connection), path)
            return Opened(connection, path)
        except sqlite3.Error as problem:
            raise explained(path, problem) from problem


def open_for_reading(path: Path) -> Database:
    """Open an existing database of ours without the right to write; raises DatabaseError."""
    if not path.is_file():
        raise DatabaseError(f"{path}: there is no such database; `linkpulse check LISTING` makes one")
    try:
        return _read_only(path, "mode=ro")
    except sqlite3.Error as problem:
        # Beside a write-ahead log, readers keep a file of their own; where they may not and no log is there,
        # nobody can be writing either.
        if any(part in str(problem) for part in ("readonly", "unable to open")) and not _log_of(path).exists():
            return _read_only(path, "immutable=1")
        raise explained(path, problem) from problem


class Opened(Database):
    """A database whose failures are told in one line wherever they happen, as DatabaseError."""

    def __init__(self, connection: sqlite3.Connection, path: Path):
        """`path` is what the line names."""
        super().__init__(connection)
        self._path = path

    def execute(self, sql: str, parameters: Sequence[Any] | dict[str, Any] | None = None) -> sqlite3.Cursor:
        """Do what sqlite-utils does; raises DatabaseError where the file, not the question, is at fault."""
        try:
            return super().execute(sql, parameters)
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise  # mistakes of ours, not the database's
        except sqlite3.DatabaseError as problem:
            raise explained(self._path, problem) from problem


def explained(path: Path, problem: sqlite3.Error) -> DatabaseError:
    """Say in one line what SQLite complains of."""
    text = str(problem)
    for part, meaning in _MEANINGS.items():
        if part in text:
            return DatabaseError(f"{path}: {meaning}")
    return DatabaseError(f"{path}: {text}")


_MEANINGS = {
    "not a database": "is not a SQLite database; name another file with --db",
    "locked": "another program is writing to it; try again when it has ended",
    "full": "the disk is full; what was recorded before is safe",
    "readonly": "cannot be written; check who owns it and its folder",
    "unable to open": "cannot be opened; check that it is a file, and who owns it and its folder",
    "malformed": "is damaged (malformed); restore a copy or start a new one with --db",
}
"""What a part of SQLite's own text means to a person."""


def _log_of(path: Path) -> Path:
    return Path(f"{path.resolve()}-wal")


def _read_only(path: Path, how: str) -> Database:
    with _closed_on_error() as opened:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True, timeout=BUSY_SECONDS)
        opened.callback(connection.close)
        _ours(Database(connection), path)
        return Opened(connection, path)


@contextmanager
def _closed_on_error() -> Iterator[contextlib.ExitStack]:
    with contextlib.ExitStack() as opened:
        yield opened
        opened.pop_all()


def _prepare(database: Database, path: Path) -> None:
    fresh = not database.execute("select 1 from sqlite_master limit 1").fetchone()
    if not fresh:
        _ours(database, path)
        if database.execute("pragma user_version").fetchone()[0] == PUBLISHED:
            raise DatabaseError(f"{path}: is a published copy, which can only be read; name the database it came from")
    if database.execute("pragma journal_mode = wal").fetchone()[0] != "wal":
        raise DatabaseError(f"{path}: this file system cannot keep a write-ahead log; put the database on a local disk")
    database.execute("pragma synchronous = normal")
    database.execute("pragma foreign_keys = on")
    if fresh:
        database.execute(f"pragma application_id = {APPLICATION_ID}")
    migrations.apply(database)
    with transaction(database):
        replace_views(database)


def _ours(database: Database, path: Path) -> None:
    if database.execute("pragma application_id").fetchone()[0] != APPLICATION_ID:
        raise DatabaseError(f"{path}: is not a linkpulse database; name another file with --db")
    if newer := sorted({migration.name for migration in migrations.applied(database)} - NAMES):
        raise DatabaseError(f"{path}: was written by a newer linkpulse (it has {', '.join(newer)}); upgrade linkpulse")
