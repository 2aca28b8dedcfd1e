"""Whatever is wrong with a database is told in one line."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from checks.errors import DatabaseError
from db import opening, schema
from db.store import Store

NOBODY = 65534
HOLD = """
import sys, time
from pathlib import Path
from db.opening import sole_writer
with sole_writer(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""
DIE = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from db.store import Store
store = Store.open(Path(sys.argv[1]))
store.start_run(datetime(2026, 4, 21, 12, tzinfo=UTC))
store.database.conn.execute("begin immediate")
store.database.conn.execute("update links set name = 'half'")
store.database.conn.execute("insert into checks select max(id), 1, '', 'alive', 'ok', 200, 1, 1 from runs")
os.kill(os.getpid(), signal.SIGKILL)
"""


def problem_with(open_it, *args, **options):
    with pytest.raises(DatabaseError) as raised:
        open_it(*args, **options)
    text = str(raised.value)
    assert "\n" not in text
    return text


@contextlib.contextmanager
def process(script, *args):
    root = Path(opening.__file__).parents[1]
    started = subprocess.Popen([sys.executable, "-c", script, *map(str, args)], cwd=root, stdout=subprocess.PIPE)
    with started:
        try:
            yield started
        finally:
            started.kill()


@pytest.fixture
def someone_elses(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("create table recipes (id)")
    return path


@pytest.fixture
def unprivileged():
    """A folder of ours, as somebody sees it who may only read it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        Store.open(folder / "pulse.db").close()
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)


@pytest.mark.parametrize("open_it", [Store.open, opening.open_for_reading])
def test_a_file_that_is_no_database_is_named(path, open_it):
    path.write_text("# A list of papers\n" * 100)
    assert problem_with(open_it, path) == f"{path}: is not a SQLite database; name another file with --db"
    assert path.read_text().startswith("# A list")


@pytest.mark.parametrize("open_it", [Store.open, opening.open_for_reading])
def test_somebody_elses_database_is_left_alone(someone_elses, open_it):
    before = someone_elses.read_bytes()
    assert "is not a linkpulse database" in problem_with(open_it, someone_elses)
    assert someone_elses.read_bytes() == before


@pytest.mark.parametrize("open_it", [Store.open, opening.open_for_reading])
def test_a_newer_database_asks_for_an_upgrade(path, store, open_it):
    values = (schema.migrations.name, "m999_from_the_future", "2030-01-01")
    insert = "insert into _sqlite_migrations (migration_set, name, applied_at) values (?, ?, ?)"
    store.database.execute(insert, values)
    store.close()
    text = problem_with(open_it, path)
    assert "newer linkpulse (it has m999_from_the_future); upgrade" in text


def test_a_migration_of_a_plugin_is_not_mistaken_for_a_newer_database(path, store):
    insert = "insert into _sqlite_migrations (migration_set, name, applied_at) values (?, ?, ?)"
    store.database.execute(insert, ("somebody-else", "m001_their_tables", "2026-01-01"))
    store.close()
    Store.open(path).close()


def test_a_missing_database_says_how_to_make_one(path):
    assert "there is no such database; `linkpulse check" in problem_with(opening.open_for_reading, path)
    assert not path.exists()


def test_a_missing_folder_is_named(tmp_path):
    path = tmp_path / "nowhere" / "pulse.db"
    assert "No such file or directory" in problem_with(Store.open, path)


def test_a_folder_is_no_database(tmp_path):
    assert str(tmp_path) in problem_with(Store.open, tmp_path)


def test_a_read_only_folder_is_told_and_can_still_be_read(unprivileged):
    path = unprivileged / "pulse.db"
    assert "Permission denied" in problem_with(Store.open, path)
    with contextlib.closing(opening.open_for_reading(path)) as database:
        assert database.execute("select count(*) from links_now").fetchone() == (0,)


def test_a_read_only_file_is_told(unprivileged):
    text = problem_with(opening.open_for_writing, unprivileged / "pulse.db")
    assert "cannot be written" in text


