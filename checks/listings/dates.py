"""Dates as listings write them: ISO, mail, "20 April 2026", a month or a year alone. The parser is dateutil."""

import re
from datetime import date, datetime

from dateutil.parser import ParserError, parse

LONGEST = 64
ISO = re.compile(r"\d{4}-\d\d-\d\d(?!\d)", re.ASCII)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?:[01]\d[0-3]\d)?(?!\d)", re.ASCII)
MONTH = re.compile("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)", re.ASCII)
EARLIEST_YEAR = 1950


def day_in(text: str, shown_on: date) -> date | None:
    """Return the day that a text names, None if it names none; `shown_on` is the day of the listing itself.

    A date without a year is the last such day that the listing can know. A month or a year alone stands for its last
    day, or for `shown_on` if that comes first: no promise is then called overdue too early.
    """
    written = " ".join(text.split())[:LONGEST]
    if ISO.match(written):
        return _iso(written[:10])
    if dotted := DOTTED.match(written):
        return _iso(f"{dotted[3]}-{dotted[2]:0>2}-{dotted[1]:0>2}")  # with full stops, the day comes first
    if YEAR.search(written):
        return _day(written, shown_on.year, shown_on)
    if not MONTH.search(written):
        return None  # a bare number is no date
    day = _day(written, shown_on.year, shown_on)
    return day if day is None or day <= shown_on else _day(written, shown_on.year - 1, shown_on)


def _iso(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _day(written: str, year: int, shown_on: date) -> date | None:
    """Parse twice, with what is missing at its first and at its last: where both agree, nothing is missing."""
    first, last = _parsed(written, datetime(year, 1, 1)), _parsed(written, datetime(year, 12, 31))  # noqa: DTZ001 - days
    if first is None or last is None or last.year < EARLIEST_YEAR:
        return None
    return last if first == last else max(first, min(last, shown_on))


def _parsed(written: str, default: datetime) -> date | None:
    try:
        return parse(written, default=default, ignoretz=True).date()
    except (ParserError, OverflowError, ValueError, TypeError):
        return None
