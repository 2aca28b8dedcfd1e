"""JSON as a tree whose texts know where they stand, or as an error that names the line. The parser is Python's json."""

import json
import re
from collections.abc import Iterator
from typing import Any

from checks.errors import ListingError
from checks.listings.source import Excerpt, Source
from checks.listings.trees import DEEPEST, Repeated, Tree

STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
PAIR = r"u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
ESCAPE = re.compile(rf"\\(?:{PAIR}|u[0-9a-fA-F]{{4}}|.)", re.DOTALL)
"""What stands for one character."""
PYTHON = re.compile(r"\s*[\[(]?\s*\{\s*'")
OPENS = re.compile(r"\s*+[\[{]")
OTHERS = (
    *(".md", ".markdown", ".mdown", ".rst", ".org", ".tex", ".bib", ".html", ".htm", ".xml", ".rss", ".atom"),
    *(".yaml", ".yml", ".toml", ".csv", ".tsv", ".ipynb", ".py", ".js", ".eml"),
)
"""What names of other formats end in: these are believed."""
UNREADABLE = "is JSON that nobody can read: too deep, or a number too long"


class Written(str):
    """A text that knows the offset in its source at which it stands; for readers of trees it is like any other."""

    __slots__ = ("start",)
    start: int


def may_be_json(source: Source) -> bool:
    """Tell cheaply whether a source opens as JSON does, and has no name that says otherwise."""
    return not source.has_suffix(*OTHERS) and OPENS.match(source.text) is not None


def parse(source: Source, start: int = 0, end: int | None = None) -> Tree:
    """Return the tree of a source or of a part of it; raises ListingError with the line where it is broken.

    Line breaks and tabs may stand in texts as they are. A name that is given twice keeps all its values.
    """
    text = source.text[start:end]
    placer = _Placer(source, start, text)
    tree = placer.placed(_loads(text, source, start))
    if placer.has_more:
        tree = _Placer(source, start, text).placed(_loads(text, source, start, object_pairs_hook=_object))
    return tree


class Strings:
    """The texts of a tree as they stand in its source."""

    def __init__(self, text: str):
        """`text` is that of the source which was parsed."""
        self._text = text

    def excerpt(self, text: str) -> Excerpt:
        """Return a text of the tree with its places; a number has none of its own."""
        if not isinstance(text, Written):
            return Excerpt(text)
        start, end = text.start, text.start + len(text)
        if self._text.startswith(text, start) and self._text.startswith('"', end):
            return Excerpt(text, ((0, start),))
        return Excerpt(readable(text), tuple(self._shifts(start)))

    def _shifts(self, start: int) -> Iterator[tuple[int, int]]:
        """Tell where each stretch between escapes stands: every escape is longer than what it stands for."""
        yield 0, start
        end = found.end() if (found := STRING.match(self._text, start - 1)) else start
        length, behind = 0, start
        for escape in ESCAPE.finditer(self._text, start, end):
            length += escape.start() - behind + 1
            behind = escape.end()
            yield length, behind


def readable(text: str) -> str:
    """Return a text without lone surrogates, which JSON may hold and no file or database can."""
    return text.encode("utf-8", "replace").decode()


def _loads(text: str, source: Source, start: int, **options: Any) -> Tree:
    try:
        return json.loads(text, strict=False, **options)
    except json.JSONDecodeError as problem:
        hint = "it is Python: write it with json.dumps" if PYTHON.match(text) else "mend it"
        line = source.place(start + problem.pos).line
        raise ListingError(source.name, f"is no JSON: {problem.msg}", hint=hint, line=line) from problem
    except (RecursionError, ValueError) as problem:
        raise _unreadable(source, start) from problem


def _unreadable(source: Source, start: int) -> ListingError:
    return ListingError(source.name, UNREADABLE, line=source.place(start).line if start else None)


def _object(pairs: list[tuple[str, Tree]]) -> dict[str, Tree]:
    made = dict(pairs)
    return made if len(made) == len(pairs) else Repeated(pairs)


class _Placer:
    """Goes through a tree and through its source side by side: both hold the same texts in the same order."""

    def __init__(self, source: Source, start: int, text: str):
        self._source, self._start = source, start
        self._found: Iterator[re.Match[str]] = STRING.finditer(text)

    @property
    def has_more(self) -> bool:
        """Tell whether the source holds more texts than the tree: then a name was given twice."""
        return next(self._found, None) is not None

    def placed(self, tree: Tree, depth: int = 0) -> Tree:
        """Return the same tree with texts that know their places."""
        if depth > DEEPEST:
            raise _unreadable(self._source, self._start)
        if isinstance(tree, str):
            return self._text(tree)
        if isinstance(tree, Repeated):
            tree.pairs = [(self._skip(key), self.placed(value, depth + 1)) for key, value in tree.pairs]
        elif isinstance(tree, dict):
            for key, value in tree.items():
                next(self._found)
                tree[key] = self.placed(value, depth + 1)
        elif isinstance(tree, list):
            for at, value in enumerate(tree):
                tree[at] = self.placed(value, depth + 1)
        return tree

    def _text(self, value: str) -> Written:
        written = Written(value)
        written.start = self._start + next(self._found).start() + 1
        return written

    def _skip(self, key: str) -> str:
        next(self._found)
        return key
