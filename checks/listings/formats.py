"""What a listing format is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from checks.listings.source import Source
from checks.model import Entry


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a listing.

    `recognises` tells by content and name; `read` yields the entries in order, still without position and claim.
    Both raise ListingError for a source that says it is in this format and is broken.
    """

    name: str
    recognises: Callable[[Source], bool]
    read: Callable[[Source], Iterable[Entry]]
