"""HTML: items, rows, cards and sections that hold links are entries; a saved page of papers brings them as records."""

import re
from collections.abc import Iterator

from checks.listings import huggingface_page
from checks.listings.html_boxes import boxes
from checks.listings.outline import entries
from checks.listings.source import Source
from checks.model import Entry, Outside

SUFFIXES = (".html", ".htm", ".xhtml")
OTHERS = (
    ".csv",
    ".ipynb",
    ".markdown",
    ".md",
    ".mdown",
    ".mkd",
    ".qmd",
    ".rmd",
    ".rst",
    ".tex",
    ".tsv",
    ".yaml",
    ".yml",
)
"""Names that say otherwise, whatever the text begins with."""
LOOKS = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,5}<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


def recognises(source: Source) -> bool:
    """Tell by the name, or by how a page begins."""
    return source.has_suffix(*SUFFIXES) or (not source.has_suffix(*OTHERS) and LOOKS.match(source.text) is not None)


def read(source: Source) -> Iterator[Entry | Outside]:
    """Yield the papers that a page brings as records; where there are none, what people see of it."""
    found = False
    for entry in huggingface_page.papers(source):
        found = True
        yield entry
    if not found:
        yield from entries(boxes(source), source)
