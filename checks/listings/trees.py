"""Trees of objects, as JSON and YAML give them: what stands in a record, each text with the names that lead to it.

A tree is made of dictionaries, lists, texts, numbers, truths and None. Nothing is known here of how it was written.
"""

from datetime import UTC, datetime
from typing import Any

from checks.forges.paths import words
from checks.listings.naming import LABELS
from checks.listings.records import AUTHORS, DATES, OWNER_AND_NAME, TITLES, name_words, plain_name

Tree = Any  # what a file holds is known only once it is looked at
Path = tuple[str, ...]
Leaves = list[tuple[Path, str]]

DEEPEST = 256
PLAIN_TITLES = frozenset(TITLES) - words("name paper 论文")
"""Names that only papers have for what they are called; people, venues and tags have a `name` too."""
WRAPPERS = words("""
    article attributes content data doc document entry fields hit item message metadata node paper post properties
    publication record result source work
""")
"""What may hold the whole record, so that its own name says nothing."""
HOLDERS = words("#text $t @value _ rendered text value")
"""Names that say only that here comes the value."""
KINDS = ("type", "kind", "label", "name", "title", "text", "rel", "key")
NO_KINDS = words("button external link url website")
MOST_WORDS = 3
"""Of what a link is said to be for: "Project page (soon)"."""
ADDRESSES = ("url", "href", "link", "uri", "value")
PERSON = ("name", "full_name", "fullname", "fullName", "display_name", "displayName", "family", "last_name", "last")
SHORT = 30
"""Characters of a text that may say what stands beside it."""
SECONDS, MILLISECONDS = (10**8, 10**10), (10**11, 10**13)
"""Times since 1970 that lie between 1973 and 2286."""


class Repeated(dict[str, Tree]):
    """An object in which a name stands more than once: all its pairs count."""

    def __init__(self, pairs: list[tuple[str, Tree]]):
        """Keep the pairs as they come."""
        super().__init__(pairs)
        self.pairs = pairs

    def items(self) -> Any:
        """Return all pairs, in order."""
        return self.pairs

    def values(self) -> Any:
        """Return all values, in order."""
        return [value for _, value in self.pairs]


def leaves(tree: Tree, path: Path = ()) -> Leaves:
    """Return the texts, numbers and truths of a record in order, each with the names that lead to it.

    `["code", "https://…"]` and `{"type": "code", "url": "https://…"}` name their links themselves. What a text of this
    name has said before it does not say again, unless it is as short as the name of a person.
    """
    found: Leaves = []
    _gather(tree, path, found, 0)
    known: set[tuple[Path, str]] = set()
    return [one for one in found if _may_recur(one[1]) or not _is_known((one[0][-1:], one[1]), known)]


def _may_recur(text: str) -> bool:
    return len(text) <= SHORT and not is_address(text)


def _is_known(one: tuple[Path, str], known: set[tuple[Path, str]]) -> bool:
    before = len(known)
    known.add(one)
    return len(known) == before


def has_title(tree: dict[str, Tree]) -> bool:
    """Tell whether an object has a name of its own, as papers have it."""
    return any(plain_name(str(key)) in PLAIN_TITLES and _may_be_title(text_of(value)) for key, value in tree.items())


def _may_be_title(text: str) -> bool:
    return bool(text.strip()) and not is_label(text)


def text_of(tree: Tree) -> str:
    """Return a text that stands alone, in a list or in an object of its own; else an empty one."""
    match tree:
        case str():
            return tree
        case [str(text)]:
            return text
        case dict():
            return next((value for key, value in tree.items() if key in HOLDERS and isinstance(value, str)), "")
    return ""


def is_label(text: str) -> bool:
    """Tell words that only say what a link is for ("Code")."""
    return len(text) <= SHORT and LABELS.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """Tell a text that is or holds a link."""
    return "/" in text and ("://" in text or "github.com/" in text or "www." in text)


