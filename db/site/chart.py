"""The availability line as geometry: runs in, paths on a 1000 x 100 sheet out. Pure; the template only draws it."""

import datetime as dt
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH, HEIGHT = 1000.0, 100.0
LEAST_SPAN = 20
"""Percentage points that the scale shows at least, so that one point never looks like a steep climb."""

GAP = 2.5
"""A pause of more than so many usual distances between runs is a gap: nobody looked."""


@dataclass(frozen=True, slots=True)
class Point:
    """One run: when, and the share (0..1) of judged links that answered. None: we could not look."""

    at: dt.datetime
    share: float | None


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template draws. `levels` are the percentages of the grid from top to bottom, evenly spaced."""

    lines: tuple[str, ...]
    areas: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    gaps: tuple[tuple[float, float], ...]
    levels: tuple[int, ...]
    first: dt.datetime
    last: dt.datetime
    share: float
    lowest: float


def chart(points: Sequence[Point]) -> Chart | None:
    """The drawing of these runs, oldest first; None when fewer than two of them could look."""
    seen = [point.share for point in points if point.share is not None]
    if len(seen) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    floor = _floor(min(seen))
    stretches = [[_place(point, points, floor) for point in stretch] for stretch in _stretches(points)]
    return Chart(
        lines=tuple(_path(stretch) for stretch in stretches if len(stretch) > 1),
        areas=tuple(_area(stretch) for stretch in stretches if len(stretch) > 1),
        dots=tuple(stretch[-1] for stretch in stretches),
        gaps=tuple(_gaps(stretches)),
        levels=(100, (100 + floor) // 2, floor),
        first=points[0].at,
        last=points[-1].at,
        share=seen[-1],
        lowest=min(seen),
    )


def _floor(lowest: float) -> int:
    """The percentage at the foot of the scale: a multiple of ten below the lowest share."""
    return max(0, min(100 - LEAST_SPAN, int(lowest * 100 - 2) // 10 * 10))


def _stretches(points: Sequence[Point]) -> list[list[Point]]:
    """Runs that belong together: broken where we were blind and where nobody looked for long."""
    usual = statistics.median((later.at - earlier.at).total_seconds() for earlier, later in pairwise(points))
    stretches: list[list[Point]] = [[]]
    before = points[0].at
    for point in points:
        if point.share is None or (point.at - before).total_seconds() > GAP * usual:
            stretches.append([])
        if point.share is not None:
            stretches[-1].append(point)
        before = point.at
    return [stretch for stretch in stretches if stretch]


def _place(point: Point, points: Sequence[Point], floor: int) -> tuple[float, float]:
    span = (points[-1].at - points[0].at).total_seconds() or 1.0
    x = (point.at - points[0].at).total_seconds() / span * WIDTH
    y = (100 - (point.share or 0.0) * 100) / (100 - floor) * HEIGHT
    return round(x, 1), round(y, 1)


def _path(places: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in places)


def _area(places: Sequence[tuple[float, float]]) -> str:
    return f"{_path(places)}V{HEIGHT}H{places[0][0]}Z"


def _gaps(stretches: Sequence[Sequence[tuple[float, float]]]) -> Iterator[tuple[float, float]]:
    """Left edge and width of each gap."""
    for before, after in pairwise(stretches):
        yield before[-1][0], round(after[0][0] - before[-1][0], 1)
