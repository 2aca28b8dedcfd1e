"""What GitHub is asked, and how right we are about what repositories hold: `python -m benchmarks forges`."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from benchmarks import github, holdings
from benchmarks.gold import folder_of
from benchmarks.options import Output, common_options, console, finish
from benchmarks.writing import Table

READMES = "claims/dev_readmes.jsonl"
INVENTED = Path(__file__).parent / "readmes.jsonl"
SEEN = "The rules were made beside these, so read the scores as an upper mark."
FIRST_READ = "Invented, in the manner of real ones. Before any rule was touched for them: 35 of 38 right."


def _tables(count: int, readmes: Path) -> Iterator[Table]:
    if count:
        yield github.table(count)
    if readmes.exists():
        yield from _holdings(readmes, SEEN)
    yield from _holdings(INVENTED, FIRST_READ)


def _holdings(readmes: Path, note: str) -> Iterator[Table]:
    lines = readmes.read_text(encoding="utf-8").splitlines()
    for table in holdings.tables(readmes.name, list(holdings.labelled(lines))):
        yield replace(table, notes=(*table.notes, note))


@click.command()
@click.option("--count", default=1000, show_default=True, help="Repositories on the stand-in for GitHub; 0: none.")
@common_options("docs/forges-benchmarks.md")
def main(count: int, data: Path | None, **output: Any) -> None:
    """Count what a run asks of GitHub, and compare what we say a repository holds with what people say."""
    out = console()
    readmes = folder_of(data) / READMES
    if not readmes.exists():
        out.print(f"There are no labelled READMEs at {readmes}; --data says where they are.", soft_wrap=True)
    finish(out, "forges", list(_tables(count, readmes)), Output(**output))


if __name__ == "__main__":
    main()
