"""Whether two pages of one site say the same: their titles and visible texts compared word by word (pure).

A page for what is missing often names what was asked for, the time or a number; so some words may differ, and those of
the two addresses do not count.
"""

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from checks.model import PageFacts

ENOUGH = 0.8
"""The share of words that two texts must have in common."""
UNSEEN = ["script", "style", "noscript", "template", "title"]
_WORD = re.compile(r"\w+")


def alike(one: PageFacts, other: PageFacts, *addresses: str) -> bool:
    """Whether titles and texts agree in most of their words, those of `addresses` (URLs) left out."""
    named = frozenset().union(*map(_words_of_path, addresses))
    titles = _agreement(_words(one.title or "") - named, _words(other.title or "") - named)
    return titles >= ENOUGH and _agreement(_visible(one.text) - named, _visible(other.text) - named) >= ENOUGH


def _agreement(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Tell the share of words in common, by Dice; two silent pages agree."""
    every = len(ours) + len(theirs)
    return 2 * len(ours & theirs) / every if every else 1.0


def _visible(text: str) -> frozenset[str]:
    tree = LexborHTMLParser(text)
    tree.strip_tags(UNSEEN)
    return _words(tree.text(separator=" "))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _words_of_path(address: str) -> frozenset[str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return frozenset()
    return _words(parts.path) | _words(parts.query)
