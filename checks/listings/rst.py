"""reStructuredText: list items, definitions, table rows and citations that hold links are entries, and sections are."""

import re
from collections.abc import Iterator

from checks.listings.outline import entries
from checks.listings.paragraphs import paragraphs
from checks.listings.source import Source
from checks.model import Entry, Outside

SUFFIXES = (".rst", ".rest")
LOOKS = re.compile(
    r"`[^`<\n]{0,300}<https?://[^`>\s]{1,2000}>`_|^\.\. (?:_[^:\n]{1,100}: https?://|[a-z-]{2,30}::)", re.MULTILINE
)
LONGEST_LINE = 20_000
"""Characters. Time grows with the square of a line's length; nobody writes reStructuredText in such lines."""


def recognises(source: Source) -> bool:
    """Tell by the name; where that says nothing, by links, targets or directives in the text."""
    return source.is_called_or_looks(SUFFIXES, LOOKS)


def read(source: Source) -> Iterator[Entry | Outside]:
    """Yield the entries of a document; one that is too wild for its parser is read as plain paragraphs."""
    from checks.listings.rst_boxes import boxes  # noqa: PLC0415 - docutils is large, and most listings do without

    if max(map(len, source.text.split("\n"))) > LONGEST_LINE:
        yield from paragraphs(source)
        return
    try:
        outline = boxes(source)
    except RecursionError:
        yield from paragraphs(source)
    else:
        yield from entries(outline, source)
