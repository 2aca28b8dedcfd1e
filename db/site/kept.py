"""How soon promises are kept: Kaplan-Meier over waits of which only an interval is known. Pure: waits in, shares out.

Day 0 is the day of the promise. A paper that we met later joins at the age that it had then, so that nobody counts as
waiting while nobody looked. A release lies between the last look without and the first look with code: a curve is
made for each end of these intervals, and the share that is told spans both.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

HORIZONS = (30, 90, 180, 365)
FEW = 10
"""Fewer papers at risk than this are too few to lean on, and the page says so."""


@dataclass(frozen=True, slots=True)
class Wait:
    """One promise, in days since it was made: first look, last look without code, first look with it.

    `released` is None while it is not kept. `entered <= without <= released`.
    """

    entered: float
    without: float
    released: float | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One fall of the curve: the day, how many were waiting then, how many were released, the share kept after it."""

    day: float
    at_risk: int
    released: int
    share: float


@dataclass(frozen=True, slots=True)
class Horizon:
    """What is known of the promises `days` after they were made.

    `least` and `most` bound the share that was kept; None where no look reaches that far. `at_risk` were looked at and
    still waiting on that day, `released` had been seen released by then, `entered` had been met by then.
    """

    days: int
    least: float | None
    most: float | None
    at_risk: int
    released: int
    entered: int

    @property
    def few(self) -> bool:
        """Whether too few were at risk to lean on it."""
        return self.at_risk < FEW


def curve(waits: Sequence[Wait], *, late: bool) -> tuple[Step, ...]:
    """The share of promises kept, as it grows; `late` takes a release at the look that saw it, else the one before."""
    entries = sorted(wait.entered for wait in waits)
    ends = sorted(_end(wait, late=late) for wait in waits)
    released = Counter(_end(wait, late=late) for wait in waits if wait.released is not None)
    steps, waiting = [], 1.0
    for day, count in sorted(released.items()):
        at_risk = bisect_right(entries, day) - bisect_left(ends, day)
        waiting *= 1 - count / at_risk
        steps.append(Step(day, at_risk, count, 1 - waiting))
    return tuple(steps)


def share_by(steps: Sequence[Step], day: float) -> float:
    """The share kept by a day."""
    place = bisect_right([step.day for step in steps], day)
    return steps[place - 1].share if place else 0.0


def horizons(waits: Sequence[Wait], days: Sequence[int] = HORIZONS) -> tuple[Horizon, ...]:
    """What is known after so many days each."""
    late, early = curve(waits, late=True), curve(waits, late=False)
    reach = max((_end(wait, late=True) for wait in waits), default=-1.0)
    return tuple(
        Horizon(
            days=day,
            least=min(share_by(late, day), share_by(early, day)) if day <= reach else None,
            most=max(share_by(late, day), share_by(early, day)) if day <= reach else None,
            at_risk=sum(wait.entered <= day <= wait.without for wait in waits),
            released=sum(wait.released is not None and wait.released <= day for wait in waits),
            entered=sum(wait.entered <= day for wait in waits),
        )
        for day in days
    )


def _end(wait: Wait, *, late: bool) -> float:
    """The day on which a wait ended: by release, or because nobody has looked since."""
    return wait.released if late and wait.released is not None else wait.without
