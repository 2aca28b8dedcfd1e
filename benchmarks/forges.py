"""What GitHub is asked, and how right we are about what repositories hold: `python -m benchmarks forges`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from benchmarks import github, holdings
from benchmarks.gold import folder_of
from benchmarks.options import Output, common_options, console, finish
from benchmarks.writing import Table

READMES = "claims/dev_readmes.jsonl"


def _tables(count: int, readmes: Path) -> Iterator[Table]:
    if count:
        yield github.table(count)
    if readmes.exists():
        lines = readmes.read_text(encoding="utf-8").splitlines()
        yield from holdings.tables(readmes.name, list(holdings.labelled(lines)))


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
