"""The bundled listing: a page as it is pasted, true whenever it is run."""

import re
from datetime import date, datetime, timedelta

import pytest

from monitor.demo.listing import bundled_listing
from monitor.demo.story import TODAY as TODAY_IS

TODAY = date(2026, 3, 30)
NEW_YEAR = date(2027, 1, 3)
ENTRIES, HEADER = 37, 6
GRACE = 90  # days after which a promise without a date is overdue


def test_the_same_anchor_gives_the_same_text():
    assert bundled_listing(TODAY) == bundled_listing(TODAY)


@pytest.mark.parametrize("today", [TODAY, NEW_YEAR, date(2028, 2, 29)])
def test_no_placeholder_is_left(today: date):
    assert not re.search(r"[{][a-z]+-?\d+[}]", bundled_listing(today))


def test_the_page_was_copied_four_weeks_before_the_first_demo():
    assert bundled_listing(TODAY).split("\n\n")[:HEADER] == [
        "new",
        "Get trending papers in your email inbox!",
        "Subscribe",
        "Daily Papers",
        "byAK and the research community",
        "Mar 2",
    ]


def test_dates_are_counted_from_the_day_it_was_copied():
    assert "Feb 10, 2026 14" in bundled_listing(TODAY)
    assert "Nov 16, 2026 14" in bundled_listing(NEW_YEAR)


def test_an_entry_is_a_title_an_abstract_and_mostly_a_footer():
    blocks = bundled_listing(TODAY).split("\n\n")[HEADER:]
    footers = [block for block in blocks if "\n·\n" in block]
    lines = [block for block in blocks if block not in footers]
    assert len(lines) == 2 * ENTRIES
    assert len(footers) == ENTRIES - 2
    assert not any("\n" in line for line in lines)
    assert sum(footer.startswith("  • ") for footer in footers) == len(footers) - 2


def test_it_ends_without_a_newline_as_what_is_pasted_does():
    text = bundled_listing(TODAY)
    assert text == text.strip()
    assert "\t" not in text
    assert "\r" not in text


def age_on(day: int, title: str) -> int:
    """Return how many days old the entry that begins with `title` is on a day of the story."""
    text = bundled_listing(TODAY)
    written = re.search(rf"\n{title}.*?\n·\n(\w+ \d+, \d+)", text, re.DOTALL)
    dated = datetime.strptime(f"{written[1]} +0000", "%b %d, %Y %z").date()
    return (TODAY - timedelta(days=TODAY_IS) + timedelta(days=day) - dated).days


@pytest.mark.parametrize("title", ["Red Fox", "BarkBench", "Chrysalis", "Small Hours"])
def test_what_comes_soon_still_does_today(title: str):
    assert age_on(0, title) >= 0
    assert age_on(TODAY_IS, title) < GRACE


@pytest.mark.parametrize("title", ["Snowdrift", "Permafrost"])
def test_what_is_overdue_was_so_from_the_start(title: str):
    assert age_on(0, title) > GRACE


def test_one_promise_runs_out_within_the_four_weeks():
    assert age_on(0, "Thermal") < GRACE < age_on(TODAY_IS, "Thermal")
