"""Workers look, one coordinator judges and records: the tables are the same, whoever looked."""

import os
import re
import signal
import sqlite3
import time
from contextlib import closing

import pytest

import monitor

KINDS = ("ok/1", "ok/2", "missing/1", "soft/1", "broken/1", "reset/1", "abroad/1", *(f"led/{n}" for n in range(4)))
INSTANT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z?)?")
OF_CHANCE = {"id", "latency_ms", "event_id"}


def addresses(site, hosts):
    port = site.server_port
    pages = [f"http://127.0.2.{host}:{port}/{kind}" for host in range(1, hosts + 1) for kind in KINDS]
    return [*pages, f"http://127.0.2.99:{port}/later"]


def tables(path):
    """Return every table's rows in some order, without identities, instants and latencies."""
    with closing(sqlite3.connect(path)) as database:
        names = [row[0] for row in database.execute("select name from sqlite_master where type = 'table'")]
        return {name: sorted(_rows(database, name)) for name in names if not re.search("fts|sqlite", name)}


def _rows(database, table):
    cursor = database.execute(f"select * from {table}")
    kept = [place for place, column in enumerate(cursor.description) if column[0] not in OF_CHANCE]
    for row in cursor:
        yield repr([INSTANT.sub("instant", str(row[place])) for place in kept])


def test_one_process_two_workers_and_a_cluster_of_three_leave_the_same_tables(check, site, cluster, tmp_path):
    listed = addresses(site, 6)
    alone = check("alone", listed)
    two = check("two", listed, "--workers", "2")
    three = check("three", listed, "--scheduler", cluster.scheduler_address)
    assert alone == two == three
    expected = tables(tmp_path / "alone.db")
    assert len(expected["checks"]) == len(listed) - 1, "who asks for patience is not judged"
    assert tables(tmp_path / "two.db") == expected
    assert tables(tmp_path / "three.db") == expected


def test_the_shard_of_a_killed_worker_is_taken_up_by_another_and_nothing_is_recorded_twice(
    begin, site, cluster, client, tmp_path
):
    listed = [f"http://127.0.3.{host}:{site.server_port}/slow/{host}" for host in range(1, 5)]
    process = begin("killed", listed, "--scheduler", cluster.scheduler_address)
    pids = client.run(os.getpid)
    _wait_until(lambda: any("/slow/" in asked for asked in site.asked))
    busy = next(address for address, keys in client.processing().items() if keys)
    os.kill(pids[busy], signal.SIGKILL)
    assert process.wait(30) == 0, process.stderr.read()
    process.communicate()
    with closing(sqlite3.connect(tmp_path / "killed.db")) as database:
        looks = database.execute("select link_id, count(*) from checks group by 1").fetchall()
    assert looks == [(number, 1) for number in range(1, 5)]
    assert max(site.asked[url.removeprefix("http://")] for url in listed) == 2


def test_a_killed_coordinator_leaves_a_database_with_which_the_next_run_goes_on(begin, check, site, cluster, tmp_path):
    slow = [f"http://127.0.4.{host}:{site.server_port}/slow/{host}" for host in range(1, 4)]
    process = begin("left", slow, "--scheduler", cluster.scheduler_address)
    _wait_until(lambda: any(asked.startswith("127.0.4.") for asked in site.asked))
    process.kill()
    process.communicate()
    assert check("left", slow, "--scheduler", cluster.scheduler_address) == (0, "")
    with closing(sqlite3.connect(tmp_path / "left.db")) as database:
        assert database.execute("select count(*), count(distinct link_id) from checks").fetchone() == (3, 3)
        assert database.execute("select outcome from runs").fetchall() == [("aborted",), ("complete",)]


def test_a_worker_of_another_version_is_refused(check, site, cluster, client):
    client.wait_for_workers(3, timeout=20)
    odd = next(iter(client.run(os.getpid)))
    client.run(_pretend, "0.0.1", workers=[odd])
    code, said = check("odd", [f"http://127.0.2.1:{site.server_port}/ok/1"], "--scheduler", cluster.scheduler_address)
    client.run(_pretend, monitor.__version__, workers=[odd])
    assert code == 2
    assert said == (
        f"linkpulse: the worker {odd} has linkpulse 0.0.1; it needs {monitor.__version__}, as this machine has\n"
    )


def test_a_scheduler_that_cannot_be_reached_is_named_soon(check, site):
    code, said = check("none", [f"http://127.0.2.1:{site.server_port}/ok/1"], "--scheduler", "tcp://127.0.0.1:9")
    assert code == 2
    assert said == (
        "linkpulse: the scheduler tcp://127.0.0.1:9 cannot be reached; is one running there (`dask scheduler`)?\n"
    )


def _pretend(version):
    """Change a worker's version, in its own process."""
    from monitor.cluster import worker  # noqa: PLC0415 - this function travels

    worker.__version__ = version


def _wait_until(true, seconds=20):
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            pytest.fail("it never came")
        time.sleep(0.02)
