r"""LaTeX: items, table rows, references and the paragraphs of sections are entries if they hold links or promises."""

import re
from collections.abc import Iterator

from checks.listings.outline import entries
from checks.listings.source import Source
from checks.model import Entry

SUFFIXES = (".tex", ".ltx", ".latex", ".bbl")
PLAIN_SUFFIXES = (".txt", ".text")
LOOKS = re.compile(
    r"^[ \t]*\\(?:documentclass|begin\{(?:document|itemize|enumerate|thebibliography|tabular)\})", re.MULTILINE
)
HEAD = 65536


def recognises(source: Source) -> bool:
    """Tell by the name; where that says nothing, by what only LaTeX begins with."""
    if source.has_suffix(*SUFFIXES):
        return True
    plain = source.has_suffix(*PLAIN_SUFFIXES) or "." not in source.name.rpartition("/")[2]
    return plain and LOOKS.search(source.text[:HEAD]) is not None


def read(source: Source) -> Iterator[Entry]:
    """Yield the entries of a document; its outline says what they are, and prose is no mere header of a list."""
    from checks.listings.latex_boxes import boxes  # noqa: PLC0415 - its table of symbols is large

    return entries(boxes(source), source, is_prose=True)
