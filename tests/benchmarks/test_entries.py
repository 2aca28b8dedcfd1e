from datetime import date

import pytest

from benchmarks.entries import matched, same_day
from benchmarks.gold import GoldEntry
from checks.model import Entry


@pytest.mark.parametrize(
    ("written", "ours", "expected"),
    [
        ("2026-04-03", date(2026, 4, 3), True),
        ("2026-04-03T23:59:00+09:00", date(2026, 4, 3), True),
        ("Fri, 03 Apr 2026 12:00:00 GMT", date(2026, 4, 3), True),
        ("2026-04-03", date(2026, 4, 4), False),
        ("2026", date(2026, 4, 4), True),
        ("2026", date(2025, 4, 4), False),
        ("2026", None, False),
        ("", None, True),
        ("", date(2026, 4, 4), False),
        ("soon", date(2026, 4, 4), False),
    ],
)
def test_a_date_is_right_when_it_is_the_writers_day_or_lies_in_the_writers_year(written, ours, expected):
    assert same_day(written, ours) is expected


def test_titles_that_repeat_are_matched_in_order():
    first, second = Entry(1, "Red  fox"), Entry(2, "Red fox", date(2026, 4, 3))
    gold = [GoldEntry("Red Fox", "", frozenset())] * 3
    assert [match.ours for match in matched(gold, [first, second])] == [first, second, None]
