"""The line of a repository's stars."""

import datetime as dt

from db.site.stars import StarLine, star_line

FIRST, LAST = dt.datetime(2026, 11, 1, tzinfo=dt.UTC), dt.datetime(2026, 11, 3, tzinfo=dt.UTC)


def row(day: int, stars: int | None) -> dict[str, object]:
    return {"taken_at": f"2026-11-{day:02}T00:00:00Z", "stars": stars}


def test_a_line_runs_from_the_least_to_the_most() -> None:
    drawn = star_line([row(1, 50), row(2, 75), row(3, 100)])
    assert drawn == StarLine("M0.0 100.0L500.0 50.0L1000.0 0.0", 50, 100, FIRST, LAST)


def test_a_small_gain_is_no_steep_climb() -> None:
    drawn = star_line([row(1, 999), row(3, 1000)])
    assert drawn == StarLine("M0.0 1.0L1000.0 0.0", 900, 1000, FIRST, LAST)


def test_one_number_is_no_line() -> None:
    assert star_line([row(1, 5), row(2, None)]) is None
    assert star_line([row(1, 0), row(3, 0)]) is not None
