"""JSON as text: parsing it with errors that name the line, and where its strings stand."""

import json
import re
from typing import Any

from checks.errors import ListingError
from checks.listings.source import Excerpt, Source

ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|.)", re.DOTALL)


def parse(source: Source) -> Any:  # JSON may be anything
    """Return the value of a JSON listing; raises ListingError with the line where it is broken."""
    return parse_text(source.text, source.name, 1)


def parse_text(text: str, name: str, line: int) -> Any:  # JSON may be anything
    """Return the value of a JSON text that begins at a line of a listing; raises ListingError."""
    try:
        return json.loads(text, parse_float=str)
    except json.JSONDecodeError as problem:
        at = line + problem.lineno - 1
        raise ListingError(name, f"is no JSON: {problem.msg}", hint="mend it", line=at) from problem
    except (RecursionError, ValueError) as problem:
        what = "is JSON that nobody can read: too deep, or a number too long"
        raise ListingError(name, what, line=line if line > 1 else None) from problem


def readable(text: str) -> str:
    """Return a string without lone surrogates, which JSON may hold and no file or database can."""
    return text.encode("utf-8", "replace").decode()


class Strings:
    """The strings of a JSON text, found again going forward: values must be asked for in the order of the file."""

    def __init__(self, text: str, start: int = 0):
        """Begin at an offset of `text`."""
        self._text, self._at = text, start

    def excerpt(self, value: str) -> Excerpt:
        """Return the next string of this value; what is not found (a number, a key given twice) stays where it is."""
        for written in _spellings(value):
            start = self._text.find(f'"{written}"', self._at)
            if start >= 0:
                self._at = start + len(written) + 2
                return self._excerpt(value, start + 1, start + 1 + len(written))
        return Excerpt(readable(value), ((0, self._at),))

    def _excerpt(self, value: str, start: int, end: int) -> Excerpt:
        """Tell where each stretch between two escapes stands: every escape shifts what follows."""
        pieces, length, at = [(0, start)], 0, start
        for escape in ESCAPE.finditer(self._text, start, end):
            length += escape.start() - at + len(_decoded(escape[0]))
            at = escape.end()
            pieces.append((length, at))
        return Excerpt(readable(value), tuple(pieces))


def _spellings(value: str) -> list[str]:
    """How a value may have been written: as it is, or with escapes as programs write them."""
    if value.isascii() and '"' not in value and "\\" not in value and value.isprintable():
        return [value, value.replace("/", "\\/")] if "/" in value else [value]
    plain, narrow = json.dumps(value, ensure_ascii=False)[1:-1], json.dumps(value)[1:-1]
    return list(dict.fromkeys((plain, narrow, plain.replace("/", "\\/"), narrow.replace("/", "\\/"))))


def _decoded(raw: str) -> str:
    try:
        return readable(str(json.loads(f'"{raw}"', strict=False)))
    except ValueError:
        return raw
