"""The bundled listing: a page as it is pasted, true whenever it is run."""

import re
from datetime import date

import pytest

from monitor.demo.listing import bundled_listing

TODAY = date(2026, 3, 30)
NEW_YEAR = date(2027, 1, 3)
ENTRIES, HEADER = 37, 6


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
