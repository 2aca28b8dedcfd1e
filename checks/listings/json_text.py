"""JSON as text: parsing it with errors that name the line, and where its strings stand."""

import json
import re
from typing import Any

from checks.errors import ListingError
from checks.listings.passages import Passage, PassageBuilder
from checks.listings.source import Source

STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"', re.DOTALL)
ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|.)", re.DOTALL)


def parse(source: Source) -> Any:  # JSON may be anything
    """Return the value of a JSON listing; raises ListingError with the line where it is broken."""
    try:
        return json.loads(source.text)
    except json.JSONDecodeError as problem:
        raise ListingError(source.name, f"is no JSON: {problem.msg}", hint="mend it", line=problem.lineno) from problem
    except (RecursionError, ValueError) as problem:
        raise ListingError(source.name, "is JSON that nobody can read: too deep, or a number too long") from problem


def readable(text: str) -> str:
    """Return a string without lone surrogates, which JSON may hold and no file or database can."""
    return text.encode("utf-8", "replace").decode()


class Strings:
    """The strings of a JSON text; the same value asked for again is its next occurrence."""

    def __init__(self, source: Source):
        """Look at `source` once; strings are then found without another pass."""
        self._text = source.text
        self._places: dict[str, list[tuple[int, int]]] = {}
        for found in STRING.finditer(source.text):
            self._places.setdefault(_decoded(found[1]), []).append(found.span(1))
        for places in self._places.values():
            places.reverse()

    def passage(self, value: str) -> Passage:
        """Return the next string of this value; one that is not found (a key given twice) has no place of its own."""
        builder = PassageBuilder()
        if places := self._places.get(value):
            self._add(builder, *places.pop())
        else:
            builder.add(readable(value), 0)
        return builder.build()

    def _add(self, builder: PassageBuilder, start: int, end: int) -> None:
        """Add a string piece by piece: every escape shifts what follows."""
        at = start
        for escape in ESCAPE.finditer(self._text, start, end):
            builder.add(self._text[at : escape.start()], at)
            builder.add(readable(_decoded(escape[0])), escape.start())
            at = escape.end()
        builder.add(self._text[at:end], at)


def _decoded(raw: str) -> str:
    if "\\" not in raw:
        return raw
    try:
        return str(json.loads(f'"{raw}"', strict=False))
    except ValueError:
        return raw
