"""A run of 30,000 links recorded into a database of years: its time inside the database, and what goes through the log.

`python -m benchmarks recording`: looks are made before the clock starts and written in batches, host after host, as a
run does. Checkpoints wait until the run is over, so that the log holds all that it wrote.
"""

import argparse
import datetime as dt
import itertools
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter, process_time, sleep
from typing import Any, Literal

from rich.console import Console

from benchmarks.world import Size, build
from benchmarks.writing import Table, show
from checks.code import RULE_VERSION
from checks.model import CodeState, Fault, Look, Observation, PageFacts, Policy, RepositoryFacts, Watched
from db.queries import Scope, due_hosts, due_links
from db.site import clock
from db.store import Store
from monitor.judge import judge
from monitor.ruling import rule

SECONDS, MEGABYTES = 0.8, 25
"""The budgets: time in the database, and what is written to its log."""

BATCH, TURNED, STARRED = 500, 0.01, 0.1
"""Looks in one transaction; the share of links that fall or come back; of repositories whose stars have changed."""


Order = Literal["by link", "as answered"]
ORDERS: Mapping[Order, Callable[[Look], int]] = {
    "by link": lambda look: look.observation.link.id,
    "as answered": lambda look: look.observation.link.id * 7919 % 10007,
}
"""In which order looks arrive: as links are stored, or mixed, since many hosts are asked at once."""


class Timed:
    """A connection that sums up the CPU seconds that its statements took; answers are read at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take what SQLite opened."""
        self._connection, self.seconds = connection, 0.0

    def __getattr__(self, name: str) -> Any:
        """Be the connection in everything else."""
        return getattr(self._connection, name)

    def execute(self, *asked: Any) -> Any:
        """Ask, and read the whole answer."""
        return self._during(lambda: Answered(self._connection.execute(*asked)))

    def executemany(self, sql: str, rows: Sequence[Any]) -> Any:
        """Write rows."""
        return self._during(lambda: self._connection.executemany(sql, rows))

    def _during(self, do: Callable[[], Any]) -> Any:
        begun = process_time()
        try:
            return do()
        finally:
            self.seconds += process_time() - begun


class Answered:
    """A cursor that was read to its end."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        """Read everything."""
        self.description, self.rowcount, self.lastrowid = cursor.description, cursor.rowcount, cursor.lastrowid
        self._rows = iter(cursor.fetchall())

    def __iter__(self) -> Iterator[Any]:
        """What was not yet taken."""
        return self._rows

    def fetchone(self) -> Any:
        """The next row; None at the end."""
        return next(self._rows, None)

    def fetchall(self) -> list[Any]:
        """All that is left."""
        return list(self._rows)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a run: seconds by the clock, CPU seconds in all and in the database, bytes written to the log."""

    name: str
    seconds: float
    cpu: float
    database: float
    log: int


def record_run(path: Path, end: dt.datetime, order: Order) -> list[Part]:
    """Record a run of every link that ended at `end`, and say what each part of it cost."""
    with Store.open(path) as store:
        database = store.database
        database.execute("pragma wal_autocheckpoint = 0")
        looks = sorted(_looks(store, end), key=ORDERS[order])
        database.execute("pragma wal_checkpoint(truncate)")
        database.conn = timed = Timed(database.conn)  # type: ignore[assignment]  # it is used as the connection is
        begun: list[int] = []
        parts = [
            _measured(path, timed, "the run begins", lambda: begun.append(store.start_run(end))),
            _measured(path, timed, f"{len(looks):,} looks", lambda: _record(store, begun[0], looks)),
            _measured(path, timed, "the run is summed up", lambda: store.finish_run(begun[0], end, "complete")),
            _measured(path, timed, "statuses of all papers", lambda: rule(store, begun[0], end)),
        ]
        database.execute("pragma wal_checkpoint(truncate)")
        return parts


def _record(store: Store, run_id: int, looks: Sequence[Look]) -> None:
    for first in range(0, len(looks), BATCH):
        store.record(run_id, looks[first : first + BATCH], rule_version=RULE_VERSION)


def _measured(path: Path, timed: Timed, name: str, do: Callable[[], object]) -> Part:
    log = Path(f"{path}-wal")
    before, inside = log.stat().st_size, timed.seconds
    begun, used = perf_counter(), process_time()
    do()
    return Part(
        name,
        perf_counter() - begun,
        process_time() - used,
        timed.seconds - inside,
        log.stat().st_size - before,
    )


