"""The page of kept promises: rows of `promise_waits` as waits, counted by outcome, and drawn as stairs. Pure."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.site import times
from db.site.kept import Horizon, Step, Wait, curve, horizons

Row = Mapping[str, Any]
DAYS, WIDTH, HEIGHT = 365, 1000.0, 100.0
"""The sheet: a year from left to right, all promises from the foot to the top."""

MARKS = tuple((day, round(day / DAYS * 100, 1)) for day in (0, 30, 90, 180, 365))
"""Days that the axis names, and where they stand, in percent."""


@dataclass(frozen=True, slots=True)
class Promises:
    """What the page shows. `counted` waits make the curve; the other numbers are papers that cannot."""

    horizons: Sequence[Horizon]
    counted: int
    released: int
    waiting: int
    there_at_first: int
    unknown: int
    band: str
    line: str
    marks: Sequence[tuple[int, float]] = MARKS


def promises(rows: Sequence[Row]) -> Promises:
    """All promises that were ever read, as of their last looks."""
    outcomes = Counter(row["outcome"] for row in rows)
    waits = [wait for row in rows if row["outcome"] in {"released", "waiting"} and (wait := wait_of(row))]
    late, early = curve(waits, late=True), curve(waits, late=False)
    reach = min(DAYS, max((wait.released or wait.without for wait in waits), default=0))
    return Promises(
        horizons=horizons(waits),
        counted=len(waits),
        released=sum(wait.released is not None for wait in waits),
        waiting=sum(wait.released is None for wait in waits),
        there_at_first=outcomes["there_at_first"],
        unknown=len(rows) - len(waits) - outcomes["there_at_first"],
        line=_path(stairs(late, reach)) if waits else "",
        band=_path([*stairs(early, reach), *stairs(late, reach)[::-1]]) + "Z" if waits else "",
    )


def wait_of(row: Row) -> Wait | None:
    """A row as a wait in days since its promise; None where an instant is missing. What runs backwards is put right."""
    promised, *seen = (times.instant(row[name]) for name in ("promised_at", "first_look_at", "last_without_at"))
    released = times.instant(row["released_at"])
    first, without = seen
    if promised is None or first is None or without is None:
        return None
    entered = max(0.0, _days(first - promised))
    ended = max(entered, _days(without - promised))
    return Wait(entered, ended, None if released is None else max(ended, _days(released - promised)))


def stairs(steps: Sequence[Step], reach: float) -> list[tuple[float, float]]:
    """The corners of a curve on the sheet, from day 0 as far as looks reach."""
    corners, level = [(0.0, HEIGHT)], HEIGHT
    for step in steps:
        if step.day > reach:
            break
        x = round(step.day / DAYS * WIDTH, 1)
        corners.append((x, level))
        level = round((1 - step.share) * HEIGHT, 1)
        corners.append((x, level))
    return [*corners, (round(reach / DAYS * WIDTH, 1), level)]


def _path(corners: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in corners)


def _days(span: dt.timedelta) -> float:
    return round(span.total_seconds() / times.DAY, 2)
