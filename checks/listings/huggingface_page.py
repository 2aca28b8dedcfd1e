"""A saved page of Hugging Face papers: it brings the papers as JSON, in attributes that its scripts start from."""

import html
import re
from collections.abc import Iterator
from typing import Any

from checks.errors import ListingError
from checks.listings.json_text import Strings, parse
from checks.listings.records import Field, entry_of
from checks.listings.source import Excerpt, Source
from checks.listings.trees import leaves
from checks.model import Entry

PROPS = re.compile(r"""\sdata-props\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{1,10});", re.IGNORECASE)
LISTS = ("dailyPapers", "papers")

Record = dict[str, Any]  # JSON: what a field holds is known only once it is looked at


def papers(source: Source) -> Iterator[Entry]:
    """Yield the papers of a page, each once; none if this is no such page, or if its JSON is broken."""
    if "data-props" not in source.text:
        return
    known: set[str] = set()
    for found in PROPS.finditer(source.text):
        inner = _unescaped(source, *found.span(1 if found[1] is not None else 2))
        strings = Strings(inner.text)
        for record in _records(inner):
            fields = [Field(path, strings.excerpt(text)) for path, text in leaves(record)]
            entry = entry_of(fields, inner)
            if entry and entry.title not in known:
                known.add(entry.title)
                yield entry


def _unescaped(source: Source, start: int, end: int) -> Source:
    """Return the value of an attribute; its places are those in the page."""
    pieces, length, at = [(0, start)], 0, start
    parts: list[str] = []
    for entity in ENTITY.finditer(source.text, start, end):
        parts += (source.text[at : entity.start()], html.unescape(entity[0]))
        length += len(parts[-2]) + len(parts[-1])
        at = entity.end()
        pieces.append((length, at))
    return source.inner(Excerpt("".join((*parts, source.text[at:end])), tuple(pieces)))


def _records(source: Source) -> Iterator[Record]:
    """Yield the papers of a list of days, weeks or months, or the one that a page is about."""
    if not any(f'"{name}"' in source.text for name in (*LISTS, "paper")):
        return
    try:
        tree = parse(source)
    except ListingError:
        return
    if not isinstance(tree, dict):
        return
    found = next((tree[name] for name in LISTS if isinstance(tree.get(name), list)), [tree.get("paper")])
    yield from (one for one in found if isinstance(one, dict) and _is_paper(one))


def _is_paper(record: Record) -> bool:
    inner = record.get("paper", record)
    return isinstance(inner, dict) and isinstance(inner.get("title"), str)
