"""When a link is looked at again."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.model import CodeState, ForgeName, Health, Kind, Link, LinkState, Watched
from monitor.schedule import next_check_at

NOON = dt.datetime(2031, 5, 6, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
REPOSITORY = Link(7, "https://github.com/acme/redfox", Kind.REPO, "github.com", ForgeName.GITHUB, "acme/redfox")
PAGE = Link(8, "https://redfox.example/", Kind.PAGE, "redfox.example")
PRESENT, PLACEHOLDER, UNKNOWN = CodeState.PRESENT, CodeState.PLACEHOLDER, CodeState.UNKNOWN


def state(health, since_days=0.0, **more):
    return LinkState(health, since=NOON - since_days * DAY, last_checked_at=NOON, **more)


def up(days):
    return state(Health.UP, days, first_ok_at=NOON - days * DAY)


def look_again(watched):
    return next_check_at(watched.link, watched.state, watched.code, watched.promised, NOON)


def suspect(count, confirm_days=30):
    return state(Health.SUSPECT, 1, fail_count=count, confirm_at=NOON + confirm_days * DAY)


UNCERTAIN = {
    "up for the first time": (Watched(REPOSITORY, up(0), PRESENT), 1, 0.15),
    "up for a while": (Watched(REPOSITORY, up(4), PRESENT), 3, 0.15),
    "a repository up for long": (Watched(REPOSITORY, up(400), PRESENT), 14, 0.15),
    "a page up for long": (Watched(PAGE, up(400), UNKNOWN), 30, 0.15),
    "a page of a promise is ordinary": (Watched(PAGE, up(400), UNKNOWN, promised=True), 30, 0.15),
    "a promise that was kept is ordinary": (Watched(REPOSITORY, up(400), PRESENT, promised=True), 14, 0.15),
    "a promise": (Watched(REPOSITORY, up(10), UNKNOWN, promised=True), 1, 1 / 6),
    "a promise kept in part": (Watched(REPOSITORY, up(10), CodeState.PARTIAL, promised=True), 1, 1 / 6),
    "a placeholder": (Watched(REPOSITORY, up(179), PLACEHOLDER), 1, 1 / 6),
    "an empty repository": (Watched(REPOSITORY, up(179), CodeState.EMPTY), 1, 1 / 6),
    "a placeholder after half a year": (Watched(REPOSITORY, up(181), PLACEHOLDER), 7, 1 / 42),
    "a placeholder after a year": (Watched(REPOSITORY, up(366), PLACEHOLDER), 30, 1 / 180),
    "a suspect": (Watched(PAGE, suspect(1), UNKNOWN), 1 / 24, 0.2),
    "a suspect, second look": (Watched(PAGE, suspect(2), UNKNOWN), 0.25, 0.2),
    "a suspect, third look": (Watched(PAGE, suspect(3), UNKNOWN), 1, 0.2),
    "a suspect, fourth look": (Watched(PAGE, suspect(4), UNKNOWN), 2, 0.2),
    "a suspect, fifth look": (Watched(PAGE, suspect(5), UNKNOWN), 3, 0.2),
    "a suspect, ninth look": (Watched(PAGE, suspect(9), UNKNOWN), 3, 0.2),
    "limited": (Watched(PAGE, state(Health.LIMITED), UNKNOWN), 7, 0.2),
    "limited for long": (Watched(PAGE, state(Health.LIMITED, 90), UNKNOWN), 30, 0.2),
    "dead": (Watched(PAGE, state(Health.DEAD), UNKNOWN), 7, 0.2),
    "dead for a week": (Watched(PAGE, state(Health.DEAD, 6), UNKNOWN), 30, 0.2),
    "dead for a month": (Watched(PAGE, state(Health.DEAD, 31), UNKNOWN), 90, 0.2),
    "dead, once released": (Watched(REPOSITORY, state(Health.DEAD, 31), PRESENT, promised=True), 90, 0.2),
    "never there, but promised": (Watched(REPOSITORY, state(Health.DEAD, 31), UNKNOWN, promised=True), 1, 1 / 6),
    "skipped": (Watched(PAGE, state(Health.SKIPPED), UNKNOWN), 30, 0.2),
    "withheld": (Watched(REPOSITORY, state(Health.WITHHELD, 5), UNKNOWN), 30, 0.2),
}


@pytest.mark.parametrize(("watched", "days", "share"), UNCERTAIN.values(), ids=UNCERTAIN)
def test_patience_follows_what_is_known(watched, days, share):
    waits = [look_again(replace(watched, link=replace(watched.link, id=n))) - NOON for n in range(200)]
    assert days * (1 - share) * DAY <= min(waits) < max(waits) <= days * DAY
    assert max(waits) - min(waits) > 0.9 * days * share * DAY, "links are spread over the whole of the jitter"


CERTAIN = {
    "a doubt is settled as soon as it can be": (suspect(5, confirm_days=0.5), 0.5),
    "a first good look of the dead is followed by another a day later": (state(Health.DEAD, 9, ok_first_at=NOON), 1),
    "whatever looks come between": (state(Health.DEAD, 9, ok_first_at=NOON - HOUR), 23 / 24),
    "again when a day was not enough": (state(Health.DEAD, 9, ok_first_at=NOON - 2 * DAY), 1),
    "a first block is followed by another look a day later": (state(Health.UP, 90, withheld_first_at=NOON), 1),
    "a first block of what is new": (state(Health.NEW, withheld_first_at=NOON), 1),
}


@pytest.mark.parametrize(("before", "days"), CERTAIN.values(), ids=CERTAIN)
def test_what_a_look_can_settle_is_looked_at_in_time(before, days):
    assert look_again(Watched(PAGE, before)) == NOON + days * DAY


@pytest.mark.parametrize(
    "before", [LinkState(), replace(up(9), last_checked_at=NOON - DAY)], ids=["never judged", "judged before"]
)
def test_a_blind_look_leaves_the_link_due(before):
    assert look_again(Watched(PAGE, before)) == NOON


def test_the_jitter_of_a_link_never_changes():
    first = look_again(Watched(PAGE, up(0)))
    assert first == look_again(Watched(PAGE, up(0)))
    assert first == dt.datetime(2031, 5, 7, 9, 42, 17, 20341, tzinfo=dt.UTC), "in this process as in any other"


instants = st.none() | st.datetimes(dt.datetime(2029, 1, 1), dt.datetime(2031, 5, 6), timezones=st.just(dt.UTC))  # noqa: DTZ001 - the strategy adds the zone


states = st.builds(
    LinkState,
    health=st.sampled_from(Health),
    since=instants,
    first_ok_at=instants,
    last_checked_at=st.just(NOON),
    fail_count=st.integers(0, 99),
    confirm_at=instants,
    ok_first_at=instants,
)


@given(st.builds(Watched, st.sampled_from((PAGE, REPOSITORY)), states, st.sampled_from(CodeState), st.booleans()))
def test_every_judged_link_has_a_next_look_within_a_quarter(watched):
    assert NOON < look_again(watched) <= NOON + 90 * DAY
