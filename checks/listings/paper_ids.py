"""Papers by number: lines that are arXiv numbers or addresses of papers. What they are called, arXiv must be asked."""

import re
from collections.abc import Iterator

from checks.listings.source import Source
from checks.model import Entry
from checks.paper_numbers import number_in, placeholder

LINE = re.compile(r"[^\n]*\S[^\n]*")


def recognises(source: Source) -> bool:
    """Tell by the content: every line that is no comment is a paper."""
    lines = [line for line in map(_bare, LINE.findall(source.text[:65536])) if line]
    return bool(lines) and all(number_in(line) for line in lines)


def read(source: Source) -> Iterator[Entry]:
    """Yield a paper for each line; they are called by their numbers."""
    for found in LINE.finditer(source.text):
        if number := number_in(_bare(found[0])):
            yield Entry(0, placeholder(number), arxiv_id=number)


def _bare(line: str) -> str:
    """Return a line without its comment."""
    return "" if line.lstrip().startswith("#") else re.sub(r"\s#.*$", "", line).strip()
