"""Dates as listings write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.listings.dates import day_in

SHOWN_ON = date(2026, 4, 20)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-14", date(2026, 3, 14)),
        ("2026-03-14T23:59:00.000Z", date(2026, 3, 14)),
        ("Fri, 13 Mar 2026 02:34:47 GMT", date(2026, 3, 13)),
        ("14 March 2026", date(2026, 3, 14)),
        ("Mar 14, 2026", date(2026, 3, 14)),
        ("2026/03/14", date(2026, 3, 14)),
        ("2026.03.14", date(2026, 3, 14)),
        ("20260314", date(2026, 3, 14)),
    ],
)
def test_a_whole_date_is_read_in_every_usual_form(written: str, day: date):
    assert day_in(written, SHOWN_ON) == day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Apr 18", date(2026, 4, 18)),
        ("Dec 30", date(2025, 12, 30)),
        ("February 2024", date(2024, 2, 29)),
        ("April 2026", SHOWN_ON),
        ("2024", date(2024, 12, 31)),
        ("2026", SHOWN_ON),
    ],
)
def test_what_is_missing_is_the_last_that_the_listing_can_know(written: str, day: date):
    assert day_in(written, SHOWN_ON) == day


@pytest.mark.parametrize(
    "written", ["", "soon", "7", "1706130183.0", "in press", "9999999999-99", "0999", "2026-31-31"]
)
def test_what_names_no_day_is_none(written: str):
    assert day_in(written, SHOWN_ON) is None


@given(st.text(max_size=80))
def test_no_text_raises(text: str):
    day_in(text, SHOWN_ON)
