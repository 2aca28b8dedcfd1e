"""A copy of a database for everybody: what nobody else should see is taken out, and no byte of it stays.

Whatever belongs to a listing that is left out goes with it, found by foreign keys, so that no table is forgotten.
"""

import ipaddress
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from checks.model import Reason
from db.compacting import set_aside, take_back
from db.opening import PUBLISHED, explained, open_for_reading, open_for_writing
from db.transaction import transaction

EMPTIED = ("followed", "hosts", "outbox", "papers", "sought")
"""Tables that serve our own work, tell whom we wait for, or hold what listings were asked for."""
SEARCHED = ("entries", "mentions", "links")
UNSHOWN = (Reason.PRIVATE_ADDRESS, Reason.SECRET_IN_URL)
"""Why a link was never asked that is a reason to show it to nobody."""
LOCAL_NAMES = (".home.arpa", ".internal", ".intranet", ".lan", ".local", ".localhost")


@dataclass(frozen=True, slots=True)
class Copied:
    """What the copy holds: its listings by their public names, and how many rows."""

    listings: tuple[str, ...]
    papers: int
    links: int
    looks: int


def listings(path: Path) -> dict[int, str]:
    """Return every listing of a database by number; raises DatabaseError."""
    database = open_for_reading(path)
    try:
        return dict(database.execute("select id, source from listings order by id").fetchall())
    finally:
        database.close()


def copy_for_all(path: Path, target: Path, shown: Collection[int], masked: Callable[[str], str]) -> Copied:
    """Write to `target`, which must not exist, what everybody may see; `shown` are the listings that may be.

    `masked` takes secrets out of an address. Only a compacted file is left. Raises DatabaseError.
    """
    draft, looks = target.with_name(f"{target.name}.draft"), target.with_name(f"{target.name}.looks")
    try:
        _vacuum(path, draft)
        with _opened(draft) as database:
            copied = _cleared(database, shown, masked)
            set_aside(database, looks)
        _vacuum(draft, target)
        with _opened(target) as database:
            take_back(database, looks)
            database.execute("analyze")
            database.execute(f"pragma user_version = {PUBLISHED}")
            database.execute("pragma journal_mode = delete")
    finally:
        for left in target.parent.glob(f"{target.name}.*"):
            left.unlink()
    return copied


@contextmanager
def _opened(path: Path) -> Iterator[Database]:
    database = open_for_writing(path)
    try:
        database.execute("pragma foreign_keys = off")  # a parent goes before its children
        yield database
    finally:
        database.close()


def _vacuum(path: Path, target: Path) -> None:
    """Copy without free pages, and without what was deleted or overwritten."""
    database = open_for_reading(path)
    try:
        database.conn.execute("vacuum into ?", (str(target),))
    except sqlite3.Error as problem:
        raise explained(target, problem) from problem
    finally:
        database.close()


def _cleared(database: Database, shown: Collection[int], masked: Callable[[str], str]) -> Copied:
    connection = database.conn
    connection.create_function("is_local", 1, is_local, deterministic=True)
    connection.create_function("public_name", 1, public_name, deterministic=True)
    connection.create_function("masked", 1, masked, deterministic=True)
    with transaction(database):
        for table in EMPTIED:
            connection.execute(f"delete from {table}")
        _blot_out(database)
        _leave_out(database, shown)
        _drop_orphans(database)
        _rename(database)
        for table in SEARCHED:  # its index would keep the words of what is gone
            connection.execute(f"insert into {table}_fts({table}_fts) values ('rebuild')")
    names = tuple(row[0] for row in database.execute("select source from listings order by id"))
    counts = [
        database.execute(f"select count(*) from {table}").fetchone()[0] for table in ("entries", "links", "checks")
    ]
    return Copied(names, *counts)


_UNSHOWN = f"""select l.id from links l left join link_state s on s.link_id = l.id
  where is_local(l.host) or s.reason in ({", ".join(f"'{reason}'" for reason in UNSHOWN)})
    or l.id in (select link_id from ignored_links)"""


def _blot_out(database: Database) -> None:
    """Take addresses that nobody is shown out of the sentences about others: one sentence may name several."""
    named = f"""select entry_id, url from mentions where url is not null and link_id in ({_UNSHOWN})
      order by length(url) desc"""  # one may begin as another does
    blot = "update mentions set sentence = replace(sentence, ?2, '…') where entry_id = ?1 and instr(sentence, ?2)"
    database.conn.executemany(blot, database.execute(named).fetchall())


def _leave_out(database: Database, shown: Collection[int]) -> None:
    numbers = ", ".join(str(int(number)) for number in shown) or "null"
    for statement in (
        f"delete from listings where id not in ({numbers})",
        "delete from entry_listings where listing_id not in (select id from listings)",
        "delete from entries where id not in (select entry_id from entry_listings)",
        f"""delete from mentions where link_id in ({_UNSHOWN}) or listing_id not in (select id from listings)
          or entry_id not in (select id from entries)""",
        "delete from links where id not in (select link_id from mentions where link_id is not null)",
        "delete from host_days where host not in (select host from links)",
        """update entry_status set status = 'unknown', link_id = null, overdue_at = null
          where link_id not in (select id from links)""",
    ):
        database.conn.execute(statement)


def _drop_orphans(database: Database) -> None:
    """Drop every row that names a row that is gone, in whatever table, until none does."""
    keys = list(_references(database))
    changed = True
    while changed:
        before = database.conn.total_changes
        for table, column, parent, key in keys:
            gone = f"[{column}] is not null and [{column}] not in (select [{key}] from [{parent}])"
            database.conn.execute(f"delete from [{table}] where {gone}")
        changed = database.conn.total_changes > before


def _references(database: Database) -> Iterator[Sequence[str]]:
    for table in database.table_names():
        for key in database.execute(f"pragma foreign_key_list([{table}])").fetchall():
            yield table, key[3], key[2], key[4] or "id"


def _rename(database: Database) -> None:
    """Take paths, accounts and what serves the next reading out of the rows that stay."""
    taken: dict[str, int] = {}
    for number, source in database.execute("select id, source from listings order by id").fetchall():
        name = public_name(source)
        taken[name] = taken.get(name, 0) + 1
        told = name if taken[name] == 1 else f"{name} ({taken[name]})"
        database.conn.execute("update listings set source = ?, etag = null where id = ?", (told, number))
    for statement in (
        "delete from corrections where id not in (select correction_id from overruled)",
        "update mentions set file = public_name(file) where file is not public_name(file)",
        "update corrections set author = '', source = null",
        "update link_state set final_url = masked(final_url) where final_url is not null",
        "update links set moved_to = masked(moved_to) where moved_to is not null",
        "update events set old = masked(old) where old like 'http%'",
        "update events set new = masked(new) where new like 'http%'",
    ):
        database.conn.execute(statement)


def public_name(source: str) -> str:
    """Return the name under which a listing may be shown: of a file without the folders above it."""
    if "://" in source or source.startswith("arXiv:"):
        return source
    return source.replace("\\", "/").rstrip("/").rpartition("/")[2]


def is_local(host: str | None) -> bool:
    """Tell a name or an address that means something only where it is used."""
    if not host:
        return False
    name = host.strip("[]").rstrip(".").lower()
    try:
        return not ipaddress.ip_address(name).is_global
    except ValueError:
        return "." not in name or name.endswith(LOCAL_NAMES)
