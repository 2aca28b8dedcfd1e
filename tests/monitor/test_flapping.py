"""Flapping: up and down all the time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.model import Flag, Health, LinkState
from monitor.flapping import KEPT, MARKS, remembered, unrest


def after(looks, state=None):
    """Good and bad looks, one character each."""
    state = state or LinkState()
    for look in looks:
        health = Health.UP if look == "o" else Health.SUSPECT
        state = remembered(state, LinkState(health=health, flags=frozenset({Flag.TLS})))
    return state


def test_each_health_has_a_mark_of_its_own():
    assert len(set(MARKS.values())) == len(Health) == len(MARKS)


def test_the_last_looks_are_kept():
    assert after("o" * 50 + "s").recent == "o" * (KEPT - 1) + "s"


@pytest.mark.parametrize("looks", ["", "o" * 40, "s" * 40, "o" * 10 + "s" * 10, "ooosooo"])
def test_one_outage_is_no_flapping(looks):
    assert Flag.FLAPPING not in after(looks).flags


@pytest.mark.parametrize("looks", ["osososos", "oossoossooss", "s" + "oso" * 7])
def test_up_and_down_again_and_again_is_flapping(looks):
    assert after(looks).flags == {Flag.FLAPPING, Flag.TLS}


def test_it_ends_only_after_a_long_calm():
    state = after("os" * 10)
    assert Flag.FLAPPING in after("o" * 10, state).flags
    assert Flag.FLAPPING not in after("o" * 21, state).flags


def test_calm_is_no_unrest_and_a_change_each_time_is_all_of_it():
    assert unrest("o" * 21) == 0
    assert unrest("os" * 11) == pytest.approx(1)


@given(st.text(alphabet="os", max_size=60))
def test_unrest_is_a_share(looks):
    assert 0 <= unrest(looks) <= 1 + 1e-9
