"""How instants and flags stand in the database: ISO-8601 in UTC with `Z`, so that text sorts as time."""

from datetime import UTC, datetime
from functools import lru_cache

from checks.model import Flag


@lru_cache(4096)  # a batch of looks holds the same instants many times over
def to_text(at: datetime | None) -> str | None:
    """Return the text of an aware instant."""
    return None if at is None else at.astimezone(UTC).isoformat(timespec="seconds")[:-6] + "Z"


def from_text(text: str | None) -> datetime | None:
    """Return the instant of a stored text."""
    return None if text is None else datetime.fromisoformat(text)


def flags_to_text(flags: frozenset[Flag]) -> str:
    """Return flags as words with a blank between them, in one order."""
    return " ".join(sorted(flags))


def flags_from_text(text: str) -> frozenset[Flag]:
    """Return the flags of a stored text."""
    return frozenset(Flag(word) for word in text.split())
