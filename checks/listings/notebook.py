"""Jupyter notebooks: their Markdown cells as documents. Code and its output are programs, no listing."""

from collections.abc import Iterator
from typing import Any

from checks.errors import ListingError
from checks.listings.json_text import Strings, parse
from checks.listings.markdown_boxes import boxes
from checks.listings.outline import entries
from checks.listings.source import Excerpt, Source
from checks.model import Entry

SUFFIXES = (".ipynb",)


def recognises(source: Source) -> bool:
    """Tell by the name."""
    return source.has_suffix(*SUFFIXES)


def read(source: Source) -> Iterator[Entry]:
    """Yield the entries of all Markdown cells together: a heading in one cell names what stands in the next."""
    tree = parse(source)
    cells = tree.get("cells") if isinstance(tree, dict) else None
    if not isinstance(cells, list):
        raise ListingError(source.name, "is no notebook: it has no cells", hint="mend it")
    inner = source.inner(_joined(cells, Strings(source.text)))
    yield from entries(boxes(inner), inner)


def _joined(cells: list[Any], strings: Strings) -> Excerpt:
    """Put the Markdown of all cells into one text that knows where each line stands."""
    text, pieces = "", []
    for line in _lines(cells):
        excerpt = strings.excerpt(line) if line.strip() else Excerpt(line, ())
        pieces += [(len(text) + at, offset) for at, offset in excerpt.pieces]
        text += excerpt.text
    return Excerpt(text, tuple(pieces) or ((0, 0),))


def _lines(cells: list[Any]) -> Iterator[str]:
    for cell in cells:
        if not isinstance(cell, dict) or cell.get("cell_type") != "markdown":
            continue
        written = cell.get("source")
        lines = written if isinstance(written, list) else [written]
        yield from (line for line in lines if isinstance(line, str))
        yield "\n\n"
