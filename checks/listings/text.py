"""Plain text, and whatever no other format knows: a paragraph that holds a link or a promise is an entry."""

from collections.abc import Iterator

from checks.listings.paragraphs import paragraphs
from checks.listings.source import Source
from checks.model import Entry


def recognises(source: Source) -> bool:  # noqa: ARG001 - every format is asked in the same way
    """Accept everything: this is the last format to be asked."""
    return True


def read(source: Source) -> Iterator[Entry]:
    """Yield an entry for each paragraph, or for each line of a paragraph in which every line has a link of its own."""
    return paragraphs(source)
