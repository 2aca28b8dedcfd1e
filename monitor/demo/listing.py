"""The bundled listing: a page of Daily Papers as people paste it, with its dates put in."""

import re
from datetime import date, timedelta
from importlib.resources import files

from monitor.demo.story import TODAY

PLACE = re.compile(r"\{(day|short)(-?\d+)\}")
"""A date as a number of days from day 0: `{day-12}` with its year, `{short-12}` without."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def bundled_listing(today: date) -> str:
    """Return the text of the listing; `today` is the date of the first demo, and the same date gives the same text.

    The page was copied on day 0, four weeks before: whenever it is run, what is said to come soon still is.
    """
    template = files("monitor.demo").joinpath("daily-papers.txt").read_text(encoding="utf-8")
    day_0 = today - timedelta(days=TODAY)
    return PLACE.sub(lambda place: _written(day_0 + timedelta(days=int(place[2])), year=place[1] == "day"), template)


def _written(day: date, *, year: bool) -> str:
    # Not by strftime, which would write months in the language of the machine.
    return f"{MONTHS[day.month - 1]} {day.day}" + (f", {day.year}" if year else "")
