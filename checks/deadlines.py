"""When a promise is to be kept: the dates and the conditions that its sentence names (pure)."""

import calendar
import re
from datetime import date, timedelta

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
COUNTED = {"one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "a few": 3, "several": 3}
RELATIVE = re.compile(
    r"\b(?:(?:later |by the end of |at the end of |before the end of |end of )(?:the |this )?(?P<this>year|month)"
    r"|(?:by |in |until |before )?(?:early |late(?:r)? )?next (?P<next>year|month|week)"
    r"|(?:releas|avail|publi|open|shar|upload|out\b|online)[\w-]*[^.;]{0,20}?\b(?:with)?in "
    rf"(?:about |the (?:next|coming) )?(?P<count>\d{{1,2}}|{'|'.join(COUNTED)}) (?P<unit>day|week|month)s?)\b",
    re.IGNORECASE,
)
"""Days that are counted from when the words were said. A span of time counts only behind the release itself."""
DAYS = {"day": 1, "week": 7, "month": 30}
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
    return _counted(RELATIVE.search(sentence), said_on)


def _counted(found: re.Match[str] | None, said_on: date | None) -> date | None:
    """Read "later this year", "next month", "in two weeks"."""
    if found is None or said_on is None:
        return None
    part = {name: (text or "").lower() for name, text in found.groupdict().items()}
    try:
        if count := part["count"]:
            return said_on + timedelta(days=DAYS[part["unit"]] * (COUNTED.get(count) or int(count)))
        return _end_of(part["this"] or part["next"], said_on, ahead=1 if part["next"] else 0)
    except (ValueError, OverflowError):
        return None  # said at the end of all calendars


def _end_of(unit: str, said_on: date, *, ahead: int) -> date:
    """Return the last day of the week, month or year that is `ahead` of the one in which the words were said."""
    if unit == "week":
        return said_on + timedelta(days=7 * ahead + 6 - said_on.weekday())
    if unit == "year":
        return date(said_on.year + ahead, 12, 31)
    months = said_on.month - 1 + ahead
    return _last_day(said_on.year + months // 12, months % 12 + 1)


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
