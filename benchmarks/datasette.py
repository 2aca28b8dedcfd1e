"""Every page that Datasette links to, at the size of years: first hit and median of the warm ones, with their budgets.

`python -m benchmarks datasette`: 30,000 links in 100 runs, then 1,000 links in 3,000 runs; `--shape` takes one of them.
Pages are asked for inside this process, by Datasette's own client, at default limits; then once more while another
process records a run.
"""

import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple

import click
import yaml
from datasette.app import Datasette

from benchmarks.options import Output, console, finish
from benchmarks.world import Size, build
from benchmarks.writing import Table
from db.site import clock
from db.site.app import build_app, metadata_path

WARM, FIRST, HITS = 100, 250, 5
"""Budgets in milliseconds: the median of warm hits, and the first one; how many warm hits are timed."""

SHAPES = {"links": Size(20_000, 30_000, 100), "runs": Size(20_000, 1_000, 3_000)}
"""Many links or many runs: 3,000,000 looks both times."""

PLACES = (
    "/",
    "/linkpulse",
    "/linkpulse/entries/77",
    "/linkpulse/links/77",
    "/linkpulse/links/78",
    "/linkpulse/history?link=77",
    "/linkpulse/links_now?health=up",
    "/linkpulse/links_now?_sort_desc=stars",
    "/linkpulse/unreleased_code?status__in=coming_soon,overdue",
    "/linkpulse/papers_now?claim__in=promised,mixed&status=overdue",
    "/linkpulse/recent_changes?at__gte=2026-01-01",
    "/linkpulse/entries?_search=foxes",
    "/linkpulse/feed.atom",
    "/linkpulse/dead.json?days=30",
    "/linkpulse/stars?days=7",
)


def pages() -> list[str]:
    """Return the front page, rows, filters, and every list, view and table that is not hidden."""
    told = yaml.safe_load(metadata_path().read_text())["databases"]["linkpulse"]
    tables = [name for name, each in told["tables"].items() if not each.get("hidden")]
    return list(dict.fromkeys([*PLACES, *(f"/linkpulse/{name}" for name in [*told["queries"], *tables])]))


class Hits(NamedTuple):
    """How long one page took, in milliseconds: the first hit and the median of the others, by the clock and of CPU."""

    first: float
    warm: float
    first_cpu: float
    warm_cpu: float


async def timed(path: Path, only: str) -> dict[str, Hits]:
    """Ask for each page that holds `only` in its address, several times."""
    site = build_app(path)
    return {page: await _hits(site, page) for page in pages() if only in page}


async def _hits(site: Datasette, page: str) -> Hits:
    clocks, cpus = [], []
    for _ in range(HITS + 1):
        begun, used = perf_counter(), process_time()
        answer = await site.client.get(page, follow_redirects=True)
        clocks.append((perf_counter() - begun) * 1000)
        cpus.append((process_time() - used) * 1000)
        if answer.status_code != 200:  # noqa: PLR2004 - HTTP
            raise SystemExit(f"{page} answered {answer.status_code}: {answer.text[:300]}")
    return Hits(clocks[0], statistics.median(clocks[1:]), cpus[0], statistics.median(cpus[1:]))


@contextmanager
def recorded_meanwhile(path: Path) -> Iterator[None]:
    """Let another process record a run into the database, 500 looks a second as a run does."""
    recorder = subprocess.Popen([sys.executable, "-m", "benchmarks.recording", "--into", str(path)])
    try:
        yield
        if recorder.poll() is not None:
            raise SystemExit("nothing was recorded meanwhile: the recorder has ended")
    finally:
        recorder.terminate()
        recorder.wait()


def table(quiet: dict[str, Hits], busy: dict[str, Hits], size: Size, path: Path) -> Table:
    """Return the slowest pages first."""
    rows = tuple(
        (page, *(f"{number:.0f}" for number in (*hits, busy[page].warm)), _over(hits.first, hits.warm))
        for page, hits in sorted(quiet.items(), key=lambda one: -one[1].warm)
    )
    kept = sum(not row[-1] for row in rows)
    kept_by_cpu = sum(not _over(hits.first_cpu, hits.warm_cpu) for hits in quiet.values())
    budgets = (
        f"Budgets: {WARM} ms warm, {FIRST} ms first. {kept} of {len(rows)} pages keep both by the clock, {kept_by_cpu} "
        f"by their CPU time. Median of all pages: {_middle(quiet.values()):.0f} ms, while a run is recorded "
        f"{_middle(busy.values()):.0f} ms. No page failed."
    )
    machine = (
        f"The database has {path.stat().st_size / 1e6:.0f} MB. {os.getloadavg()[1]:.1f} programs wanted to run on "
        f"{os.cpu_count()} cores: with more than there are cores, the clock also counts how long a page waited."
    )
    title = f"Pages at {size.papers:,} papers, {size.links:,} links, {size.runs:,} runs"
    columns = ("page", "first (ms)", "warm (ms)", "first, CPU", "warm, CPU", "warm, while writing (ms)", "")
    return Table(title, columns, rows, (budgets, machine))


def _over(first: float, warm: float) -> str:
    return "" if warm <= WARM and first <= FIRST else "over"


def _middle(hits: Any) -> float:
    return statistics.median(one.warm for one in hits)


def measured(folder: Path, kept: Path, size: Size, only: str) -> Table:
    """Measure every page of one world, which is built unless it was kept; it stays as it is."""
    if not kept.exists():
        build(kept, size, clock.now())
    path = folder / kept.name
    shutil.copyfile(kept, path)
    quiet = asyncio.run(timed(path, only))
    with recorded_meanwhile(path):
        return table(quiet, asyncio.run(timed(path, only)), size, kept)


@click.command()
@click.option("--shape", "shapes", multiple=True, type=click.Choice(list(SHAPES)), help="Many links, or many runs.")
@click.option("--only", default="", help="Pages that hold this text.")
@click.option(
    "--keep", type=click.Path(file_okay=False, path_type=Path), help="Where worlds are kept for the next time."
)
@click.option("--write", "page", type=click.Path(dir_okay=False, path_type=Path), help="Write a page of docs/.")
@click.option("--on", metavar="DATE", help="The day that the page names.")
def main(shapes: Sequence[str], only: str, keep: Path | None, **output: Any) -> None:
    """Build each world once, and measure every page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (kept := keep or folder / "kept").mkdir(exist_ok=True, parents=True)
        tables = [measured(folder, kept / f"{shape}.db", SHAPES[shape], only) for shape in shapes or SHAPES]
    finish(console(), "datasette", tables, Output(**output))


if __name__ == "__main__":
    main()
