"""The Hugging Face `daily_papers` API: a list of objects, each with a `paper` inside; or one paper alone."""

import re
from collections.abc import Iterator

from checks.listings.json_papers import read as read_papers
from checks.listings.json_text import parse
from checks.listings.source import Source
from checks.listings.trees import Tree
from checks.model import Entry

HEAD = 65536
PAPER = re.compile(r'"paper"\s*:\s*\{|"(?:githubRepo|projectPage)"\s*:')
FIELDS = ("githubRepo", "projectPage")


def recognises(source: Source) -> bool:
    """Tell by the fields of a paper; raises ListingError for a broken `.json`, whatever it was meant to hold."""
    opens = source.text.lstrip()[:1] in {"[", "{"}
    if source.has_suffix(".json"):
        return PAPER.search(source.text[:HEAD]) is not None and _are_papers(parse(source))
    return opens and PAPER.search(source.text[:HEAD]) is not None and not source.has_suffix(".jsonl", ".ndjson")


def read(source: Source) -> Iterator[Entry]:
    """Yield the papers; a record without a title is none."""
    return read_papers(source)


def _are_papers(tree: Tree) -> bool:
    found = tree if isinstance(tree, list) else [tree]
    return any(
        isinstance(one, dict) and (isinstance(one.get("paper"), dict) or any(f in one for f in FIELDS)) for one in found
    )
