from datetime import date

import pytest

from checks.deadlines import condition_in, date_in

SAID_ON = date(2026, 4, 20)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("by March", date(2027, 3, 31)),
        ("by June", date(2026, 6, 30)),
        ("by the end of 2026", date(2026, 12, 31)),
        ("in late 2031", date(2031, 12, 31)),
        ("in Q3 2026", date(2026, 9, 30)),
        ("in summer 2027", date(2027, 8, 31)),
        ("by May 15", date(2026, 5, 15)),
        ("by May 15, 2028", date(2028, 5, 15)),
        ("on 15 March 2027", date(2027, 3, 15)),
        ("on 2026-07-01 by 2026-07-01", date(2026, 7, 1)),
        ("later this year", date(2026, 12, 31)),
        ("by the end of the month", date(2026, 4, 30)),
        ("next month", date(2026, 5, 31)),
        ("next week", date(2026, 5, 3)),
        ("early next year", date(2027, 12, 31)),
        ("released within two weeks", date(2026, 5, 4)),
        ("public in the next 3 months", date(2026, 7, 19)),
        ("the model that we trained in 3 days", None),
        ("将于2026年8月开源", date(2026, 8, 31)),
        ("on marginal gains in decent form", None),
        ("by February 30", None),
        ("soon", None),
    ],
)
def test_a_promise_is_kept_in_time_on_the_last_day_it_names(sentence, expected):
    assert date_in(sentence, SAID_ON) == expected


def test_a_month_without_a_year_needs_the_day_it_was_said_on():
    assert date_in("by March", None) is None
    assert date_in("later this year", None) is None


def test_a_promise_beyond_the_calendar_has_no_date():
    assert date_in("next month", date.max) is None
    assert date_in("released in 3 weeks", date.max) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Code will be released upon acceptance.", "upon acceptance"),
        ("after the review process ends", "after the review process"),
        ("once the paper is accepted", "once the paper is accepted"),
        ("upon publication of the paper", "upon publication of the paper"),
        ("论文接收后公开代码", "论文接收后"),
        ("Code will be released soon.", None),
    ],
)
def test_conditions_are_kept_in_their_own_words(sentence, expected):
    assert condition_in(sentence) == expected
