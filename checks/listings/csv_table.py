"""CSV and TSV: a row is a record, and the first row names its fields. The reader is Python's csv."""

import csv
import re
from collections.abc import Iterator, Sequence

from checks.errors import ListingError
from checks.finding import may_hold_url
from checks.listings.records import DATES, TITLES, Field, entry_of
from checks.listings.source import Excerpt, Source
from checks.model import Entry

SUFFIXES = (".csv", ".tsv", ".tab", ".psv")
SEPARATORS = "\t;,|"
HEAD = 65536
LONGEST_CELL = 16 * 1024 * 1024
LONGEST_HEADING = 60
NAMING = re.compile(
    r"title|name|paper|abstract|url|link|code|github|repo|date|year|author|project|标题|题目", re.IGNORECASE
)
csv.field_size_limit(LONGEST_CELL)


def recognises(source: Source) -> bool:
    """Tell by the name, or by a first line that names fields; a table of one column is plain text."""
    if source.has_suffix(*SUFFIXES):
        return _separator(source) in source.text[:HEAD]
    plain = source.has_suffix(".txt") or "." not in source.name.rpartition("/")[2]
    first = source.text[:HEAD].lstrip("\n").partition("\n")[0]
    return plain and not first.startswith("|") and _is_heading(_split_line(first, _separator(source)))


def read(source: Source) -> Iterator[Entry]:
    """Yield an entry for each row; without a row of names, a row is called by its first cell that holds words."""
    rows = _rows(source, _separator(source))
    first = next(rows, None)
    if first is None:
        return
    names = [cell.text.strip() for cell in first]
    if _is_heading(names):
        yield from _named(names, rows, source)
    else:
        yield from _unnamed([first], source)
        yield from _unnamed(rows, source)


def _named(names: Sequence[str], rows: Iterator[list[Excerpt]], source: Source) -> Iterator[Entry]:
    for cells in rows:
        fields = [Field((name,), cell) for name, cell in zip(names, cells, strict=False) if cell.text.strip()]
        yield from filter(None, [entry_of(fields, source) or _called(fields, source)])


def _unnamed(rows: Iterator[list[Excerpt]] | list[list[Excerpt]], source: Source) -> Iterator[Entry]:
    for cells in rows:
        yield from filter(None, [_called([Field((), cell) for cell in cells], source)])


def _called(fields: list[Field], source: Source) -> Entry | None:
    """Read a row without a title: its first cell of words is one, if any of them holds a link."""
    worded = next(
        (one for one in fields if re.search(r"[^\W\d_]{2}", one.value.text) and not may_hold_url(one.value.text)), None
    )
    if not any(may_hold_url(one.value.text) for one in fields):
        return None
    named = worded or fields[0]
    return entry_of([Field(("title",), named.value), *(one for one in fields if one is not named)], source)


def _separator(source: Source) -> str:
    """Return what parts the cells: the mark that the first line holds most of, outside quotes."""
    if source.has_suffix(".tsv", ".tab"):
        return "\t"
    first = re.sub(r'"[^"]*"', "", source.text[:HEAD].lstrip("\n").partition("\n")[0])
    return max(SEPARATORS[::-1], key=first.count)


def _split_line(line: str, separator: str) -> list[str]:
    return [name.strip() for name in next(csv.reader([line], delimiter=separator), [])]


def _is_heading(names: Sequence[str]) -> bool:
    """Tell a row of names: short, without links, and some of them are those of papers' fields."""
    known = [name for name in names if name.lower().replace("_", " ") in (*TITLES, *DATES) or NAMING.search(name)]
    plain = all(len(name) <= LONGEST_HEADING and not may_hold_url(name) for name in names)
    return len(names) > 1 and plain and len(known) > 1


def _rows(source: Source, separator: str) -> Iterator[list[Excerpt]]:
    """Yield the cells of each row with their places; raises ListingError for a cell that nobody can read."""
    lines = source.text.split("\n")
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator)
    at = 0
    try:
        for cells in reader:
            yield list(_placed(cells, source.text, at))
            at = source.line_starts[min(reader.line_num, len(source.line_starts) - 1)]
    except csv.Error as problem:
        raise ListingError(source.name, f"is no CSV: {problem}", hint="mend it", line=reader.line_num) from problem


def _placed(cells: Sequence[str], text: str, at: int) -> Iterator[Excerpt]:
    """Find each cell going forward from where its row begins."""
    for cell in cells:
        start = text.find(cell if '"' not in cell else cell.replace('"', '""'), at)
        at = start + len(cell) if start >= 0 else at
        yield Excerpt(cell, ((0, start if start >= 0 else at),))
