"""Why a link or a paper stands as it does, in words."""

import datetime as dt

import pytest

from checks.model import Health, ReleaseStatus
from db.site.evidence import why, why_released

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
LINK = {
    "health": "up",
    "reason": "ok",
    "since": "2026-11-01T00:00:00Z",
    "last_ok_at": "2026-11-20T00:00:00Z",
    "fail_count": 2,
    "confirm_at": "2026-11-26T12:00:00Z",
    "code_state": "unknown",
    "code_evidence": None,
    "flags": "",
    "ignored": 0,
    "listed": 1,
}

DEAD = "It is confirmed dead since 1 Nov 2026 (domain is parked). It is still looked at, and revives by two good looks."


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, ["It answers since 1 Nov 2026."]),
        ({"since": "2026-11-23T11:30:00Z"}, ["It answers."]),
        (
            {"health": "suspect", "reason": "not_found"},
            [
                "It fails since 1 Nov 2026 (not found): 2 looks in a row so far.",
                "It can be confirmed dead on 26 Nov 2026 at the earliest (in 3 days).",
                "It was last seen answering on 20 Nov 2026.",
            ],
        ),
        (
            {"health": "dead", "reason": "parked", "last_ok_at": None},
            [
                DEAD,
                "It was never seen answering.",
            ],
        ),
        (
            {"code_state": "placeholder", "code_evidence": "Code coming soon.", "flags": "archived"},
            [
                "It answers since 1 Nov 2026.",
                "A README or a web site, but no code; what tells so: Code coming soon.",
                "Its owner made it read-only.",
            ],
        ),
        (
            {"ignored": 1},
            [
                "It answers since 1 Nov 2026.",
                "People have it left alone: it is not looked at, and stands in no list.",
            ],
        ),
    ],
)
def test_a_link_says_why(row: dict[str, object], expected: list[str]) -> None:
    assert why(LINK | row, NOON) == expected


@pytest.mark.parametrize("health", Health)
@pytest.mark.parametrize("reason", [None, "ok", "some_new_reason"])
def test_every_health_has_a_sentence(health: Health, reason: str | None) -> None:
    told = why(LINK | {"health": health.value, "reason": reason}, NOON)
    assert told
    assert all(sentence.endswith(".") and "_" not in sentence for sentence in told)


@pytest.mark.parametrize("status", ReleaseStatus)
@pytest.mark.parametrize("due", [None, "2026-12-01T00:00:00Z"])
def test_every_status_has_a_sentence(status: ReleaseStatus, due: str | None) -> None:
    told = why_released({"status": status.value, "overdue_at": due}, NOON)
    assert told.endswith(".")
    assert "_" not in told
