"""One transaction that may write: begun IMMEDIATE, since a later upgrade from reading would fail at once under WAL."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database


@contextmanager
def transaction(database: Database) -> Iterator[None]:
    """Write everything or nothing; a transaction inside another is part of it."""
    if database.conn.in_transaction:
        yield
        return
    database.conn.execute("begin immediate")
    try:
        yield
        database.conn.execute("commit")
    except BaseException:
        database.conn.rollback()
        raise
