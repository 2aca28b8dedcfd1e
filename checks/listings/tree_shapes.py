"""How a tree may hold papers: as objects, by name, as rows, as columns, as lines of Markdown."""

import re
from enum import StrEnum

from checks.forges.paths import words
from checks.listings.records import AUTHORS, LABELS, PICTURES, TITLES, name_words, plain_name
from checks.listings.tree_looks import NONE, ONLY_ADDRESS, STRONG, WEAK, Part, Parts, says_nothing
from checks.listings.trees import Tree, is_address

NO_PAPERS = (
    AUTHORS
    | PICTURES
    | words("""
    affiliation affiliations area areas assignee assignees category categories conference institution institutions
    journal journals keyword keywords label labels language languages license licenses maintainer maintainers member
    members organization organizations owner people person publisher publishers reviewer reviewers speaker speakers
    sponsor sponsors subject subjects submitter tag tags team topic topics user users venue venues
""")
)
"""What stands under these names has a name and often a link, and is no paper; papers may well be grouped by it."""
PARTS = words("""
    abstract config data date description files id info link links meta metadata resource resources result results
    source stats summary title url urls
""").union(*(named for named, _ in LABELS))  # fmt: skip
"""Names of what is told of a paper or of a list: no names of papers."""
BULLET = re.compile(r"\s*+(?:[-*+]\s|\|)")
NAMES_OF_CELLS, CELLS = ("columns", "header", "headers", "fields"), ("data", "rows", "values")
FEWEST_ALIKE = 2
HALF, TENTH = 0.5, 0.1


class Shape(StrEnum):
    """How a collection holds its records."""

    OBJECTS = "objects"
    NAMED = "named"
    """Objects or links, whose keys are what the papers are called."""
    ROWS = "rows"
    """Lists of cells, the first of which may be their names."""
    TABLE = "table"
    """Lists of cells, and a list of their names beside them."""
    COLUMNS = "columns"
    """A list or an object of values for each field."""
    LINES = "lines"
    """Texts that are lines of Markdown."""

    @property
    def is_loose(self) -> bool:
        """Tell shapes that count only where nothing around them is a paper."""
        return self in {Shape.NAMED, Shape.ROWS, Shape.LINES}


def shape_of_object(tree: dict[str, Tree], parts: Parts) -> tuple[int, Shape]:
    """Tell how sure it is that an object without a title is a collection, and of which shape."""
    if cells_of(tree):
        return STRONG, Shape.TABLE
    if _are_columns(parts):
        return STRONG, Shape.COLUMNS
    if _are_lines(parts):
        return STRONG, Shape.LINES
    if _are_named(parts):
        return (STRONG if any(isinstance(part.value, dict) for part in parts) else WEAK), Shape.NAMED
    return _group_by_key(parts), Shape.OBJECTS


def shape_of_list(key: str, parts: Parts) -> tuple[int, Shape]:
    """Tell how sure it is that a list under a key is a collection, and of which shape."""
    if not name_words(key).isdisjoint(NO_PAPERS):
        return NONE, Shape.OBJECTS
    if _are_lines(parts):
        return STRONG, Shape.LINES
    if _are_rows(parts):
        return STRONG, Shape.ROWS
    return _group([part for part in parts if isinstance(part.value, dict)]), Shape.OBJECTS


def cells_of(tree: dict[str, Tree]) -> tuple[list[str], list[list[Tree]]] | None:
    """Return the names of cells and the rows of a table, if an object is one."""
    names = next((tree[key] for key in NAMES_OF_CELLS if isinstance(tree.get(key), list)), None)
    rows = next((tree[key] for key in CELLS if isinstance(tree.get(key), list)), None)
    if not names or not rows or not all(isinstance(name, str) for name in names):
        return None
    return (names, rows) if all(isinstance(row, list) for row in rows) else None


def _group_by_key(parts: Parts) -> int:
    """Tell how sure it is that an object is a group of papers; what stands beside groups is told of them all."""
    holders = sum(part.look.is_holder for part in parts)
    members = [part for part in parts if isinstance(part.value, dict) and not part.look.is_holder]
    members = [part for part in members if part.named.isdisjoint(NO_PAPERS)]
    is_told_of = any(isinstance(part.value, str) and part.look.is_linked for part in parts)
    return NONE if is_told_of or len(members) <= holders else _group(members)


def _group(parts: Parts) -> int:
    """Tell how sure it is that most objects are papers; those that hold papers are not asked."""
    looks = [part.look for part in parts if not part.look.is_holder]
    titled = sum(look.is_titled for look in looks)
    if not titled or titled < HALF * len(looks):
        return NONE
    strong, any_rank = sum(look.rank == STRONG for look in looks), sum(look.rank > NONE for look in looks)
    return STRONG if strong >= TENTH * len(looks) and strong else WEAK if any_rank >= HALF * len(looks) else NONE


def _are_columns(parts: Parts) -> bool:
    """Tell lists (or objects) of equal length, one of which holds titles."""
    values = [part.value for part in parts]
    titles = next((part.value for part in parts if plain_name(part.key) in TITLES), None)
    if len(parts) < FEWEST_ALIKE or not isinstance(titles, dict | list) or len(titles) < FEWEST_ALIKE:
        return False
    if {(type(value), len(value)) for value in values} != {(type(titles), len(titles))}:
        return False
    return all(isinstance(title, str) for title in (titles.values() if isinstance(titles, dict) else titles))


def _are_lines(parts: Parts) -> bool:
    """Tell texts most of which are items or rows of Markdown, with links."""
    texts = [part.value for part in parts if isinstance(part.value, str)]
    lines = [text for text in texts if BULLET.match(text)]
    return bool(lines) and len(lines) >= HALF * len(texts) and any(map(is_address, lines))


def _are_rows(parts: Parts) -> bool:
    """Tell lists of cells with words and links; a list of labelled links is none."""
    rows = [part for part in parts if isinstance(part.value, list) and part.value and not part.look.is_holder]
    if not rows or len(rows) < len(parts) or not rows[0].named.isdisjoint(PARTS):
        return False
    if any(isinstance(cell, dict) for part in rows for cell in part.value):
        return False
    worded = sum(any(isinstance(cell, str) and not says_nothing(cell) for cell in part.value) for part in rows)
    linked = sum(part.look.is_linked for part in rows)
    return worded >= HALF * len(rows) and linked > 0 and linked + 1 >= HALF * len(rows)


def _are_named(parts: Parts) -> bool:
    """Tell objects and links that are called by their keys."""
    if not parts or (len(parts) < FEWEST_ALIKE and " " not in parts[0].key):
        return False
    if any(part.look.is_titled or part.look.is_holder for part in parts):
        return False
    if not all(part.named.isdisjoint(PARTS | NO_PAPERS) for part in parts):
        return False
    return sum(map(_is_mere_link, parts)) > HALF * len(parts)


def _is_mere_link(part: Part) -> bool:
    """Tell an object or a list with links, or a text that is one."""
    return part.look.is_linked and (not isinstance(part.value, str) or ONLY_ADDRESS.fullmatch(part.value) is not None)
