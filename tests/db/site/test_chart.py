"""The availability line: where it runs, where it breaks, what its scale shows."""

import datetime as dt

from db.site.chart import Chart, Point, chart

START = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def days(*shares: float | None) -> list[Point]:
    return [Point(START + dt.timedelta(days=number), share) for number, share in enumerate(shares)]


def test_two_runs_make_a_line_on_a_scale_that_exaggerates_nothing() -> None:
    assert chart(days(0.9, 0.95)) == Chart(
        lines=("M0.0 50.0L1000.0 25.0",),
        areas=("M0.0 50.0L1000.0 25.0V100.0H0.0Z",),
        dots=((1000.0, 25.0),),
        gaps=(),
        levels=(100, 90, 80),
        first=START,
        last=START + dt.timedelta(days=1),
        share=0.95,
        lowest=0.9,
    )


def test_one_run_is_no_line() -> None:
    assert chart(days(0.9)) is None
    assert chart(days(0.9, None)) is None
    assert chart([]) is None


def test_the_line_breaks_where_we_were_blind() -> None:
    drawn = chart(days(1.0, 1.0, None, 1.0, 1.0))
    assert drawn is not None
    assert drawn.lines == ("M0.0 0.0L250.0 0.0", "M750.0 0.0L1000.0 0.0")
    assert drawn.gaps == ((250.0, 500.0),)


def test_the_line_breaks_where_nobody_looked_for_long() -> None:
    points = [*days(1.0, 1.0, 1.0), Point(START + dt.timedelta(days=10), 1.0)]
    drawn = chart(points)
    assert drawn is not None
    assert drawn.gaps == ((200.0, 800.0),)


def test_the_scale_reaches_below_the_lowest_share() -> None:
    drawn = chart(days(0.41, 0.9))
    assert drawn is not None
    assert drawn.levels == (100, 65, 30)
