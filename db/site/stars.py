"""The stars of one repository as a line over time. Pure: rows of `star_history` in, a path on a sheet out."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.site import times

WIDTH, HEIGHT = 1000.0, 100.0


@dataclass(frozen=True, slots=True)
class StarLine:
    """The line with the ends of both axes."""

    path: str
    least: int
    most: int
    first: dt.datetime
    last: dt.datetime


def star_line(rows: Sequence[Mapping[str, Any]]) -> StarLine | None:
    """The drawing, oldest first; None for fewer than two numbers. Its scale spans a tenth of the most at least."""
    seen = [(at, row["stars"]) for row in rows if row["stars"] is not None and (at := times.instant(row["taken_at"]))]
    if len(seen) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    first, last, most = seen[0][0], seen[-1][0], max(stars for _, stars in seen)
    least = min(*(stars for _, stars in seen), int(most * 0.9))
    span, height = (last - first).total_seconds() or 1.0, (most - least) or 1
    corners = (
        f"{(at - first).total_seconds() / span * WIDTH:.1f} {(most - stars) / height * HEIGHT:.1f}"
        for at, stars in seen
    )
    return StarLine("M" + "L".join(corners), least, most, first, last)
