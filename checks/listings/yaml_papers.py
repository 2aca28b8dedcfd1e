"""YAML: lists and groups of papers. The parser is PyYAML's, and only its events are used: no tag is ever constructed.

Aliases are followed as far as people use them; a document that they blow up is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import yaml

from checks.errors import ListingError
from checks.listings.source import Excerpt, Source
from checks.listings.tree_entries import tree_entries
from checks.listings.trees import Tree
from checks.model import Entry

SUFFIXES = (".yml", ".yaml")
HEAD = 65536
LOOKS = re.compile(r"(?:#[^\n]*\n|\s)*---[ \t]*\n(?:#[^\n]*\n|\s)*(?:- )?\w[\w ]*:[ \n]")
DEEPEST = 100
MOST_ALIASED = 100_000
"""Texts that all aliases of a document may stand for together."""
WORD = re.compile(r"\S+")
FOLDED = 200
"""Characters that folding and indentation put between two words at the most."""


class Placed(str):
    """A text that knows where in the source it stands; for readers of trees it is like any other."""

    __slots__ = ("start",)
    start: int


def recognises(source: Source) -> bool:
    """Tell by the name, or by a text that opens as YAML documents do."""
    return source.has_suffix(*SUFFIXES) or LOOKS.match(source.text[:HEAD]) is not None


def read(source: Source) -> Iterator[Entry | ListingError]:
    """Yield the papers of all documents; raises ListingError with the line where one is broken."""
    yield from tree_entries(_documents(source), source, partial(_excerpt, source=source))


def _excerpt(text: str, source: Source) -> Excerpt:
    """Find a text where it stands; one that was folded, quoted or indented is found again word by word."""
    at = text.start if isinstance(text, Placed) else 0
    if source.text.startswith(text, at):
        return Excerpt(text, ((0, at),))
    pieces = [(0, at)]
    for word in WORD.finditer(text):
        found = source.text.find(word[0], at, at + len(word[0]) + FOLDED)
        if found >= 0:
            pieces.append((word.start(), found))
            at = found + len(word[0])
    return Excerpt(text, tuple(pieces))


def _documents(source: Source) -> Iterator[Tree]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(source.name)
    try:
        for event in yaml.parse(source.text, Loader=loader):
            yield from builder.take(event)
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else None
        raise ListingError(source.name, f"is no YAML: {problem.problem}", hint="mend it", line=line) from problem
    except (yaml.YAMLError, ValueError) as problem:
        raise ListingError(source.name, "is no YAML: it holds characters that YAML does not allow") from problem


@dataclass(slots=True)
class _Builder:
    """Builds trees from events, without recursion."""

    name: str
    open: list[Tree] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    anchors: dict[str, Tree] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)
    aliased: int = 0
    root: Tree = None

    def take(self, event: Any) -> Iterator[Tree]:
        """Take one event; yields the tree when a document ends."""
        match event:
            case yaml.DocumentStartEvent():
                self.root, self.anchors = None, {}
            case yaml.DocumentEndEvent():
                yield self.root
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._enter({} if isinstance(event, yaml.MappingStartEvent) else [], event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.open.pop()
                self.keys.pop()
            case yaml.ScalarEvent():
                self._add(self._anchored(_placed(event), event))
            case yaml.AliasEvent():
                self._add(self._aliased(event))

    def _enter(self, inner: Tree, event: Any) -> None:
        if len(self.open) >= DEEPEST:
            raise ListingError(self.name, "is YAML that nobody can read: too deep", line=event.start_mark.line + 1)
        self._add(self._anchored(inner, event))
        self.open.append(inner)
        self.keys.append(None)

    def _anchored(self, tree: Tree, event: Any) -> Tree:
        if event.anchor:
            self.anchors[event.anchor] = tree
        return tree

    def _aliased(self, event: Any) -> Tree:
        """Return what an alias stands for; one that stands for what it is in, or for far too much, is refused."""
        tree = self.anchors.get(event.anchor, "")
        if any(tree is one for one in self.open):
            return ""
        self.aliased += _size(tree, self.sizes)
        if self.aliased > MOST_ALIASED:
            raise ListingError(self.name, "its aliases stand for far too much", line=event.start_mark.line + 1)
        return tree

    def _add(self, tree: Tree) -> None:
        if not self.open:
            self.root = tree
        elif isinstance(self.open[-1], list):
            self.open[-1].append(tree)
        elif self.keys[-1] is None:
            self.keys[-1] = tree if isinstance(tree, str) else ""
        else:
            self.open[-1][self.keys[-1]] = tree
            self.keys[-1] = None


def _size(tree: Tree, known: dict[int, int]) -> int:
    """Count the texts of a tree; what was counted once is remembered, so that aliases of aliases cost nothing."""
    if id(tree) not in known:
        inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
        known[id(tree)] = 1 + sum(_size(one, known) for one in inner)
    return known[id(tree)]


def _placed(event: Any) -> Placed:
    text = Placed(event.value)
    text.start = event.start_mark.index
    return text
