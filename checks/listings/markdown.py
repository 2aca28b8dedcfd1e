"""Markdown: list items and table rows that hold links are entries, and so are sections that hold them in paragraphs."""

import re
from collections.abc import Iterator

from checks.listings.markdown_boxes import boxes
from checks.listings.outline import entries
from checks.listings.source import Source
from checks.model import Entry, Outside

SUFFIXES = (".md", ".markdown", ".mkd", ".mdown", ".qmd", ".rmd")
LOOKS = re.compile(
    r"\]\((?:https?:)?//|^ {0,3}\|?[ :-]*-{2,}[ :-]*\||^ {0,3}\[[^\]\n]{1,80}\]: https?://", re.MULTILINE
)


def recognises(source: Source) -> bool:
    """Tell by the name; where that says nothing, by links, tables or references in the text."""
    return source.is_called_or_looks(SUFFIXES, LOOKS)


def read(source: Source) -> Iterator[Entry | Outside]:
    """Yield the entries of a document; its outline says what they are."""
    return entries(boxes(source), source)
