"""Which instants a demo plays."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.demo.story import first_run_at, instants

NOON = datetime(2026, 3, 30, 12, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def test_the_first_demo_plays_four_weeks_that_end_yesterday():
    played = instants(None, None, NOON)
    assert played == [(NOON - (28 - day) * DAY, day) for day in range(28)]
    assert played[-1] == (NOON - DAY, 27)


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        pytest.param(NOON - DAY, NOON + HOUR, [(NOON + HOUR, 28)], id="the second run is today"),
        pytest.param(NOON + HOUR, NOON + 2 * HOUR, [(NOON + 2 * HOUR, 28)], id="the same day again"),
        pytest.param(NOON - DAY, NOON + 20 * HOUR, [(NOON + 20 * HOUR, 28)], id="next morning, not yet a day later"),
        pytest.param(NOON, NOON + DAY, [(NOON + DAY, 29)], id="a day later"),
        pytest.param(NOON - DAY, NOON + DAY, [(NOON, 28), (NOON + DAY, 29)], id="today was missed"),
        pytest.param(
            NOON + HOUR,
            NOON + 3 * DAY + HOUR,
            [(NOON + DAY, 29), (NOON + 2 * DAY, 30), (NOON + 3 * DAY + HOUR, 31)],
            id="two days were missed",
        ),
        pytest.param(
            NOON - 3 * DAY,
            NOON + HOUR,
            [(NOON - 2 * DAY, 26), (NOON - DAY, 27), (NOON + HOUR, 28)],
            id="the first demo was interrupted",
        ),
        pytest.param(NOON + 2 * DAY, NOON + DAY, [(NOON + DAY, 29)], id="the clock went back"),
    ],
)
def test_a_later_demo_plays_what_was_missed_and_now(
    last: datetime, now: datetime, expected: list[tuple[datetime, int]]
):
    assert instants(NOON, last, now) == expected


def test_a_first_demo_that_got_nowhere_is_played_in_full():
    assert instants(NOON, None, NOON + HOUR) == [*instants(None, None, NOON), (NOON + HOUR, 28)]


def test_after_a_long_absence_four_weeks_are_made_up_for():
    played = instants(NOON, NOON, NOON + 400 * DAY)
    assert [day for _, day in played] == list(range(400, 429))


def test_instants_rise_so_that_no_look_is_older_than_the_one_before():
    played = instants(NOON, NOON - DAY, NOON + 9 * DAY + HOUR)
    assert [at for at, _ in played] == sorted({at for at, _ in played})


def test_the_anchor_is_found_again_from_the_earliest_instant():
    assert first_run_at(instants(None, None, NOON)[0][0]) == NOON
