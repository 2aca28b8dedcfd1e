"""Which instants a demo plays: four weeks at first, then what has passed since. The clock is an argument."""

from datetime import datetime, timedelta

TODAY = 28
"""The day on which the first demo is run; it plays the days before."""
DAY = timedelta(days=1)
LONGEST = 28
"""So many missed days are made up for at the most."""


def instants(first_run_at: datetime | None, last_run_at: datetime | None, now: datetime) -> list[tuple[datetime, int]]:
    """Return what to play at `now`, as instants (aware UTC, rising) with their days.

    `first_run_at` is the `now` of the very first demo (None: this is it), the anchor of all days: day 28 begins then.
    `last_run_at` is the last instant that was played. The first demo plays four weeks that end yesterday; a later one
    the days that were missed and then `now`; on a day that was played already, `now` alone.
    """
    if first_run_at is None:
        return [(now - (TODAY - day) * DAY, day) for day in range(TODAY)]
    today = max(_day(first_run_at, now), TODAY)
    played = -1 if last_run_at is None else _day(first_run_at, last_run_at)
    missed = range(max(played + 1, today - LONGEST, 0), today)
    return [*((first_run_at + (day - TODAY) * DAY, day) for day in missed), (now, today)]


def first_run_at(earliest: datetime) -> datetime:
    """Return the anchor of a demo whose earliest instant, that of day 0, was `earliest`."""
    return earliest + TODAY * DAY


def _day(first: datetime, instant: datetime) -> int:
    return TODAY + (instant - first) // DAY
