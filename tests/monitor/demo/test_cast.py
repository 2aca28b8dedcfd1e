"""Timelines and growth."""

import pytest

from monitor.demo.cast import Growth, Page, as_of


@pytest.mark.parametrize(
    ("day", "expected"),
    [(-6, None), (-5, "a"), (0, "a"), (13, "a"), (14, "b"), (99, "b")],
)
def test_the_latest_day_that_is_not_after_counts(day: int, expected: str | None):
    assert as_of({14: "b", -5: "a"}, day) == expected


def test_stars_follow_their_slope_and_never_fall():
    stars = [Growth(100, 3.5).on(day) for day in range(29)]
    assert stars[0] == 100
    assert stars == sorted(stars)
    assert stars[28] == pytest.approx(100 + 28 * 3.5, abs=4)


def test_a_jump_comes_on_top_from_its_day_on():
    growth = Growth(10, 0, {3: 50, 4: 20})
    assert [growth.on(day) for day in range(6)] == [10, 10, 10, 60, 80, 80]


def test_there_are_no_stars_below_zero():
    assert Growth(0, 4.0).on(-30) == 0


def test_a_page_knows_where_it_is():
    page = Page("https://Glasswing.example/moth-grasp/", {})
    assert (page.host, page.path) == ("glasswing.example", "/moth-grasp")
