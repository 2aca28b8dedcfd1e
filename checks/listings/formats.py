"""What a listing format is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from checks.errors import ListingError
from checks.listings.source import Source
from checks.model import Entry, Outside


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a listing.

    `recognises` tells by content and name; `read` yields the entries in order, still without position and claim, and in
    their place a ListingError for each that cannot be read while the others can; what stands outside of all entries is
    yielded as such. Both raise ListingError for a source that says it is in this format and is broken as a whole.
    """

    name: str
    recognises: Callable[[Source], bool]
    read: Callable[[Source], Iterable[Entry | Outside | ListingError]]
