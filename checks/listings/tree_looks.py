"""What is seen in the objects of a tree, one after the other: how likely each is a record of a paper, and why."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from checks.forges.paths import words
from checks.listings.records import ARXIV_LINK, AUTHORS, CODE, OWNER_AND_NAME, PICTURES, TITLES, name_words, plain_name
from checks.listings.trees import WRAPPERS, Tree, has_title, is_address, is_label

UNTOLD = AUTHORS | PICTURES
"""Names of what stands beside a paper without being of it."""
ABSTRACT = words("abstract abstracts 摘要")
NUMBERED = words("arxiv doi eprint pdf")
KNOWN = words("date id published year 日期")
FEWEST_SPACES = 11
"""In a text that is more than a name."""
OF_PAPERS = re.compile(rf"{ARXIV_LINK.pattern}|doi\.org/10|openreview\.net/(?:forum|pdf)|aclanthology\.org/")
ONLY_ADDRESS = re.compile(r"\s*https?://\S+\s*")
NONE, WEAK, STRONG = range(3)
"""How sure something is: not at all; by a title and a sentence, a date or a number; by what only papers have."""


class Look(NamedTuple):
    """What was seen in a tree: how sure it is that it is a record, whether it has a title, which records it holds.

    `is_paper` says that it has what only papers have. `loose` are collections that count only where nothing around
    them is a paper.
    """

    rank: int = NONE
    is_titled: bool = False
    is_paper: bool = False
    holds: int = NONE
    loose: int = NONE
    is_linked: bool = False

    @property
    def is_holder(self) -> bool:
        """Tell whether it holds records of any sort."""
        return self.holds > NONE or self.loose > NONE


class Part(NamedTuple):
    """A value of an object or of a list, with its key (in a list, that of the list) and what was seen in it."""

    key: str
    value: Tree
    look: Look

    @property
    def named(self) -> frozenset[str]:
        """The words of its key."""
        return name_words(self.key)


Parts = Sequence[Part]


def is_linked(key: str, text: str) -> bool:
    """Tell whether a text holds a link, or names a repository in a field for code."""
    if is_address(text):
        return True
    return not name_words(key).isdisjoint(CODE) and OWNER_AND_NAME.fullmatch(text) is not None


def is_sentence(text: str) -> bool:
    """Tell a text of many words, as abstracts and descriptions are."""
    return text.count(" ") >= FEWEST_SPACES


def says_nothing(text: str) -> bool:
    """Tell what is no title: a label, an address, blanks."""
    return not text.strip() or is_label(text) or ONLY_ADDRESS.fullmatch(text) is not None


def seen_as_record(tree: dict[str, Tree], parts: Parts) -> Look:
    """Tell how likely an object is a record, from its own texts and from what was seen in its other parts."""
    wrapped = [part.look for part in parts if part.look.is_titled and part.key.lower() in WRAPPERS]
    linked = any(part.look.is_linked for part in parts if part.named.isdisjoint(UNTOLD))
    if not wrapped and not has_title(tree) and not any(map(_is_name, parts)):
        return Look(is_linked=linked)
    is_paper = any(look.is_paper for look in wrapped) or any(map(_is_of_paper, parts))
    rank = STRONG if linked or is_paper else WEAK if _tells_more(tree, parts) else NONE
    return Look(max([rank, *(look.rank for look in wrapped)]), is_titled=True, is_paper=is_paper, is_linked=linked)


def _is_name(part: Part) -> bool:
    return isinstance(part.value, str) and plain_name(part.key) in TITLES and not says_nothing(part.value)


def _is_of_paper(part: Part) -> bool:
    """Tell what only papers have: authors, an abstract, a number, code."""
    if not part.value:
        return False
    if not part.named.isdisjoint(AUTHORS | ABSTRACT | NUMBERED):
        return True
    if not part.look.is_linked or not isinstance(part.value, str):
        return False
    return not part.named.isdisjoint(CODE) or OF_PAPERS.search(part.value) is not None


def _tells_more(tree: dict[str, Tree], parts: Parts) -> bool:
    return not KNOWN.isdisjoint(tree) or any(isinstance(part.value, str) and is_sentence(part.value) for part in parts)
