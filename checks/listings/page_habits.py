"""What a page repeats says nothing about an entry: menus before its first heading, its author's own name in bold."""

from collections import Counter
from collections.abc import Iterable, Iterator

from checks.listings.naming import is_title
from checks.listings.outline import Box

USUAL, SHARE = 3, 0.3
"""What is called the same this often, and in this share of the boxes, is no title."""
SHORT = 4
"""Words of a link in a menu."""


def without_habits(sections: list[Box]) -> list[Box]:
    """Return the same sections without menus, and with the names that tell boxes apart."""
    if any(section.level for section in sections):
        sections[0].inner = [box for box in sections[0].inner if not _is_menu_item(box)]
    everything = list(_all(sections))
    usual = frozenset(_usual(everything))
    if usual:
        for box in everything:
            rare = [name for name in box.names if name not in usual]
            if any(is_title(name) for name in rare):
                box.names = rare
    return sections


def _is_menu_item(box: Box) -> bool:
    """Tell an item that is nothing but a short link."""
    text = " ".join(box.text.split())
    is_link = not box.inner and bool(box.names) and box.names[0] == text
    return is_link and len(text.split()) <= SHORT and bool(box.passage.links) and not box.is_label


def _all(found: Iterable[Box]) -> Iterator[Box]:
    for box in found:
        yield box
        yield from _all(box.inner)


def _usual(everything: list[Box]) -> Iterator[str]:
    counts = Counter(name for box in everything for name in set(box.names))
    named = sum(bool(box.names) for box in everything)
    for name, count in counts.items():
        if count >= USUAL and count >= SHARE * named and is_title(name):
            yield name
