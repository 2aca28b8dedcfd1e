"""The breaker: many healthy domains that fail at once are our own outage."""

from datetime import UTC, datetime, timedelta

import pytest

from checks.model import Fault, Health, Kind, Link, LinkState, Observation, Watched
from monitor.breaker import LEAST, WINDOW, Breaker

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def seen(number, *, fault=Fault.CONNECT_TIMEOUT, health=Health.UP, host=None, minutes=0.0):
    link = Link(number, f"https://fox{number}.example/", Kind.PAGE, host or f"fox{number}.example")
    at = NOON + timedelta(minutes=minutes)
    return Watched(link, LinkState(health=health)), Observation(
        link, at, fault=fault, http_status=None if fault else 200
    )


def faults(found):
    return [observation.fault for _, observation in found]


def admitted(breaker, *observations):
    return faults([one for pair in observations for one in breaker.admit(*pair)])


def test_answers_pass_at_once():
    assert admitted(Breaker(), seen(1, fault=None), seen(2, fault=Fault.BAD_HTTP)) == [None, Fault.BAD_HTTP]


@pytest.mark.parametrize("health", [health for health in Health if health is not Health.UP])
def test_a_link_that_did_not_answer_before_says_nothing_about_us(health):
    breaker = Breaker()
    links = [seen(number, health=health) for number in range(99)]
    assert admitted(breaker, *links) == [Fault.CONNECT_TIMEOUT] * 99
    assert not breaker.tripped


def test_a_few_faults_are_held_and_in_the_end_are_theirs():
    breaker = Breaker()
    assert admitted(breaker, *(seen(number) for number in range(LEAST))) == []
    assert faults(breaker.rest()) == [Fault.CONNECT_TIMEOUT] * LEAST


def test_too_many_at_once_are_ours_and_so_is_what_follows():
    breaker = Breaker()
    assert admitted(breaker, *(seen(number) for number in range(LEAST + 1))) == [Fault.OWN_OUTAGE] * (LEAST + 1)
    assert breaker.tripped
    assert admitted(breaker, seen(99)) == [Fault.OWN_OUTAGE]


def test_a_small_share_of_many_domains_is_no_outage():
    breaker = Breaker()
    admitted(breaker, *(seen(number, fault=None) for number in range(100)))
    admitted(breaker, *(seen(1000 + number) for number in range(20)))
    assert not breaker.tripped
    assert len(list(breaker.rest())) == 20


def test_many_links_of_one_domain_are_one_failure():
    breaker = Breaker()
    admitted(breaker, *(seen(number, host=f"fox{number}.github.io") for number in range(50)))
    assert not breaker.tripped


def test_faults_that_lie_apart_are_theirs():
    breaker = Breaker()
    apart = WINDOW.total_seconds() / 60 / 5
    found = admitted(breaker, *(seen(number, minutes=number * apart) for number in range(50)))
    assert not breaker.tripped
    assert len(found) + len(breaker.held) == 50
    assert len(breaker.held) <= 6


def test_a_domain_that_answers_again_has_not_failed():
    breaker = Breaker()
    for number in range(50):
        admitted(breaker, seen(number), seen(number, fault=None))
    assert not breaker.tripped
