"""When a promise is to be kept: the dates and the conditions that its sentence names (pure)."""

import calendar
import re
from datetime import date

MONTHS = {name: number for number, name in enumerate(calendar.month_abbr) if name}
NAMES = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b\.?"
)
YEAR = r"20[2-9]\d"
LEAD = (
    r"\b(?:by|in|on|before|until|during|around|for|eta|expected)\b:?"
    r"(?: (?:the )?(?:end|middle|start|beginning) of)?(?: the)?(?: (?:early|mid|late))?[ -]"
)

DATES = re.compile(
    rf"(?P<iso>{YEAR}-[01]\d-[0-3]\d)"
    rf"|{LEAD}(?:"
    rf"q(?P<quarter>[1-4])[ ,]*(?P<quarter_year>{YEAR})?"
    rf"|(?P<season>spring|summer|autumn|fall|winter)[ ,]*(?:of )?(?P<season_year>{YEAR})?"
    rf"|(?P<day>[0-3]?\d)(?:st|nd|rd|th)? (?P<month>{NAMES})[ ,]*(?P<year>{YEAR})?"
    rf"|(?P<month_first>{NAMES})(?: (?P<day_second>[0-3]?\d)(?:st|nd|rd|th)?\b)?[ ,]*(?P<year_last>{YEAR})?"
    rf"|(?P<only_year>{YEAR})(?!-?\d))"
    rf"|(?P<chinese>{YEAR})年(?:(?P<chinese_month>[01]?\d)月)?",
    re.IGNORECASE,
)
SEASON_ENDS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}

CONDITION = re.compile(
    r"""
    \b(?:up\s?on|on|after|once|when|following|pending|until|as\ soon\ as|with)\b(?:\s[^\s,.;:()]{1,30}){0,7}?
    \s(?:acceptance|accep-\s?tance|accepted|publication|published|reviews?(?:ed)?|reviewing|peer-review|completion|approval
    |completed|anonymity|anonymous|camera[- ]ready|deadline|conference|cleaned|cleanup|ready)\b
    (?:\s(?:process|period|phase|version|requirements?|stage)\b)?(?:\sof\s(?:the|this|our)\s[a-z]{1,20})?
    (?:\s(?:is|are|has\ been)\s[a-z]{1,20}\b)?
    | (?:论文)?(?:接收|录用|发表|接受|评审)(?:之)?后
    """,
    re.IGNORECASE | re.VERBOSE,
)


def condition_in(sentence: str) -> str | None:
    """Return what a promise waits for, in its own words ("upon acceptance"), or None."""
    found = CONDITION.search(sentence)
    return " ".join(found[0].split()) if found else None


def date_in(sentence: str, said_on: date | None) -> date | None:
    """Return the last day on which a promise is kept in time ("by March": the 31st), or None.

    A date without a year is the next one after the words were said; None where that is not known.
    """
    for found in DATES.finditer(sentence):
        if day := _day(found, said_on):
            return day
    return None


def _day(found: re.Match[str], said_on: date | None) -> date | None:
    part = found.groupdict()
    try:
        if part["iso"]:
            return date.fromisoformat(part["iso"])
        if part["only_year"]:
            return date(int(part["only_year"]), 12, 31)
        if part["chinese"]:
            return _last_day(int(part["chinese"]), int(part["chinese_month"] or 12))
        return _in_its_year(*_month_and_day(part), _year(part), said_on)
    except ValueError:
        return None  # "February 30" and other days that no calendar has


def _year(part: dict[str, str | None]) -> int | None:
    year = part["year"] or part["year_last"] or part["quarter_year"] or part["season_year"]
    return int(year) if year else None


def _month_and_day(part: dict[str, str | None]) -> tuple[int, int | None]:
    if quarter := part["quarter"]:
        return int(quarter) * 3, None
    if season := part["season"]:
        return SEASON_ENDS[season.lower()], None
    day = part["day"] or part["day_second"]
    month = (part["month"] or part["month_first"] or "")[:3].capitalize()
    return MONTHS[month], int(day) if day else None


def _in_its_year(month: int, day: int | None, year: int | None, said_on: date | None) -> date | None:
    if year is None and said_on is None:
        return None
    first = year or (said_on.year if said_on else 0)
    due = _last_day(first, month) if day is None else date(first, month, day)
    if year is None and said_on and due < said_on:
        return _last_day(first + 1, month) if day is None else date(first + 1, month, day)
    return due


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