def _gather(tree: Tree, path: Path, found: Leaves, depth: int) -> None:
    if depth > DEEPEST:
        return
    if isinstance(tree, str):
        found.append((path, tree))
    elif isinstance(tree, dict):
        (_gather_person if _is_of_people(path) else _gather_object)(tree, path, found, depth)
    elif isinstance(tree, list):
        _gather_list(tree, path, found, depth)
    elif isinstance(tree, int | float) and not _is_of_people(path):
        found.append((path, _number(tree, path)))


def _is_of_people(path: Path) -> bool:
    return bool(path) and not name_words(path[-1]).isdisjoint(AUTHORS)


def _gather_object(tree: dict[str, Tree], path: Path, found: Leaves, depth: int) -> None:
    kind, address = _labelled(tree, path)
    for key, value in tree.items():
        if kind is not None and key == address:
            found.append(((*path, tree[kind]), value))
        elif key != kind:
            _gather(value, _below(path, str(key), value, tree), found, depth + 1)


def _below(path: Path, key: str, value: Tree, tree: dict[str, Tree]) -> Path:
    """Return the names that lead to a value of an object; those of mere wrappings are left out."""
    if path:
        return path if key.lower() in HOLDERS and isinstance(value, str | list) else (*path, key)
    wraps = isinstance(value, dict) and key.lower() in WRAPPERS and has_title(value)
    return () if wraps and (key == "paper" or not has_title(tree)) else (key,)


def _labelled(tree: dict[str, Tree], path: Path) -> tuple[str | None, str | None]:
    """Return the keys under which an object says what its link is for, and the link; None if it does not."""
    kinds = [key for key in tree if str(key).lower() in KINDS and _is_kind(tree[key])]
    address = next((key for key in tree if str(key).lower() in ADDRESSES and _leads_somewhere(tree[key])), None)
    kind = next((key for key in kinds if is_label(tree[key])), kinds[0] if kinds and path else None)
    return (None, None) if kind is None or address is None or kind == address else (kind, address)


def _is_kind(value: Tree) -> bool:
    if not isinstance(value, str) or not 0 < len(value) <= SHORT or value.lower() in NO_KINDS:
        return False
    return len(value.split()) <= MOST_WORDS and not is_address(value)


def _leads_somewhere(value: Tree) -> bool:
    return isinstance(value, str) and (is_address(value) or OWNER_AND_NAME.fullmatch(value) is not None)


def _gather_person(tree: dict[str, Tree], path: Path, found: Leaves, depth: int) -> None:
    """Gather the name of a person, and links; an address or a number of a person is no person."""
    name = next((key for key in PERSON if isinstance(tree.get(key), str)), None)
    if name is not None:
        found.append(((*path, name), tree[name]))
    for key, value in tree.items():
        if name is None or (isinstance(value, str) and key != name and is_address(value)):
            _gather(value, path if name is None else (*path, str(key)), found, depth + 1)


def _gather_list(tree: list[Tree], path: Path, found: Leaves, depth: int) -> None:
    match tree:
        case [str(kind), str(address), *_] if path and _is_kind(kind) and is_address(address):
            if _is_of_people(path):
                found.append((path, kind))
            found.append(((*path, kind), address))
        case [[int(), *_] as parts] if path and plain_name(path[-1]) == "date parts":
            found.append((path[:-1] or path, "-".join(f"{part:02}" for part in parts if isinstance(part, int))))
        case _:
            for one in tree:
                _gather(one, path, found, depth + 1)


def _number(tree: float, path: Path) -> str:
    """Return a number or a truth as text; one that can only be a time is its day."""
    if isinstance(tree, bool):
        return str(tree).lower()
    if path and plain_name(path[-1]) in DATES:
        for (least, most), unit in ((SECONDS, 1), (MILLISECONDS, 1000)):
            if least <= tree < most:
                return datetime.fromtimestamp(tree / unit, UTC).date().isoformat()
    return str(tree).removesuffix(".0")
