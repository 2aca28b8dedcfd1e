"""What a made-up sibling tells of the page beside it (pure). Asking for it: `checks/probers/sibling.py`.

Method: verdicts.md, section 2, "confirmed by random-path probe".
"""

from enum import StrEnum

from checks.likeness import alike
from checks.model import Observation, SiblingFacts
from checks.places import end_of, is_front, place, same_site, split

_MISSING = frozenset({404, 410})
_SHOWN = range(200, 300)


class Tells(StrEnum):
    """What became of the sibling, beside what became of the link.

    `unasked`: there was none. `silent`: it was refused or not answered, and proves nothing. `missing`: the site says so
    of what it lacks. `same_place`: both were led there. `same_page`: both show the same. `other`: they differ.
    """

    UNASKED = "unasked"
    SILENT = "silent"
    MISSING = "missing"
    SAME_PLACE = "same_place"
    SAME_PAGE = "same_page"
    OTHER = "other"


def tells(seen: Observation) -> Tells:
    """Compare what was seen of a link with what its made-up sibling showed."""
    sibling = seen.sibling
    if sibling is None:
        return Tells.UNASKED
    if sibling.http_status in _MISSING:
        return Tells.MISSING
    if sibling.http_status not in _SHOWN or seen.page is None or sibling.page is None:
        return Tells.SILENT
    if _led_alike(seen, sibling):
        return Tells.SAME_PLACE
    return Tells.SAME_PAGE if alike(seen.page, sibling.page, seen.link.url, sibling.url) else Tells.OTHER


def _led_alike(seen: Observation, sibling: SiblingFacts) -> bool:
    """Whether both were led to one place; what a front page is told of who was sent there makes it no other one."""
    here, there = end_of(seen), sibling.final_url
    both_in_front = is_front(split(here)) and is_front(split(there)) and same_site(split(here), split(there))
    return bool(seen.hops) and (both_in_front or place(here) == place(there))