def _looks(store: Store, at: dt.datetime) -> Iterator[Look]:
    """Look at every link: a few fall or come back, repositories win stars, everything else is as it was."""
    random, policy, scope = Random(1), Policy(), Scope(everything=True)
    for host, _ in due_hosts(store.database, at, scope):
        after = 0
        while page := due_links(store.database, host, at, scope, after_id=after):
            for watched in page:
                yield judge(watched, _seen(watched, at, random), policy)
            after = max(watched.link.id for watched in page)


def _seen(watched: Watched, at: dt.datetime, random: Random) -> Observation:
    link, answers = watched.link, watched.state.fail_count == 0
    if (random.random() < TURNED) is answers:
        return Observation(link, at, fault=Fault.READ_TIMEOUT, latency_ms=120)
    if link.forge is None:
        page = PageFacts(size=9000, title="Project page", text="Project page", content_type="text/html")
        return Observation(link, at, http_status=200, final_url=link.url, page=page, latency_ms=120)
    stars = None if random.random() > STARRED else random.randrange(5000)
    files = ("README.md",) if watched.code is CodeState.PLACEHOLDER else ("train.py",)
    facts = RepositoryFacts(link.name or "", link.node_id, stars, forks=1, head_oid="c0ffee", files=files)
    return Observation(link, at, http_status=200, repository=facts, latency_ms=120)


def table(parts: Sequence[Part], order: Order, size: Size) -> Table:
    """Return the parts, and the sum of what is recorded with its budgets."""
    told = [*parts, _sum(parts[:-1])]
    rows = tuple(
        (one.name, f"{one.seconds:.2f}", f"{one.cpu:.2f}", f"{one.database:.2f}", f"{one.log / 1e6:.1f}")
        for one in told
    )
    note = (
        f"Budgets of what is recorded, in the order of its links: {SECONDS} s in the database, {MEGABYTES} MB of log. "
        f"{TURNED:.0%} of the links fall or come back; the stars of {STARRED:.0%} of the repositories have changed. "
        "Checkpoints wait: in a run the log is written anew every 4 MB."
    )
    title = f"A run of {size.links:,} links {order}, into {size.links * size.runs:,} looks"
    return Table(title, ("part", "s", "CPU s", "in the database", "log (MB)"), rows, (note,))


def _sum(parts: Sequence[Part]) -> Part:
    seconds, cpu, database = (sum(getattr(one, name) for one in parts) for name in ("seconds", "cpu", "database"))
    return Part("recorded", seconds, cpu, database, sum(one.log for one in parts))


def tables(path: Path, now: dt.datetime, size: Size) -> Iterator[Table]:
    """Record one run to begin with, which tells what was not known of repositories, then one in each order."""
    record_run(path, now, "by link")
    for days, order in enumerate(ORDERS, 1):
        yield table(record_run(path, now + days * dt.timedelta(days=1), order), order, size)


def _batches(looks: Iterator[Look]) -> Iterator[list[Look]]:
    while batch := list(itertools.islice(looks, BATCH)):
        yield batch


def keep_recording(path: Path, now: dt.datetime) -> None:
    """Record run after run, a batch a second, until the process is ended."""
    with Store.open(path) as store:
        for day in itertools.count(1):
            at = now + day * dt.timedelta(days=1)
            run_id = store.start_run(at)
            for batch in _batches(_looks(store, at)):
                store.record(run_id, batch, rule_version=RULE_VERSION)
                sleep(1)
            store.finish_run(run_id, at, "complete")
            rule(store, run_id, at)


def main() -> None:
    """Build the world, or copy one, and record runs into it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks recording")
    for name, number in (("papers", 20_000), ("links", 30_000), ("runs", 100)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--from", dest="kept", type=Path, help="a world that was built before; it stays as it is")
    parser.add_argument("--into", type=Path, help="record run after run into this one, a batch a second, without end")
    asked = parser.parse_args()
    if asked.into:
        keep_recording(asked.into, clock.now())
    size, now = Size(asked.papers, asked.links, asked.runs), clock.now()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "world.db"
        if asked.kept:
            shutil.copyfile(asked.kept, path)
        else:
            build(path, size, now)
        show(list(tables(path, now, size)), Console(), details=False)


if __name__ == "__main__":
    main()
