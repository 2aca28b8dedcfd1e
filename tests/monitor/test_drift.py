"""A page that became a file is alive and flagged."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from checks.model import Flag, Health, LinkState
from monitor.drift import compared

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
UP = LinkState(Health.UP, first_ok_at=NOON, last_ok_at=NOON, last_checked_at=NOON)
PAGE = replace(UP, content_type="text/html")


def test_the_first_good_look_is_remembered_without_its_parameters():
    assert compared(LinkState(), UP, "Text/HTML; charset=utf-8").content_type == "text/html"


def test_later_looks_do_not_change_what_is_remembered():
    assert compared(PAGE, PAGE, "application/zip").content_type == "text/html"


@pytest.mark.parametrize("now", ["application/zip", "application/octet-stream", "video/mp4", "image/png"])
def test_a_page_that_became_a_file_is_flagged(now):
    assert compared(PAGE, PAGE, now).flags == {Flag.DRIFT}


@pytest.mark.parametrize("now", ["text/html", "application/xhtml+xml", "text/plain", "application/json", "", None])
def test_what_can_be_read_is_no_drift(now):
    assert compared(PAGE, PAGE, now) == PAGE


def test_a_file_that_stays_a_file_is_none_either():
    state = replace(UP, content_type="application/zip")
    assert compared(state, state, "application/pdf") == state


def test_a_bad_look_says_nothing_of_the_page():
    failing = replace(UP, last_checked_at=NOON + timedelta(days=1))
    assert compared(LinkState(), failing, "text/html") == failing
