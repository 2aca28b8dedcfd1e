"""A simulated year of outages: few healthy links are called dead, and all of them come back."""

import pytest

from benchmarks.year import RULES, simulate

BOUNDS = {"14 days, 5 looks (transport)": 0.006, "3 days, 3 looks (404)": 0.025}


@pytest.mark.parametrize("name", RULES)
def test_few_healthy_links_are_called_dead_and_all_of_them_come_back(name: str) -> None:
    year = simulate(RULES[name], links=1500, seed=2)
    assert year.share <= BOUNDS[name]
    assert year.unrevived == 0
    assert year.looks / year.links < 40
