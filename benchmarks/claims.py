"""Claims of abstracts and sentences beside the labels that people gave them: `python -m benchmarks claims`."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from benchmarks.gold import folder_of
from benchmarks.labels import entry_claim_of, labelled, said_in, table
from benchmarks.options import Output, common_options, console, finish
from benchmarks.writing import Table

ABSTRACTS = "claims/dev_abstracts.jsonl"
HERE = Path(__file__).parent
FIRST_READ = {"sentences.jsonl": "79 of 90", "more_sentences.jsonl": "77 of 100"}
"""Our own sentences, written without a look at the rules, and how many were read right before any rule was touched."""


def _tables(files: Iterable[Path]) -> Iterator[Table]:
    for file in files:
        lines = file.read_text(encoding="utf-8").splitlines()
        said = table(f"{file.name}, what the sentences say", list(labelled(lines, said_in)))
        first = FIRST_READ.get(file.name)
        yield replace(said, notes=(*said.notes, f"Before any rule was touched: {first} right.")) if first else said
        yield table(f"{file.name}, what the entry says", list(labelled(lines, entry_claim_of)))


@click.command()
@click.option(
    "--labelled",
    "more",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="Another file of the same shape: JSON Lines with text and label.",
)
@common_options("docs/claims-benchmarks.md")
def main(more: tuple[Path, ...], data: Path | None, **output: Any) -> None:
    """Compare what we read out of texts with the labels that people gave them."""
    out = console()
    abstracts = folder_of(data) / ABSTRACTS
    if not abstracts.exists():
        out.print(f"There are no labelled abstracts at {abstracts}; --data says where they are.", soft_wrap=True)
    files = [file for file in (abstracts, *(HERE / name for name in FIRST_READ), *more) if file.exists()]
    finish(out, "claims", list(_tables(files)), Output(**output))


if __name__ == "__main__":
    main()
