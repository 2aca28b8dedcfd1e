"""What becomes of an entry's claims, and which changes of a repository are news."""

import datetime as dt
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.model import (
    Artifact,
    Claim,
    ClaimEvidence,
    CodeEvidence,
    CodeState,
    EntryEvidence,
    Event,
    EventKind,
    Flag,
    Health,
    Kind,
    Link,
    LinkState,
    Reason,
    ReleaseStatus,
    Signal,
    StatusRuling,
    Verdict,
    Watched,
)
from monitor.release import HOLDINGS, REACHES, STANDING, STATUSES, Finding, code_events, code_linked, release_status

NOON = dt.datetime(2031, 5, 6, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
PAPER_DAY = dt.date(2031, 4, 1)
OVERDUE_AT = dt.datetime(2031, 6, 30, tzinfo=dt.UTC)

S = ReleaseStatus
PRESENT, PARTIAL, PLACEHOLDER = CodeState.PRESENT, CodeState.PARTIAL, CodeState.PLACEHOLDER
EMPTY, UNKNOWN = CodeState.EMPTY, CodeState.UNKNOWN
RELEASED, PROMISED, ON_REQUEST, NONE = Claim.RELEASED, Claim.PROMISED, Claim.ON_REQUEST, Claim.NONE


def repository(claim, health=Health.UP, code=UNKNOWN, link_id=7, artifact=Artifact.CODE, **more):
    return ClaimEvidence(claim, artifact, link_id=link_id, kind=Kind.REPO, health=health, code=code, **more)


def page(claim, health=Health.UP, artifact=Artifact.PROJECT, link_id=8, **more):
    return ClaimEvidence(claim, artifact, link_id=link_id, kind=Kind.PAGE, health=health, **more)


def bare(claim=PROMISED, artifact=Artifact.CODE, **more):
    return ClaimEvidence(claim, artifact, **more)


def entry(*claims, date=PAPER_DAY, first_seen_at=NOON, has_record=True):
    return EntryEvidence(3, date, first_seen_at, claims, has_record=has_record)


def status(*claims, now=NOON):
    return release_status(entry(*claims), now).status


REPOSITORIES = [
    #                                               released      promised       none
    ("up", "present", False, "                      released      released       released"),
    ("up", "partial", False, "                      partial       partial        partial"),
    ("up", "placeholder", False, "                  unreleased    coming_soon    unclaimed"),
    ("up", "placeholder", True, "                   unreleased    coming_soon    unclaimed"),
    ("up", "empty", False, "                        unreleased    coming_soon    unclaimed"),
    ("up", "unknown", False, "                      unknown       unknown        unknown"),
    ("suspect", "present", True, "                  released      released       released"),
    ("suspect", "placeholder", False, "             unreleased    coming_soon    unclaimed"),
    ("dead", "unknown", False, "                    unreleased    coming_soon    unclaimed"),
    ("dead", "placeholder", False, "                unreleased    coming_soon    unclaimed"),
    ("dead", "placeholder", True, "                 gone          gone           gone"),
    ("dead", "present", True, "                     gone          gone           gone"),
    ("dead", "partial", False, "                    gone          gone           gone"),
    ("withheld", "present", True, "                 gone          gone           gone"),
    ("withheld", "unknown", False, "                unreleased    coming_soon    unclaimed"),
    ("new", "unknown", False, "                     unknown       unknown        unknown"),
    ("limited", "present", True, "                  unknown       unknown        unknown"),
    ("skipped", "unknown", False, "                 unknown       unknown        unknown"),
]
CELLS = [
    pytest.param(claim, Health(health), CodeState(code), ever, S(expected), id=f"{health}-{code}-{ever}-{claim}")
    for health, code, ever, row in REPOSITORIES
    for claim, expected in zip((RELEASED, PROMISED, NONE), row.split(), strict=True)
]


@pytest.mark.parametrize(("claim", "health", "code", "ever_present", "expected"), CELLS)
def test_a_repository_is_judged_by_health_and_code(claim, health, code, ever_present, expected):
    assert status(repository(claim, health, code, ever_present=ever_present)) is expected


def test_on_request_is_no_claim():
    assert status(repository(ON_REQUEST, code=PLACEHOLDER)) is S.UNCLAIMED


PAGES = {
    "a project page that is up": (page(RELEASED), S.RELEASED),
    "a project page that is suspect": (page(RELEASED, Health.SUSPECT), S.RELEASED),
    "a promised project page that is up": (page(PROMISED), S.RELEASED),
    "a page that is only named": (page(NONE), S.UNKNOWN),
    "promised code at a page": (page(PROMISED, artifact=Artifact.CODE), S.COMING_SOON),
    "released code at a page": (page(RELEASED, artifact=Artifact.CODE), S.UNKNOWN),
    "promised data at a page": (page(PROMISED, artifact=Artifact.DATA), S.UNKNOWN),
    "a project page that was never there": (page(RELEASED, Health.DEAD), S.UNRELEASED),
    "a project page that was there": (page(RELEASED, Health.DEAD, ever_present=True), S.GONE),
    "promised code at a dead page": (page(PROMISED, Health.DEAD, artifact=Artifact.CODE), S.COMING_SOON),
    "a page behind a wall": (page(RELEASED, Health.LIMITED), S.UNKNOWN),
}


@pytest.mark.parametrize(("claim", "expected"), PAGES.values(), ids=PAGES)
def test_a_page_is_judged_by_what_it_is_said_to_hold(claim, expected):
    assert status(claim) is expected


TOGETHER = {
    "nothing is said": ((), S.UNCLAIMED),
    "a bare promise": ((bare(),), S.COMING_SOON),
    "a bare release": ((bare(RELEASED),), S.UNRELEASED),
    "the best link of an artifact counts": (
        (repository(RELEASED, code=PLACEHOLDER), repository(RELEASED, code=PRESENT)),
        S.RELEASED,
    ),
    "a promise is kept by any link": ((bare(), repository(NONE, code=PRESENT)), S.RELEASED),
    "nobody is accused while a link cannot be seen": (
        (repository(RELEASED, code=EMPTY), repository(RELEASED, Health.LIMITED)),
        S.UNKNOWN,
    ),
    "code decides over pages": ((page(RELEASED), bare()), S.COMING_SOON),
    "code decides over data": (
        (repository(RELEASED, code=PRESENT), repository(PROMISED, code=EMPTY, artifact=Artifact.DATA)),
        S.RELEASED,
    ),
    "the worst artifact counts": ((page(RELEASED), bare(artifact=Artifact.DATA)), S.COMING_SOON),
    "what nobody claims counts for nothing": ((page(RELEASED), page(NONE, artifact=Artifact.UNKNOWN)), S.RELEASED),
    "what nobody claims counts when all is so": ((page(NONE, Health.DEAD),), S.UNCLAIMED),
}


@pytest.mark.parametrize(("claims", "expected"), TOGETHER.values(), ids=TOGETHER)
def test_claims_are_judged_together(claims, expected):
    assert status(*claims) is expected


def test_the_ruling_names_the_link_that_decided():
    claims = (repository(RELEASED, code=PARTIAL, link_id=1), repository(RELEASED, code=PRESENT, link_id=2))
    assert release_status(entry(*claims), NOON) == StatusRuling(3, S.RELEASED, 2)


def test_a_repository_that_answers_again_shows_what_it_holds_at_once():
    back = repository(PROMISED, Health.DEAD, PRESENT, ever_present=True, answering=True)
    assert status(back) is S.RELEASED


# ── Time ─────────────────────────────────────────────────────────────────────────────────────────

DEADLINES = {
    "the paper's date": (bare(), PAPER_DAY, OVERDUE_AT),
    "the day it was first seen": (bare(), None, NOON + 90 * DAY),
    "the day it names": (bare(promised_by=dt.date(2031, 5, 31)), PAPER_DAY, dt.datetime(2031, 6, 1, tzinfo=dt.UTC)),
}


@pytest.mark.parametrize(("claim", "date", "overdue_at"), DEADLINES.values(), ids=DEADLINES)
def test_a_promise_is_open_until_its_day_is_over(claim, date, overdue_at):
    evidence = entry(claim, date=date)
    moment = dt.timedelta(microseconds=1)
    assert release_status(evidence, overdue_at - moment) == StatusRuling(3, S.COMING_SOON, None, overdue_at)
    assert release_status(evidence, overdue_at) == StatusRuling(3, S.OVERDUE, None, overdue_at)


def test_a_promise_that_nobody_can_look_for_is_unknown_when_its_time_is_over():
    nowhere = entry(bare(), has_record=False)
    assert release_status(nowhere, OVERDUE_AT - DAY).status is S.COMING_SOON
    assert release_status(nowhere, OVERDUE_AT).status is S.UNKNOWN
    on_its_page = entry(bare(), page(NONE), has_record=False)
    assert release_status(on_its_page, OVERDUE_AT).status is S.OVERDUE


def test_what_a_person_says_wins_over_the_rules_and_stands_beside_them():
    said = replace(entry(bare()), said=S.RELEASED)
    assert release_status(said, OVERDUE_AT) == StatusRuling(3, S.RELEASED, None, OVERDUE_AT, machine=S.OVERDUE)


def test_a_promise_that_is_kept_has_no_deadline():
    assert release_status(entry(repository(PROMISED, code=PRESENT)), NOON).overdue_at is None


# ── Laws ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_tables_are_total():
    assert set(REACHES) == set(Health)
    assert set(HOLDINGS) == set(CodeState)
    assert {cell for cell in product(STATUSES, Claim) if cell[1] in STATUSES[cell[0]]} == set(product(Finding, Claim))
    assert sorted(STANDING) == sorted(ReleaseStatus)


claims = st.builds(
    ClaimEvidence,
    claim=st.sampled_from(Claim),
    artifact=st.sampled_from(Artifact),
    promised_by=st.none() | st.dates(dt.date(2030, 1, 1), dt.date(2032, 1, 1)),
    link_id=st.none() | st.integers(1, 9),
    kind=st.sampled_from((Kind.REPO, Kind.PAGE)),
    health=st.none() | st.sampled_from(Health),
    code=st.none() | st.sampled_from(CodeState),
    ever_present=st.booleans(),
    answering=st.booleans(),
)


@given(st.lists(claims, max_size=6))
def test_every_entry_has_a_status_and_the_order_of_its_claims_does_not_matter(given_claims):
    ruling = release_status(entry(*given_claims), NOON)
    assert ruling.status is status(*reversed(given_claims))
    assert (ruling.overdue_at is not None) == (ruling.status in (S.COMING_SOON, S.OVERDUE))


@given(st.lists(claims, min_size=1, max_size=6))
def test_time_alone_only_breaks_promises(given_claims):
    now, later = status(*given_claims), status(*given_claims, now=NOON + 4000 * DAY)
    assert later is now or now is S.COMING_SOON or S.OVERDUE in (now, later)


# ── News of code ─────────────────────────────────────────────────────────────────────────────────

LINK = Link(7, "https://github.com/acme/redfox", Kind.REPO, "github.com", head_oid="c0ffee")
UP = LinkState(Health.UP, Reason.OK, NOON - 9 * DAY, NOON - 9 * DAY, NOON - DAY, NOON - DAY)
MISSING = LinkState(Health.SUSPECT, Reason.NOT_PUBLIC, NOON - 9 * DAY, last_checked_at=NOON - DAY, fail_count=2)
ALIVE = Verdict(Signal.ALIVE, Reason.OK)
MOVED = Verdict(Signal.MOVED, Reason.RENAMED, moved_to="https://github.com/acme/fox")

GIVEN_UP = replace(MISSING, health=Health.DEAD)
REPLACED = replace(ALIVE, flags=frozenset({Flag.REPLACED}))
WALL = Verdict(Signal.LIMITED, Reason.LOGIN)
NOT_PUBLIC = Verdict(Signal.GONE, Reason.NOT_PUBLIC)

NEWS = {
    "a placeholder is filled": (Watched(LINK, UP, PLACEHOLDER), ALIVE, PRESENT, "code_released"),
    "an empty repository is filled in part": (Watched(LINK, UP, EMPTY), ALIVE, PARTIAL, "code_released"),
    "a renamed one is filled": (Watched(LINK, UP, PLACEHOLDER), MOVED, PRESENT, "code_released"),
    "a promised one appears": (Watched(LINK, MISSING, UNKNOWN, promised=True), ALIVE, PRESENT, "code_released"),
    "a promised one appears after it was given up": (
        Watched(LINK, GIVEN_UP, UNKNOWN, promised=True),
        ALIVE,
        PARTIAL,
        "code_released",
    ),
    "a full one is emptied": (Watched(LINK, UP, PRESENT), ALIVE, EMPTY, "code_withdrawn"),
    "a part is taken back": (Watched(LINK, UP, PARTIAL), ALIVE, PLACEHOLDER, "code_withdrawn"),
    "a part becomes whole": (Watched(LINK, UP, PARTIAL), ALIVE, PRESENT, None),
    "nothing stays nothing": (Watched(LINK, UP, EMPTY, promised=True), ALIVE, PLACEHOLDER, None),
    "what was unknown is known": (Watched(LINK, UP, UNKNOWN, promised=True), ALIVE, PRESENT, None),
    "one that nobody promised appears": (Watched(LINK, MISSING, UNKNOWN), ALIVE, PRESENT, None),
    "the first look of all": (Watched(LINK, LinkState(), UNKNOWN, promised=True), ALIVE, PRESENT, None),
    "somebody else took the name": (Watched(LINK, UP, PLACEHOLDER, promised=True), REPLACED, PRESENT, None),
    "a wall": (Watched(LINK, UP, PRESENT), WALL, PLACEHOLDER, None),
    "nothing is there": (Watched(LINK, UP, PRESENT), NOT_PUBLIC, EMPTY, None),
}


@pytest.mark.parametrize(("watched", "verdict", "holds", "kind"), NEWS.values(), ids=NEWS)
def test_news_is_a_change_of_what_was_known(watched, verdict, holds, kind):
    events = code_events(watched, verdict, CodeEvidence(holds, ("train.py",), "Soon."), NOON)
    assert events == ((Event(EventKind(kind), NOON, watched.code, holds, "Soon."),) if kind else ())


def test_a_look_that_did_not_tell_is_no_news():
    assert code_events(Watched(LINK, UP, PRESENT), ALIVE, None, NOON) == ()


@pytest.mark.parametrize(
    ("head_oid", "kind"), [("c0ffee", "rejudged"), ("f00d", "code_released"), (None, "code_released")]
)
def test_under_the_same_commit_only_our_rules_have_changed(head_oid, kind):
    evidence = CodeEvidence(PRESENT)
    events = code_events(Watched(LINK, UP, PLACEHOLDER), ALIVE, evidence, NOON, head_oid=head_oid)
    assert [event.kind for event in events] == [kind]


def test_a_promise_without_a_link_that_gets_one_is_news():
    after = entry(bare(), repository(RELEASED, Health.NEW), repository(NONE, Health.NEW))
    assert code_linked(entry(bare()), after, NOON) == (Event(EventKind.CODE_LINKED, NOON, link_id=7, entry_id=3),)


@pytest.mark.parametrize(
    "before",
    [entry(), entry(bare(RELEASED)), entry(repository(PROMISED))],
    ids=["no claim", "no promise", "linked before"],
)
def test_a_link_is_no_news_unless_it_was_missed(before):
    assert code_linked(before, entry(repository(RELEASED)), NOON) == ()
