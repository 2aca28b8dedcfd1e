"""Fields of a forge's JSON. No shape is trusted: what is missing, odd or absurd reads as nothing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

Json = Mapping[str, Any]
README_CAP = 262_144
"""So many characters of a README are read, whichever way it came: nobody promises code after a whole book."""
LARGEST = 2**53
"""A number beyond this is none that a forge has counted, and none that every reader of a database can hold."""


def mapping(document: object, key: str) -> Json:
    """Return an object inside, an empty one if there is none."""
    value = document.get(key) if isinstance(document, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def text(document: Json, key: str) -> str | None:
    """Return a text, None if there is none."""
    value = document.get(key)
    return value if isinstance(value, str) else None


def number(document: Json, key: str) -> int | None:
    """Return a whole number, None if there is none."""
    value = document.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST else None


def instant(document: Json, key: str) -> datetime | None:
    """Return an instant in UTC, None if there is none or it does not say where it is so late."""
    try:
        told = datetime.fromisoformat(text(document, key) or "")
        return told.astimezone(UTC) if told.tzinfo else None
    except (ValueError, OverflowError):
        return None


def objects(document: object) -> Iterator[Json]:
    """Yield the objects of a list; of anything else, none."""
    if isinstance(document, Sequence) and not isinstance(document, str):
        yield from (one for one in document if isinstance(one, Mapping))


def identity(document: Json, key: str = "id") -> str | None:
    """Return what tells one repository from another under the same name, as text."""
    value = document.get(key)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
