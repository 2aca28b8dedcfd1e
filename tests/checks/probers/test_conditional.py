"""Which pages are asked for their changes only, and by what."""

from datetime import UTC, datetime, timedelta

import pytest

from checks.model import Validator
from checks.probers.conditional import conditions, kept, usable, validator_in

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DATE = "Sun, 01 Mar 2026 10:00:00 GMT"
KNOWN = Validator('"one"', NOON - timedelta(days=1))


@pytest.mark.parametrize(
    ("headers", "validator"),
    [
        ({"ETag": '"one"', "Last-Modified": DATE}, '"one"'),
        ({"ETag": 'W/"one"'}, 'W/"one"'),
        ({"Last-Modified": DATE}, DATE),
        ({}, None),
        ({"ETag": ""}, None),
        ({"ETag": f'"{"x" * 200}"'}, None),
        ({"ETag": '"süß"'}, None),
        ({"ETag": '"a\nCookie: b"'}, None),
    ],
)
def test_a_page_gives_its_etag_or_its_date(headers, validator):
    assert validator_in(headers) == validator


@pytest.mark.parametrize(
    ("validator", "headers"),
    [
        (None, {}),
        ('"one"', {"If-None-Match": '"one"'}),
        ('W/"one"', {"If-None-Match": 'W/"one"'}),
        (DATE, {"If-Modified-Since": DATE}),
    ],
)
def test_each_kind_of_validator_has_its_header(validator, headers):
    assert conditions(validator) == headers


def test_a_page_is_read_whole_again_after_a_month():
    assert usable(KNOWN, NOON) == KNOWN
    assert usable(KNOWN, KNOWN.read_at + timedelta(days=30)) is None
    assert usable(None, NOON) is None


def test_only_an_answer_that_shows_the_page_gives_a_new_validator():
    assert kept(KNOWN, 304, {"ETag": '"two"'}, NOON) == KNOWN
    assert kept(KNOWN, 200, {"ETag": '"two"'}, NOON) == Validator('"two"', NOON)
    assert kept(KNOWN, 200, {}, NOON) is None
    assert kept(KNOWN, 404, {"ETag": '"two"'}, NOON) is None
    assert kept(None, 304, {}, NOON) is None
