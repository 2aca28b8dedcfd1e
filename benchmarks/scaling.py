"""Pages looked at by one process and by two workers: what a second core is worth.

`python -m benchmarks scaling [COUNT]`. Seconds run from the instant at which the workers are there to the last look
that is recorded: reading the listing and Dask's start are left out. CPU seconds are those of the whole run, all
processes and their start together.
"""

import asyncio
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from benchmarks.farm import farm, urls
from checks.guard import parse_allowed
from checks.listings import extract
from checks.probers.transport import Transport
from db.queries import Scope
from db.store import Store
from monitor import ingest
from monitor.run import run
from monitor.settings import Settings

HOSTS = 40
ROUNDS = 3
GOAL = 1.25


class Stopwatch:
    """Notes when a run began to look and when its last look was recorded."""

    def __init__(self, store: Store) -> None:
        """Start when `store` is told that a run starts, which is after its workers were called."""
        self.began = self.ended = 0.0
        self.looks = 0
        self._store = store

    def __getattr__(self, name: str) -> object:
        """Be the store in all else."""
        return getattr(self._store, name)

    def start_run(self, at: datetime) -> int:
        """Begin."""
        self.began = time.monotonic()
        return self._store.start_run(at)

    def note(self, _: object) -> Self:
        """Hear of one look."""
        self.ended = time.monotonic()
        self.looks += 1
        return self


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - a benchmark looks at the real clock


async def _run(path: Path, port: int, workers: int) -> Stopwatch:
    allowed = (parse_allowed(f"127.0.0.0/8:{port}"),)
    settings = Settings(canaries=(), host_delay=0, workers=workers, allowed=allowed)
    with Store.open(path) as store:
        watch = Stopwatch(store)
        await run(watch, settings, Transport(), clock=_now, scope=Scope(), tell=watch.note, stop=asyncio.Event())  # type: ignore[arg-type]  # a store in all that a run does
        return watch


def _one(path: Path, port: int, workers: int) -> str:
    """Look at everything once; returns looks, seconds and CPU seconds."""
    watch = asyncio.run(_run(path, port, workers))
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return f"{watch.looks} {watch.ended - watch.began} {sum(one.ru_utime + one.ru_stime for one in used)}"


def _measured(prepared: Path, port: int, workers: int) -> tuple[float, float]:
    """Return pages a second and CPU seconds of one run, in a process of its own, on a copy of a database."""
    path = prepared.with_name(f"{workers}.db")
    path.unlink(missing_ok=True)
    shutil.copy(prepared, path)
    command = [sys.executable, "-m", "benchmarks.scaling", str(path), str(port), str(workers)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    return int(said[0]) / float(said[1]), float(said[2])


def _prepare(path: Path, addresses: list[str]) -> None:
    listing = "".join(f"* Paper {n}: the code is available at {url}\n" for n, url in enumerate(addresses))
    with Store.open(path) as store:
        ingest.save(store, "list.md", extract(listing.encode(), "list.md", read_on=_now().date()), _now())


def table(count: int) -> str:
    """Measure `count` pages and return the rows."""
    with farm(HOSTS) as port, tempfile.TemporaryDirectory() as name:
        prepared = Path(name) / "prepared.db"
        _prepare(prepared, urls(port, count, HOSTS))
        rounds = [(_measured(prepared, port, 1), _measured(prepared, port, 2)) for _ in range(ROUNDS)]
    alone, two = ([statistics.median(one[who][what] for one in rounds) for what in (0, 1)] for who in (0, 1))
    ratio = statistics.median(both[0] / single[0] for single, both in rounds)
    return (
        f"{count} pages on {HOSTS} hosts, median of {ROUNDS}\n"
        f"  one process   {alone[0]:7.0f} pages/s  {alone[1]:7.1f} CPU-s\n"
        f"  two workers   {two[0]:7.0f} pages/s  {two[1]:7.1f} CPU-s\n"
        f"  ratio {ratio:.2f} (goal {GOAL} on two cores)"
    )


if __name__ == "__main__":
    if len(sys.argv) == 4:  # noqa: PLR2004 - path, port, workers
        print(_one(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
    else:
        print(table(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
