"""How soon promises are kept: the curve against values worked out by hand, and its laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.site.kept import Horizon, Step, Wait, curve, horizons, share_by

DAYS = st.floats(0, 500).map(lambda day: round(day, 1))


@st.composite
def waits(draw: st.DrawFn) -> Wait:
    entered, without, released = sorted(draw(st.tuples(DAYS, DAYS, DAYS)))
    return Wait(entered, without, draw(st.sampled_from([None, released])))


@pytest.mark.parametrize(
    ("given_waits", "expected"),
    [
        pytest.param([], (), id="nobody promised"),
        pytest.param([Wait(0, 50)], (), id="nobody released"),
        pytest.param([Wait(0, 5, 10), Wait(0, 50)], (Step(10, 2, 1, 0.5),), id="one of two"),
        pytest.param(
            [Wait(0, 5, 10), Wait(0, 20), Wait(0, 25, 30), Wait(0, 90)],
            (Step(10, 4, 1, 0.25), Step(30, 2, 1, 0.625)),
            id="who was lost from sight counts until then",
        ),
        pytest.param(
            [Wait(0, 5, 10), Wait(0, 90), Wait(40, 90)],
            (Step(10, 2, 1, 0.5),),
            id="who was met later is not at risk before",
        ),
        pytest.param([Wait(0, 5, 10), Wait(0, 8, 10)], (Step(10, 2, 2, 1.0),), id="both at once"),
    ],
)
def test_the_curve_is_the_one_of_the_book(given_waits: list[Wait], expected: tuple[Step, ...]) -> None:
    assert curve(given_waits, late=True) == expected


def test_a_release_lies_between_two_looks() -> None:
    held = [Wait(0, 20, 40), Wait(0, 100)]
    assert horizons(held, (30, 90)) == (
        Horizon(days=30, least=0.0, most=0.5, at_risk=1, released=0, entered=2),
        Horizon(days=90, least=0.5, most=0.5, at_risk=1, released=1, entered=2),
    )


def test_nothing_is_said_of_days_that_no_look_reaches() -> None:
    assert [(one.least, one.most) for one in horizons([Wait(0, 60)], (30, 90))] == [(0.0, 0.0), (None, None)]
    assert horizons([], (30,)) == (Horizon(30, None, None, 0, 0, 0),)


@given(st.lists(waits(), max_size=30), st.booleans())
def test_the_share_never_falls_and_stays_a_share(held: list[Wait], late: bool) -> None:  # noqa: FBT001 - either end
    shares = [step.share for step in curve(held, late=late)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


@given(st.lists(waits(), max_size=30), st.booleans())
def test_nobody_is_released_who_was_not_at_risk(held: list[Wait], late: bool) -> None:  # noqa: FBT001 - either end
    steps = curve(held, late=late)
    assert all(0 < step.released <= step.at_risk <= len(held) for step in steps)
    assert sum(step.released for step in steps) == sum(wait.released is not None for wait in held)


@given(st.lists(waits(), max_size=30))
def test_what_is_told_spans_both_ends_of_the_intervals(held: list[Wait]) -> None:
    for one in horizons(held):
        if one.least is None or one.most is None:
            assert one.least is one.most
            continue
        ends = [share_by(curve(held, late=late), one.days) for late in (True, False)]
        assert [one.least, one.most] == sorted(ends)


@given(
    st.lists(waits(), min_size=1, max_size=30).map(
        lambda held: [Wait(0, 400, 450) if one.released else Wait(0, 500) for one in held]
    )
)
def test_without_losses_the_share_is_the_plain_one(held: list[Wait]) -> None:
    plain = sum(wait.released is not None for wait in held) / len(held)
    assert share_by(curve(held, late=True), 450) == pytest.approx(plain)
