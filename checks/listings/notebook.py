"""Jupyter notebooks: the Markdown of their cells is one document. Programs and what they print hold no mentions."""

import re
from collections.abc import Iterator
from typing import Any

from checks.errors import ListingError
from checks.listings.json_text import Strings, parse
from checks.listings.markdown_boxes import boxes
from checks.listings.outline import entries
from checks.listings.source import Excerpt, Source
from checks.model import Entry, Outside

FIELDS = re.compile(r'"nbformat"\s*:\s*\d')
CELLS = re.compile(r'"cell_type"\s*:')
HEAD = 65536
GAP = "\n\n"


def recognises(source: Source) -> bool:
    """Tell by the name, or by the fields that every notebook has, the first or the last in it."""
    if source.has_suffix(".ipynb"):
        return True
    ends = source.text[:HEAD], source.text[-HEAD:]
    return source.text.lstrip()[:1] == "{" and any(map(FIELDS.search, ends)) and any(map(CELLS.search, ends))


def read(source: Source) -> Iterator[Entry | Outside]:
    """Yield the entries of the Markdown cells; raises ListingError for what is no notebook."""
    excerpt, first_lines = _document(_cells(parse(source), source), Strings(source.text))
    document = source.inner(excerpt)
    return entries(boxes(document, first_lines), document)


def _cells(notebook: Any, source: Source) -> list[dict[str, Any]]:  # JSON may be anything
    """Return the cells; in notebooks of the third format they stand in worksheets."""
    if isinstance(notebook, dict):
        sheets = [notebook, *(notebook.get("worksheets") or [])]
        found = [sheet["cells"] for sheet in sheets if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)]
        if found:
            return [cell for cells in found for cell in cells if isinstance(cell, dict)]
    raise ListingError(source.name, "is no notebook: it has no cells", hint="save it again in Jupyter")


def _document(cells: list[dict[str, Any]], strings: Strings) -> tuple[Excerpt, list[int]]:
    """Return the Markdown of all cells, one below the other, and the lines at which they begin."""
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    first_lines, length, line = [0], 0, 0
    for cell in cells:
        lines = [strings.excerpt(text) if text.strip() else Excerpt(text, ()) for text in _source(cell)]
        if cell.get("cell_type") not in {"markdown", "heading"} or not lines:
            continue
        for excerpt in (*lines, Excerpt(GAP, ())):
            pieces += [(length + at, offset) for at, offset in excerpt.pieces]
            parts.append(excerpt.text)
            length += len(excerpt.text)
            line += excerpt.text.count("\n")
        first_lines.append(line)
    return Excerpt("".join(parts), tuple(pieces) or ((0, 0),)), first_lines[:-1] or [0]


def _source(cell: dict[str, Any]) -> list[str]:
    """Return the text of a cell, which is one string or one for each line."""
    written = cell.get("source")
    lines = written if isinstance(written, list) else [written]
    return [line for line in lines if isinstance(line, str) and line]
