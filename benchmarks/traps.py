"""Small hostile inputs, each under its own file name: which repositories are in it, told by a table in Markdown.

The table's cells are number, name, file extension, input in JSON string notation, and the expected repositories.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from benchmarks.reading import read, repositories
from benchmarks.writing import Table

HEADING = ("#", "id", "ext", "input", "expected")
COLUMNS = ("trap", "read as", "expected", "found")


@dataclass(frozen=True, slots=True)
class Trap:
    """An input, the extension of its file's name, and the repositories in it, in lower case."""

    name: str
    extension: str
    text: str
    expected: frozenset[str]


def traps(reference: Path) -> tuple[Trap, ...]:
    """Read the traps out of a page; a page without such a table, or no page, holds none."""
    if not reference.exists():
        return ()
    parser = MarkdownIt("commonmark").enable("table")
    tree = SyntaxTreeNode(parser.parse(reference.read_text(encoding="utf-8")))
    return tuple(trap for node in tree.walk() if node.type == "table" for trap in _traps_of(node))


def _traps_of(table: SyntaxTreeNode) -> Iterator[Trap]:
    heading, *rows = [row.children for part in table.children for row in part.children]
    if tuple(_text(cell) for cell in heading[: len(HEADING)]) != HEADING:
        return
    for _, name, extension, written, expected, *_ in rows:
        (quoted,) = _codes(written)
        yield Trap(_text(name), _text(extension), _unquoted(quoted), frozenset(_codes(expected)))


def _text(cell: SyntaxTreeNode) -> str:
    return "".join(node.content for node in cell.walk() if node.type == "text")


def _codes(cell: SyntaxTreeNode) -> list[str]:
    return [node.content for node in cell.walk() if node.type == "code_inline"]


def _unquoted(text: str) -> str:
    """Undo JSON string notation in which plain quotes were left as they are."""
    decoded = json.loads('"' + text.replace('"', r"\"") + '"')
    return str(decoded)


def table(all_traps: tuple[Trap, ...]) -> Table:
    """Run every trap and return a row for each that went wrong."""
    rows = tuple(row for trap in all_traps for row in _failure(trap))
    right = f"{len(all_traps) - len(rows)} of {len(all_traps)}"
    note = f"{right} are right." + (" The rows are those that are not." if rows else "")
    return Table(f"Traps: {right}", COLUMNS, rows, (note,))


def _failure(trap: Trap) -> Iterator[tuple[str, ...]]:
    extraction = read(trap.text.encode(), f"{trap.name}.{trap.extension}")
    found = repositories(extraction.entries)
    if found != trap.expected:
        yield (trap.name, extraction.format, _listed(trap.expected), _listed(found))


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)) or "none"
