"""Which replies refuse us as a whole, and when we may come back."""

from datetime import UTC, datetime, timedelta

import pytest

from checks.forges.github_refusals import Refusal, refusal, resume_at
from checks.model import Fault

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
RESET = str(int(NOON.timestamp()) + 600)
SPENT = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": RESET}
IN_A_MINUTE = Refusal(Fault.RATE_LIMITED, NOON + timedelta(minutes=1))
IN_TEN_MINUTES = Refusal(Fault.RATE_LIMITED, NOON + timedelta(minutes=10))


@pytest.mark.parametrize(
    ("status", "headers", "document", "expected"),
    [
        (200, {}, {}, None),
        (404, {}, {"message": "Not Found"}, None),
        (401, {}, {"message": "Bad credentials"}, Refusal(Fault.TOKEN_REJECTED)),
        (403, SPENT, {"message": "API rate limit exceeded for user ID 1."}, IN_TEN_MINUTES),
        (403, {}, {"message": "You have exceeded a secondary rate limit. Wait."}, IN_A_MINUTE),
        (403, {"retry-after": "600"}, None, IN_TEN_MINUTES),
        (429, {}, None, IN_A_MINUTE),
        (429, {"retry-after": "600"}, {"message": "?"}, IN_TEN_MINUTES),
        (403, {}, {"message": "Repository access blocked", "block": {"reason": "tos"}}, None),
        (403, SPENT, {"message": "Repository access blocked", "block": {"reason": "tos"}}, None),
        (403, {}, {"message": "Resource protected by organization SAML enforcement."}, None),
        (403, {}, {"message": "Resource not accessible by personal access token"}, Refusal(Fault.TOKEN_REJECTED)),
        (403, {}, {"message": "Resource not accessible by integration"}, Refusal(Fault.TOKEN_REJECTED)),
        (403, {}, ["Resource not accessible by integration"], None),
        (200, SPENT, {}, None),
    ],
)
def test_a_403_is_a_limit_a_block_or_a_missing_permission(
    status: int, headers: dict[str, str], document: object, expected: Refusal | None
) -> None:
    assert refusal(status, headers, document, NOON) == expected


@pytest.mark.parametrize(
    ("headers", "minutes"),
    [
        ({}, 1),
        ({"retry-after": "0"}, 1 / 60),
        ({"retry-after": "30"}, 1 / 2),
        ({"retry-after": "120"}, 2),
        ({"retry-after": "soon"}, 1),
        ({"retry-after": "9" * 5000}, 24 * 60),
        (SPENT, 10),
        ({**SPENT, "retry-after": "120"}, 2),
        ({"x-ratelimit-remaining": "7", "x-ratelimit-reset": RESET}, 1),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "12"}, 1),
        ({"x-ratelimit-remaining": "0"}, 1),
    ],
)
def test_the_wait_is_what_github_says_else_a_minute_and_a_day_at_most(headers: dict[str, str], minutes: float) -> None:
    assert resume_at(headers, NOON) == NOON + timedelta(minutes=minutes)
