"""Times as people say them."""

import datetime as dt

import pytest

from db.site import times

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (dt.timedelta(seconds=20), "just now"),
        (dt.timedelta(seconds=90), "2 minutes ago"),
        (dt.timedelta(hours=1), "1 hour ago"),
        (dt.timedelta(hours=9, minutes=10), "9 hours ago"),
        (dt.timedelta(days=3), "3 days ago"),
        (dt.timedelta(days=150), "5 mo ago"),
        (dt.timedelta(days=882), "2 y 5 mo ago"),
        (dt.timedelta(days=-3), "in 3 days"),
    ],
)
def test_an_instant_is_told_by_its_distance(before: dt.timedelta, expected: str) -> None:
    assert times.ago(NOON - before, NOON) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, "0 days"), (1, "1 day"), (59, "59 days"), (91, "3 mo"), (364, "11 mo"), (366, "1 y"), (882, "2 y 5 mo")],
)
def test_a_wait_is_told_in_words(days: int, expected: str) -> None:
    assert times.wait(days) == expected


def test_no_wait_ever_says_twelve_months() -> None:
    assert not [days for days in range(5000) if "12 mo" in times.wait(days)]


def test_a_text_is_read_as_utc_and_nonsense_as_nothing() -> None:
    assert times.instant("2026-11-23T12:00:00Z") == NOON
    assert times.instant("2026-11-23T13:00:00+01:00") == NOON
    assert times.instant("upon acceptance") is None


def test_days_and_instants_name_their_month() -> None:
    assert times.exact(NOON) == "23 Nov 2026, 12:00 UTC"
