"""Entries from trees of objects, in whatever format they were written."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from checks.errors import ListingError
from checks.listings.markdown_boxes import boxes
from checks.listings.outline import entries
from checks.listings.records import Field, entry_of, plain_name
from checks.listings.source import Excerpt, Source
from checks.listings.tree_records import Record, records
from checks.listings.trees import Leaves, Tree, leaves
from checks.model import Claim, Entry, Mention

Places = Callable[[str], Excerpt]
"""Finds a text of a tree in the source."""
MARKDOWN = re.compile(r"\s*+(?:[-*+]\s|\||\#{1,6}\s)|.*\]\((?:https?:)?//", re.DOTALL)
ROW = re.compile(r"\s*+\|")
HEADING = re.compile(r"^[ \t]*+\|?+[ :]*+-[ :-]*+\|", re.MULTILINE)
MOST_CELLS = 100
ARXIV_ID = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?", re.ASCII)
OF_THE_PAPER = ("paper arxiv id", "paper url", "paper title", "arxiv id")
"""Fields that consecutive rows about one paper have in common, the surest first (Papers with Code)."""


def tree_entries(
    trees: Iterable[Tree | ListingError], source: Source, places: Places
) -> Iterator[Entry | ListingError]:
    """Yield the entries of trees, and in their place the errors among them.

    Rows that follow each other and tell of one paper are one entry.
    """
    told = (row for tree in trees for row in _told_in(tree, source, places))
    for _, rows in groupby(told, key=lambda row: row.paper or object()):
        yield _joined([row.said for row in rows])


class _Row(NamedTuple):
    """What a record says; `paper` is that of a row that is one of several about it."""

    said: Entry | ListingError
    paper: str = ""


def _joined(rows: list[Entry | ListingError]) -> Entry | ListingError:
    """Return the first row with the mentions that the others add."""
    first = rows[0]
    if isinstance(first, ListingError) or len(rows) == 1:
        return first
    unlike: dict[tuple[str | None, Claim], Mention] = {}
    for mention in (mention for row in rows if isinstance(row, Entry) for mention in row.mentions):
        unlike.setdefault((mention.url, mention.claim), mention)
    return replace(first, mentions=tuple(unlike.values()))


def _told_in(tree: Tree | ListingError, source: Source, places: Places) -> Iterator[_Row]:
    if isinstance(tree, ListingError):
        yield _Row(tree)
        return
    for record in records(tree):
        yield from _told(record, source, places)


def _told(record: Record, source: Source, places: Places) -> Iterator[_Row]:
    number = record.key if ARXIV_ID.fullmatch(record.key) else None
    if isinstance(record.tree, str) and MARKDOWN.match(record.tree):
        inner = _document(source.inner(places(record.tree)))
        for entry in entries(boxes(inner), inner):
            if isinstance(entry, Entry):
                yield _Row(replace(entry, arxiv_id=entry.arxiv_id or number))
        return
    told = leaves(record.tree)
    fields = [Field(path, places(text)) for path, text in told]
    if record.is_named and not number:
        fields.append(Field(("title",), Excerpt(record.key)))  # counts if there is no other
    if told_entry := entry_of(fields, source, untitled=True):
        yield _Row(replace(told_entry, arxiv_id=told_entry.arxiv_id or number), _paper(told))


def _paper(told: Leaves) -> str:
    """Return what a row says which paper it is about; empty if it is no such row."""
    known = {plain_name(path[-1]): text for path, text in told if path}
    if "paper title" not in known or "repo url" not in known:
        return ""
    return next((known[name] for name in OF_THE_PAPER if known.get(name)), "")


def _document(source: Source) -> Source:
    """Return a text as a document of its own; rows of a table get a heading, without which they are none."""
    cells = source.text.partition("\n")[0].count("|") - 1
    if not ROW.match(source.text) or HEADING.search(source.text) or not 0 < cells < MOST_CELLS:
        return source
    heading = f"{'|' * (cells + 1)}\n{'|-' * cells}|\n"
    start = len(source.text) - len(source.text.lstrip())
    return source.inner(Excerpt(heading + source.text[start:], ((0, 0), (len(heading), start))))
