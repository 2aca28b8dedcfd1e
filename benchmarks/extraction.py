"""What extraction finds and what it takes, on the evaluation data and on invented papers.

`python -m benchmarks extraction` prints the tables; `--write docs/extraction-benchmarks.md` keeps them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from benchmarks import entries, links, pasted, speed, traps
from benchmarks.forms import FORMS
from benchmarks.gold import folder_of, listings
from benchmarks.options import Output, common_options, console, finish
from benchmarks.reading import read
from benchmarks.writing import Table

REFERENCE = "reference/listings.md"
"""Beside the data: the page that holds the table of traps."""


def found_tables(data: Path) -> Iterator[Table]:
    """Yield what is found in the evaluation data; parts of it that are not there are left out."""
    readings = [(gold, read(gold.content, gold.name)) for gold in listings(data)]
    if readings:
        yield links.table([links.found(gold, ours) for gold, ours in readings])
        yield entries.table([entries.found(gold, ours) for gold, ours in readings if gold.entries is not None])
    page = data / "listings" / pasted.NAME
    if page.exists():
        yield pasted.table(read(page.read_bytes(), page.name))
    if known := traps.traps(data.parent / REFERENCE):
        yield traps.table(known)


@click.command()
@click.option("--speed/--no-speed", "timed", default=True, help="Measure time and memory too; this takes minutes.")
@click.option("--form", "names", multiple=True, metavar="NAME", help="Measure time and memory of this form only.")
@click.option("--megabytes", type=click.FloatRange(min=0.01), default=5, show_default=True)
@click.option("--rounds", type=click.IntRange(min=1), default=3, show_default=True)
@common_options("docs/extraction-benchmarks.md")
def main(timed: bool, names: tuple[str, ...], megabytes: float, rounds: int, data: Path | None, **output: Any) -> None:  # noqa: FBT001 - click calls it by name
    """Compare what extraction finds with gold, and its time and memory with bare parsers."""
    out = console()
    folder = folder_of(data)
    if not folder.is_dir():
        out.print(f"There is no evaluation data at {folder}; --data says where it is.", soft_wrap=True)
    tables = list(found_tables(folder))
    if timed:
        tables.append(speed.table(speed.chosen(FORMS, names), megabytes, rounds))
    finish(out, "extraction", tables, Output(**output))


if __name__ == "__main__":
    main()
