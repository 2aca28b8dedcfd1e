"""JSON: lists of papers in any naming and at any depth, JSON Feed, dumps of links, and strings that hold Markdown."""

import re
from collections.abc import Iterator
from dataclasses import replace

from checks.listings.json_text import Strings, parse
from checks.listings.markdown_boxes import boxes
from checks.listings.outline import entries
from checks.listings.records import Field, entry_of
from checks.listings.source import Source
from checks.listings.trees import Tree, leaves, others, papers
from checks.model import Entry

HEAD = 4096
LOOKS = re.compile(r'\s*(?:\[\s*)*\{\s*"')
MARKDOWN = re.compile(r"\]\((?:https?:)?//")
ARXIV_ID = re.compile(r"\d{4}\.\d{4,5}", re.ASCII)


def recognises(source: Source) -> bool:
    """Tell by the name, or by a text that begins as lists of objects do."""
    return source.has_suffix(".json") or LOOKS.match(source.text[:HEAD]) is not None


def read(source: Source) -> Iterator[Entry]:
    """Yield the papers; where no object is one, the entries of the strings that hold Markdown."""
    yield from records(parse(source), source)


def records(tree: Tree, source: Source, start: int = 0) -> Iterator[Entry]:
    """Yield the entries of a tree whose text begins at an offset of the source."""
    strings, found = Strings(source.text, start), False
    for record in papers(tree):
        found = True
        yield from filter(None, [entry_of(_fields(record, strings), source)])
    if not found and any(MARKDOWN.search(text) for _, text in leaves(tree)):
        yield from _of_strings(tree, source, strings)
    elif not found:
        for record in others(tree):
            yield from filter(None, [entry_of(_fields(record, strings), source, untitled=True)])


def _fields(record: Tree, strings: Strings) -> list[Field]:
    return [Field(path, strings.excerpt(text)) for path, text in leaves(record)]


def _of_strings(tree: Tree, source: Source, strings: Strings) -> Iterator[Entry]:
    """Read each text with Markdown links as a document of its own; its key may be the paper's number."""
    for path, text in leaves(tree):
        if not MARKDOWN.search(text):
            continue
        inner = source.inner(strings.excerpt(text))
        number = path[-1] if path and ARXIV_ID.fullmatch(path[-1]) else None
        for entry in entries(boxes(inner), inner):
            yield replace(entry, arxiv_id=entry.arxiv_id or number)
