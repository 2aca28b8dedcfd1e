"""Lines that a program printed as Python: `{'title': '…', 'code': '…'}`. They are read as records, and never run."""

import ast
import re
import warnings
from collections.abc import Iterator

from checks.listings.records import Field, entry_of
from checks.listings.source import Excerpt, Source
from checks.listings.trees import Tree, leaves
from checks.model import Entry

LOOKS = re.compile(r"\s*\{\s*u?['\"][^'\"\n]{1,60}['\"]\s*:[^\n]*\}[ \t]*(?:\n|\Z)")
LINE = re.compile(r"[^\n]*\S[^\n]*")
LONGEST = 100_000
"""Characters of a line: Python's parser takes far more memory than its text."""


def holds_python(source: Source) -> bool:
    """Tell by the first line."""
    return LOOKS.match(source.text, 0, LONGEST) is not None


def records(source: Source) -> Iterator[Entry]:
    """Yield the papers; a line that is no such record is left out."""
    for found in LINE.finditer(source.text):
        fields = list(_fields(_value(found[0]), source.text, *found.span()))
        yield from filter(None, [entry_of(fields, source, untitled=True)])


def _value(line: str) -> Tree:
    """Return what a line says; nothing if it is no literal of Python."""
    if len(line) > LONGEST:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the writer's backslashes are none of our concern
        try:
            return ast.literal_eval(line.strip())
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            return None


def _fields(value: Tree, text: str, start: int, end: int) -> Iterator[Field]:
    if not isinstance(value, dict):
        return
    at = start
    for path, leaf in leaves(value):
        found = next((place for raw in (leaf, repr(leaf)[1:-1]) if (place := text.find(raw, at, end)) >= 0), at)
        at = max(at, found)
        yield Field(path, Excerpt(leaf, ((0, found),)))
