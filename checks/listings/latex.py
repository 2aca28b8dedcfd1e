r"""LaTeX: items, table rows, references and the paragraphs of sections are entries if they hold links or promises."""

import re
from collections.abc import Iterator

from checks.listings.outline import entries
from checks.listings.source import Source
from checks.model import Entry, Outside

SUFFIXES = (".tex", ".ltx", ".latex", ".bbl")
LOOKS = re.compile(
    r"^[ \t]*\\(?:documentclass|begin\{(?:document|itemize|enumerate|thebibliography|tabular)\})", re.MULTILINE
)


def recognises(source: Source) -> bool:
    """Tell by the name; where that says nothing, by what only LaTeX begins with."""
    return source.is_called_or_looks(SUFFIXES, LOOKS)


def read(source: Source) -> Iterator[Entry | Outside]:
    """Yield the entries of a document; its outline says what they are, and prose is no mere header of a list."""
    from checks.listings.latex_boxes import boxes  # noqa: PLC0415 - its table of symbols is large

    return entries(boxes(source), source, is_prose=True)
