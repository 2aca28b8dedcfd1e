"""Spans of time as people write them."""

from datetime import timedelta

import pytest

from checks.errors import SettingsError
from monitor.durations import duration


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("90s", timedelta(seconds=90)),
        ("15m", timedelta(minutes=15)),
        ("26h", timedelta(hours=26)),
        ("2w", timedelta(14)),
    ],
)
def test_a_number_and_a_unit_are_a_span(text, span):
    assert duration(text) == span


@pytest.mark.parametrize("text", ["", "d", "7", "7 d", "-1d", "1.5h", "٣d", "9999999999d", "999w9", "99999d"])
def test_anything_else_is_said(text):
    with pytest.raises(SettingsError, match="no span of time"):
        duration(text)
