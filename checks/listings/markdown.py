"""Markdown: list items and table rows that hold links are entries, and so are sections that hold them in paragraphs."""

import re
from collections.abc import Iterator

from checks.listings.markdown_boxes import boxes
from checks.listings.outline import entries
from checks.listings.source import Source
from checks.model import Entry

SUFFIXES = (".md", ".markdown", ".mkd", ".mdown", ".qmd", ".rmd")
PLAIN_SUFFIXES = (".txt", ".text")
LOOKS = re.compile(
    r"\]\((?:https?:)?//|^ {0,3}\|?[ :-]*-{2,}[ :-]*\||^ {0,3}\[[^\]\n]{1,80}\]: https?://", re.MULTILINE
)
HEAD = 65536


def recognises(source: Source) -> bool:
    """Tell by the name; where that says nothing, by links, tables or references in the text."""
    if source.has_suffix(*SUFFIXES):
        return True
    plain = source.has_suffix(*PLAIN_SUFFIXES) or "." not in source.name.rpartition("/")[2]
    return plain and LOOKS.search(source.text[:HEAD]) is not None


def read(source: Source) -> Iterator[Entry]:
    """Yield the entries of a document; its outline says what they are."""
    return entries(boxes(source), source)
