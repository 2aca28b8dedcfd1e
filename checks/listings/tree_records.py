"""The records of papers in a tree, in order: from its collections, else an object with a title, else what has links."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.listings.records import AUTHORS, TITLES, name_words, plain_name
from checks.listings.tree_looks import is_linked, is_sentence
from checks.listings.tree_shapes import PARTS, Shape, cells_of
from checks.listings.tree_survey import GROUPS, Survey
from checks.listings.trees import DEEPEST, PLAIN_TITLES, WRAPPERS, Repeated, Tree, has_title, is_address, leaves


@dataclass(frozen=True, slots=True)
class Record:
    """A paper as it stands in the tree; `key` is what it stands under, `is_named` tells that this is its title."""

    tree: Tree
    key: str = ""
    is_named: bool = False


def records(tree: Tree) -> Iterator[Record]:
    """Yield the records of a tree in order."""
    survey = Survey()
    look = survey.look(tree) if isinstance(tree, dict | list) else None
    if look and look.is_holder:
        yield from _Walk(survey, max(look.holds, look.loose)).walk(tree)
    elif look and look.is_titled:
        yield Record(tree)
    else:
        yield from _loose(tree, "", 0)


@dataclass(frozen=True, slots=True)
class _Walk:
    """Goes to the collections of a tree that are as sure as `least`."""

    survey: Survey
    least: int

    def walk(self, tree: Tree) -> Iterator[Record]:
        """Yield the records of an object or a list."""
        strength, shape = self.survey.shapes.get(id(tree), (0, Shape.OBJECTS))
        if strength < self.least:
            for _, value in _items(tree):
                if self._is_open(value):
                    yield from self.walk(value)
        elif shape is Shape.OBJECTS:
            for key, value in _items(tree):
                if self._is_open(value):
                    yield from self.walk(value)
                elif _speaks(value):
                    yield Record(value, key)
        else:
            yield from _of_shape(shape, tree)

    def _is_open(self, tree: Tree) -> bool:
        return self.survey.holders.get(id(tree), 0) >= self.least


def _of_shape(shape: Shape, tree: Tree) -> Iterator[Record]:
    match shape:
        case Shape.NAMED:
            yield from (Record(value, key, is_named=True) for key, value in _items(tree))
        case Shape.LINES:
            yield from (Record(value, key) for key, value in _items(tree) if isinstance(value, str))
        case Shape.TABLE:
            names, rows = cells_of(tree) or ([], [])
            yield from (Record(_row(names, cells)) for cells in rows)
        case Shape.ROWS:
            yield from _rows([cells for cells in tree if isinstance(cells, list)])
        case Shape.COLUMNS:
            yield from _columns(tree)


def _items(tree: Tree) -> Iterator[tuple[str, Tree]]:
    if isinstance(tree, dict):
        yield from tree.items()
    elif isinstance(tree, list):
        yield from (("", value) for value in tree)


def _speaks(tree: Tree) -> bool:
    """Tell a link, or an object with a link or with a title as only papers have one."""
    if not isinstance(tree, dict):
        return isinstance(tree, str) and is_address(tree)
    wrapped = [value for key, value in tree.items() if isinstance(value, dict) and key.lower() in WRAPPERS]
    if any(map(has_title, (tree, *wrapped))):
        return True
    return any(is_linked(path[-1] if path else "", text) for path, text in leaves(tree))


def _rows(rows: Sequence[list[Tree]]) -> Iterator[Record]:
    """Yield a record for each row; a first one without links names the cells, else the first words are the title."""
    names = _names(rows[0]) if len(rows) > 1 else []
    for cells in rows[1:] if names else rows:
        yield Record(_row(names or _guessed(cells), cells))


def _names(cells: list[Tree]) -> list[str]:
    """Return the names of cells if a row holds them."""
    if not all(isinstance(cell, str) and not is_address(cell) for cell in cells):
        return []
    known = [cell for cell in cells if plain_name(cell) in TITLES or not name_words(cell).isdisjoint(PARTS | AUTHORS)]
    return list(cells) if len(known) > 1 else []


def _guessed(cells: list[Tree]) -> list[str]:
    words = [at for at, cell in enumerate(cells) if isinstance(cell, str) and cell.strip() and not is_address(cell)]
    return ["title" if at == words[0] else "" for at in range(len(cells))] if words else [""] * len(cells)


def _row(names: Sequence[str], cells: list[Tree]) -> Tree:
    """Return a row as an object."""
    return Repeated(list(zip(names, cells, strict=False)))


def _columns(tree: dict[str, Tree]) -> Iterator[Record]:
    """Yield the rows of columns."""
    columns = {key: value for key, value in tree.items() if isinstance(value, dict | list)}
    rows = zip(
        *(list(value.values()) if isinstance(value, dict) else value for value in columns.values()), strict=False
    )
    yield from (Record(dict(zip(columns, cells, strict=True))) for cells in rows)


def _loose(tree: Tree, key: str, depth: int) -> Iterator[Record]:
    """Yield what has a link or a sentence directly in it, from the outside in."""
    if depth > DEEPEST:
        return
    if isinstance(tree, str):
        yield Record(tree, key)
    elif isinstance(tree, dict) and any(_tells(name, value) for name, value in tree.items()):
        yield Record(tree, key, is_named=_may_name(key))
    else:
        for name, value in _items(tree):
            if isinstance(value, dict | list) or (isinstance(value, str) and is_address(value)):
                yield from _loose(value, name, depth + 1)


def _may_name(key: str) -> bool:
    return bool(key) and name_words(key).isdisjoint(PARTS | GROUPS) and key.lower() not in WRAPPERS


def _tells(name: str, value: Tree) -> bool:
    """Tell a text, or a list of texts, that says anything of a paper."""
    texts = [value] if isinstance(value, str) else value if isinstance(value, list) else ()
    return any(
        isinstance(text, str) and (is_linked(name, text) or is_sentence(text) or plain_name(name) in PLAIN_TITLES)
        for text in texts
    )
