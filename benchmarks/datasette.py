"""Every page that Datasette links to, at the size of years: first hit and median of the warm ones, with their budgets.

`python -m benchmarks datasette`: 20,000 papers, 30,000 links, 100 runs; `--runs 3000 --links 1000` for the other shape.
Pages are asked for inside this process, by Datasette's own client, at default limits.
"""

import argparse
import asyncio
import statistics
import tempfile
from pathlib import Path
from time import perf_counter

import yaml
from rich.console import Console

from benchmarks.world import Size, build
from benchmarks.writing import Table, show
from db.site import clock
from db.site.app import build_app, metadata_path

WARM, FIRST, HITS = 100, 250, 7
"""Budgets in milliseconds: the median of warm hits, and the first one; how many warm hits are timed."""

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


async def timed(path: Path, only: str) -> list[tuple[str, float, float]]:
    """Return each page with its first hit and its warm median, in milliseconds."""
    client, found = build_app(path).client, []
    for page in pages():
        if only in page:
            took = []
            for _ in range(HITS + 1):
                begun = perf_counter()
                answer = await client.get(page, follow_redirects=True)
                took.append((perf_counter() - begun) * 1000)
                if answer.status_code != 200:  # noqa: PLR2004 - HTTP
                    raise SystemExit(f"{page} answered {answer.status_code}: {answer.text[:300]}")
            found.append((page, took[0], statistics.median(took[1:])))
    return found


def table(found: list[tuple[str, float, float]], size: Size) -> Table:
    """Return the slowest pages first."""
    rows = tuple(
        (page, f"{first:.0f}", f"{warm:.0f}", "" if warm <= WARM and first <= FIRST else "over")
        for page, first, warm in sorted(found, key=lambda row: -row[2])
    )
    over = sum(bool(row[3]) for row in rows)
    title = f"Pages at {size.papers:,} papers, {size.links:,} links, {size.links * size.runs:,} looks"
    notes = (f"Budgets: {WARM} ms warm, {FIRST} ms first. {len(rows) - over} of {len(rows)} pages keep both.",)
    return Table(title, ("page", "first (ms)", "warm (ms)", ""), rows, notes)


def main() -> None:
    """Build the world once, and measure every page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks datasette")
    for name, number in (("papers", 20_000), ("links", 30_000), ("runs", 100)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--keep", type=Path, help="the database, kept for the next time")
    parser.add_argument("--only", default="", help="pages that hold this text")
    asked = parser.parse_args()
    size = Size(asked.papers, asked.links, asked.runs)
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "world.db"
        if not path.exists():
            build(path, size, clock.now())
        found = asyncio.run(timed(path, asked.only))
        print(f"{path.name}: {path.stat().st_size / 1e6:.0f} MB")
    show([table(found, size)], Console(), details=False)


if __name__ == "__main__":
    main()
