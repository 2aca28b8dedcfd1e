"""The Hugging Face `daily_papers` API: a list of objects, each with a `paper` inside; or one paper alone."""

import re
from collections.abc import Iterator

from checks.errors import ListingError
from checks.listings.json_text import Strings, may_be_json, parse
from checks.listings.source import Source
from checks.listings.tree_entries import tree_entries
from checks.model import Entry

HEAD = 65536
PAPER = re.compile(r'"paper"\s*:\s*\{|"(?:githubRepo|projectPage)"\s*:')


def recognises(source: Source) -> bool:
    """Tell by the fields of a paper."""
    return (
        may_be_json(source)
        and not source.has_suffix(".jsonl", ".ndjson")
        and PAPER.search(source.text[:HEAD]) is not None
    )


def read(source: Source) -> Iterator[Entry | ListingError]:
    """Yield the papers; a record without a title is none."""
    yield from tree_entries([parse(source)], source, Strings(source.text).excerpt)
