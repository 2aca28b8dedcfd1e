"""Plain text, and whatever no other format knows: a paragraph that holds a link or a promise is an entry."""

import re
from collections.abc import Iterator
from dataclasses import replace

from checks.listings.paragraphs import paragraphs
from checks.listings.python_lines import holds_python, records
from checks.listings.source import Source
from checks.model import Entry

ORG_COMMENT = re.compile(r"^[ \t]*#(?:[ \t][^\n]*)?$", re.MULTILINE)


def recognises(source: Source) -> bool:  # noqa: ARG001 - every format is asked in the same way
    """Accept everything: this is the last format to be asked."""
    return True


def read(source: Source) -> Iterator[Entry]:
    """Yield an entry for each paragraph or item of a list; lines of Python are records, Org mode has comments."""
    if holds_python(source):
        yield from records(source)
    elif source.has_suffix(".org"):
        yield from paragraphs(replace(source, text=ORG_COMMENT.sub(lambda line: " " * len(line[0]), source.text)))
    else:
        yield from paragraphs(source)
