"""Tables of measurements: drawn for people, written as Markdown for docs/."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table as Drawing
from rich.text import Text


@dataclass(frozen=True, slots=True)
class Table:
    """One measurement: rows of cells that are text already. `notes` are whole sentences.

    `details` name what went wrong, one line each; they are for people at work and never written.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


def show(tables: Iterable[Table], console: Console, *, details: bool) -> None:
    """Print the tables one below the other."""
    for table in tables:
        console.print(_drawing(table))
        for line in (*table.notes, *(table.details if details else ())):
            console.print(Text(line), style="dim", soft_wrap=True)
        console.print()


def _drawing(table: Table) -> Drawing:
    drawing = Drawing(title=table.title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for number, column in enumerate(table.columns):
        drawing.add_column(column, justify="right" if number else "left", overflow="fold")
    for row in table.rows:
        drawing.add_row(*map(Text, row))
    return drawing


def write(path: Path, heading: str, command: str, tables: Sequence[Table], on: str | None) -> None:
    """Write a page that says which command made it; `on` is the day it names, if any."""
    made = f"Made by `{command}`" + (f" on {on}." if on else ".") + " Do not edit: run it again."
    blocks = [f"# {heading}", made, *(block for table in tables for block in _blocks(table))]
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def _blocks(table: Table) -> list[str]:
    rule = "|" + "|".join("--:" if number else ":--" for number in range(len(table.columns))) + "|"
    rows = "\n".join([_row(table.columns), rule, *map(_row, table.rows)])
    return [f"## {table.title}", rows, *table.notes]


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