def test_a_database_has_one_writer(path, store):
    del store
    assert "another run holds this database" in problem_with(Store.open, path)


def test_a_writer_in_another_process_is_noticed_and_frees_the_database_when_it_is_killed(path):
    with process(HOLD, path) as holder:
        assert holder.stdout.readline() == b"held\n"
        assert "another run holds" in problem_with(Store.open, path)
        holder.kill()
        holder.wait()
        Store.open(path).close()


def test_a_link_to_the_file_is_the_same_database(path, store, tmp_path):
    del store
    other = tmp_path / "link.db"
    other.symlink_to(path)
    assert "another run holds" in problem_with(Store.open, other)


def test_a_store_that_could_not_be_opened_frees_its_lock(someone_elses):
    problem_with(Store.open, someone_elses)
    with opening.sole_writer(someone_elses):
        pass


def test_the_lock_says_nothing_about_errors_of_its_block(path):
    with pytest.raises(FileNotFoundError), opening.sole_writer(path):
        raise FileNotFoundError


def test_a_database_that_another_program_writes_to_is_told(path, store):
    store.close()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin exclusive")
        with contextlib.closing(opening.open_for_reading(path)) as database:
            assert database.execute("select count(*) from links").fetchone() == (0,)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("pragma journal_mode = delete")
        other.execute("begin exclusive")
        text = problem_with(opening.open_for_writing, path, busy_seconds=0.01)
    assert text == f"{path}: another program is writing to it; try again when it has ended"


def test_a_lock_during_the_work_is_told_too(path, store, say):
    store.database.execute("pragma busy_timeout = 10")
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        assert "another program is writing" in problem_with(store.start_run, say.noon)
    assert store.start_run(say.noon) == 1


def test_a_broken_page_is_told(path, store, say):
    store.close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 4096))
    text = problem_with(lambda: Store.open(path).start_run(say.noon))
    assert "malformed" in text


def test_reading_never_writes(path, store):
    store.close()
    before = path.read_bytes()
    with contextlib.closing(opening.open_for_reading(path)) as database:
        with pytest.raises(DatabaseError, match="cannot be written"):
            database.execute("delete from links")
        assert database.execute("select count(*) from links_now").fetchone() == (0,)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["50% #1?.db", "päper.db", "a b.db"])
def test_an_odd_name_is_a_name(tmp_path, name):
    path = tmp_path / name
    Store.open(path).close()
    opening.open_for_reading(path).close()
    assert {file.name.removesuffix("-wal").removesuffix("-shm") for file in tmp_path.iterdir()} == {
        name,
        f"{name}.lock",
    }


def test_opening_again_changes_nothing(path, store):
    store.close()
    before = path.read_bytes()
    Store.open(path).close()
    assert path.read_bytes() == before


def test_changed_views_are_replaced(path, store):
    store.database.execute("drop view links_now")
    store.database.execute("create view links_now as select 1 as old")
    store.close()
    with Store.open(path) as again:
        assert "link_id" in {row[1] for row in again.database.execute("pragma table_info(links_now)")}


def test_kill_9_in_a_transaction_loses_only_that(path, kept, say):
    kept.hold(say.repo())
    kept.run(say.seen(kept.link(say.repo())))
    kept.store.close()
    with process(DIE, path) as dying:
        assert dying.wait() == -signal.SIGKILL
    with Store.open(path) as store:
        assert store.database.execute("pragma integrity_check").fetchone() == ("ok",)
        assert store.database.execute("select name from links").fetchall() == [("redfox/tail",)]
        assert store.database.execute("select count(*) from checks").fetchone() == (1,)
        third = store.start_run(say.noon + 2 * say.day)
        outcomes = store.database.execute("select id, outcome, finished_at is null from runs").fetchall()
        assert outcomes == [(1, "complete", 0), (2, "aborted", 0), (third, None, 1)]
