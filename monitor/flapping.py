"""Flapping: a link that goes up and down all the time, told by its last looks (pure).

Naemon's rule (naemon.io/documentation/usersguide/flapping): of the last 21 results, changes count from 0.8 for the
oldest to 1.2 for the newest; it begins at a fifth of all that could be, and ends below a twentieth. It mutes news, not
history.
"""

from dataclasses import replace
from itertools import pairwise

from checks.model import Flag, Health, LinkState

MARKS = {
    Health.NEW: "?",
    Health.UP: "o",
    Health.LIMITED: "l",
    Health.SUSPECT: "s",
    Health.DEAD: "x",
    Health.WITHHELD: "w",
    Health.SKIPPED: "-",
}
"""One character for each health: what is kept of a look."""
KEPT = 30
JUDGED = 21
BEGINS, ENDS = 0.20, 0.05
OLDEST, NEWEST = 0.8, 1.2
FAILING = frozenset((MARKS[Health.SUSPECT], MARKS[Health.DEAD]))


def remembered(before: LinkState, after: LinkState) -> LinkState:
    """Return the state after a look that counted, with that look among the recent ones, flagged if it flaps."""
    recent = (before.recent + MARKS[after.health])[-KEPT:]
    limit = ENDS if Flag.FLAPPING in before.flags else BEGINS
    others = after.flags - {Flag.FLAPPING}
    return replace(after, recent=recent, flags=others | {Flag.FLAPPING} if unrest(recent) >= limit else others)


def unrest(recent: str) -> float:
    """Return how much the last looks change between failing and not, from 0 (never) to 1 (every time)."""
    if FAILING.isdisjoint(recent):  # nearly every link, nearly always
        return 0.0
    turns = [(one in FAILING) != (other in FAILING) for one, other in pairwise(recent[-JUDGED:])]
    steps = JUDGED - 1
    first = steps - len(turns)
    weight = (NEWEST - OLDEST) / (steps - 1)
    return sum(OLDEST + weight * (first + at) for at, turned in enumerate(turns) if turned) / steps
