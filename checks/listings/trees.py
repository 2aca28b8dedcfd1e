"""Trees of objects, as JSON and YAML give them: which objects are records of papers, and what stands in one.

A tree is made of dictionaries, lists, texts, numbers, truths and None. Nothing is known here of how it was written.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checks.listings.records import AUTHORS

Tree = Any  # what a file holds is known only once it is looked at
Path = tuple[str, ...]

TITLE = re.compile(r"(?:paper_?)?title|paper_?name|标题|题目|论文", re.IGNORECASE)
NAME = re.compile(r"name|paper", re.IGNORECASE)
KINDS = ("type", "kind", "label", "name", "title", "text")
ADDRESSES = ("url", "href", "link")
SHORT = 40
"""Characters of a text that may say what stands beside it."""
TELLING = re.compile(r"https?://|\d{4}\.\d{4,5}|\S+(?:\s+\S+){11}")
"""What tells a paper from a person or a venue: an address, a paper's number, a sentence."""
DEEPEST = 60


def papers(tree: Tree) -> Iterator[Mapping[str, Tree]]:
    """Yield the records: the outermost lists of objects with titles; without such a list, an object with a title."""
    found = False
    for record in _listed(tree, 0):
        found = True
        yield record
    if not found and isinstance(tree, Mapping):
        yield from _alone(tree, 0)


def others(tree: Tree) -> Iterator[Tree]:
    """Yield what may be read as records where no paper is found: the objects of a list, else the whole."""
    if isinstance(tree, list) and any(isinstance(one, Mapping) for one in tree):
        yield from tree
    else:
        yield tree


def _listed(tree: Tree, depth: int) -> Iterator[Mapping[str, Tree]]:
    """Yield what stands in lists (or in objects whose values are all alike), from the outside in."""
    if depth > DEEPEST:
        return
    inner = _members(tree)
    records = [one for one in inner if isinstance(one, Mapping) and is_record(one)]
    if records and (isinstance(tree, list) or 2 * len(records) >= max(len(inner), 4)):
        for one in records:
            deeper = list(_deeper(one, depth))
            yield from deeper or [one]
        return
    for one in inner:
        yield from _listed(one, depth + 1)


def _members(tree: Tree) -> Sequence[Tree]:
    if isinstance(tree, list):
        return tree
    return list(tree.values()) if isinstance(tree, Mapping) else ()


def _deeper(record: Mapping[str, Tree], depth: int) -> Iterator[Mapping[str, Tree]]:
    """Yield the papers of a record that only groups papers: a volume, a topic. Its lists hold titles of their own."""
    for value in record.values():
        if isinstance(value, list) and any(isinstance(one, Mapping) and _title(one, TITLE) for one in value):
            yield from _listed(value, depth + 1)


def _alone(tree: Mapping[str, Tree], depth: int) -> Iterator[Mapping[str, Tree]]:
    if is_record(tree):
        yield tree
    elif depth < DEEPEST:
        for value in tree.values():
            if isinstance(value, Mapping):
                yield from _alone(value, depth + 1)


def is_record(one: Mapping[str, Tree]) -> bool:
    """Tell whether an object is a paper: it has a title, or a name and something that only papers have."""
    inner = one.get("paper")
    if _title(one, TITLE) or (isinstance(inner, Mapping) and _title(inner, TITLE)):
        return True
    return _title(one, NAME) and any(TELLING.search(text) for _, text in leaves(one))


def _title(one: Mapping[str, Tree], pattern: re.Pattern[str]) -> bool:
    return any(isinstance(value, str) and value.strip() and pattern.fullmatch(str(key)) for key, value in one.items())


def leaves(tree: Tree, path: Path = (), depth: int = 0) -> Iterator[tuple[Path, str]]:
    """Yield the texts, whole numbers and truths of a record in order, each with the names that lead to it.

    `["code", "https://…"]` and `{"type": "code", "url": "https://…"}` name their links themselves.
    """
    if depth > DEEPEST:
        return
    if isinstance(tree, Mapping):
        yield from _of_mapping(tree, path, depth)
    elif isinstance(tree, list):
        yield from _of_list(tree, path, depth)
    elif isinstance(tree, bool):
        yield path, str(tree).lower()
    elif isinstance(tree, str | int):
        yield path, tree if isinstance(tree, str) else str(tree)


def _of_mapping(tree: Mapping[str, Tree], path: Path, depth: int) -> Iterator[tuple[Path, str]]:
    people = bool(path) and path[-1].lower() in AUTHORS
    named = next((name for name in KINDS if path and not people and _is_short(tree.get(name))), None)
    addressed = next((name for name in ADDRESSES if isinstance(tree.get(name), str)), None)
    for key, value in tree.items():
        if named and key == addressed:
            yield (*path, str(tree[named])), value
        elif not (named and addressed and key == named):
            yield from leaves(value, (*path, str(key)), depth + 1)


def _of_list(tree: list[Tree], path: Path, depth: int) -> Iterator[tuple[Path, str]]:
    match tree:
        case [str(kind), str(address), *_] if _is_short(kind) and "://" in address:
            yield (*path, kind), address
        case _:
            for one in tree:
                yield from leaves(one, path, depth + 1)


def _is_short(value: Tree) -> bool:
    return isinstance(value, str) and 0 < len(value) <= SHORT and "://" not in value
