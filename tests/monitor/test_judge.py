"""From an observation to a look: every decision about one link, made in one place."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from checks.model import (
    CodeEvidence,
    CodeState,
    EventKind,
    Fault,
    Flag,
    ForgeName,
    Health,
    Kind,
    Link,
    LinkState,
    Observation,
    PageFacts,
    Policy,
    Reason,
    RepositoryFacts,
    Signal,
    Validator,
    Watched,
)
from monitor.judge import judge

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
YESTERDAY = NOON - timedelta(days=1)
FOX = Link(1, "https://github.com/acme/redfox", Kind.REPO, "github.com", ForgeName.GITHUB, "acme/redfox", node_id="R_1")
UP = LinkState(Health.UP, Reason.OK, YESTERDAY, first_ok_at=YESTERDAY, last_ok_at=YESTERDAY, last_checked_at=YESTERDAY)


def shown(**facts):
    repository = RepositoryFacts(**{"name": "acme/redfox", "node_id": "R_1", **facts})
    return Observation(FOX, NOON, http_status=200, repository=repository)


def test_a_placeholder_that_holds_code_now_is_released():
    watched = Watched(FOX, UP, CodeState.PLACEHOLDER, promised=True)
    look = judge(watched, shown(files=("README.md", "train.py"), readme="# Red Fox"), Policy())
    assert look.code.state is CodeState.PRESENT
    assert [event.kind for event in look.events] == [EventKind.CODE_RELEASED]
    assert look.transition.state.health is Health.UP


def test_a_look_that_asked_for_no_files_says_nothing_of_the_code():
    look = judge(Watched(FOX, UP, CodeState.PRESENT), shown(), Policy())
    assert (look.code, look.events) == (None, ())


def test_an_empty_repository_is_empty():
    look = judge(Watched(FOX, UP, CodeState.UNKNOWN), shown(empty=True, files=()), Policy())
    assert look.code == CodeEvidence(CodeState.EMPTY)
    assert Flag.EMPTY in look.verdict.flags


def test_another_repository_under_the_old_name_releases_nothing():
    watched = Watched(FOX, UP, CodeState.PLACEHOLDER, promised=True)
    look = judge(watched, shown(node_id="R_2", files=("train.py",), readme=""), Policy())
    assert (look.verdict.reason, look.code, look.events) == (Reason.REPLACED, None, ())


@pytest.mark.parametrize("fault", [Fault.OWN_OUTAGE, Fault.RATE_LIMITED, Fault.FORGE_DOWN, Fault.INTERNAL])
def test_a_blind_look_leaves_the_link_as_it_was_and_due(fault):
    look = judge(Watched(FOX, UP), Observation(FOX, NOON, fault=fault), Policy())
    assert look.verdict.signal is Signal.BLIND
    assert look.transition.state is UP
    assert look.next_check_at == NOON


PAGE = Link(2, "https://redfox.example.org/", Kind.PAGE, "redfox.example.org")
VALIDATOR = Validator('"one"', YESTERDAY)


@pytest.mark.parametrize(
    ("seen", "kept"),
    [
        ({"http_status": 200}, VALIDATOR),
        ({"http_status": 304}, VALIDATOR),
        ({"http_status": 200, "tls_defect": "expired"}, None),
        ({"http_status": 404}, None),
        ({"http_status": 200, "page": PageFacts(0)}, None),
        ({"http_status": 200, "page": PageFacts(9, content_type="video/mp4")}, None),
    ],
)
def test_only_a_page_without_anything_odd_need_not_be_read_again(seen, kept):
    watched = Watched(PAGE, replace(UP, content_type="text/html"))
    look = judge(watched, Observation(PAGE, NOON, validator=VALIDATOR, **seen), Policy())
    assert look.validator == kept
