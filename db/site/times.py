"""Instants and waits in words that people read. `now` is always an argument: `db/site/clock.py` asks the clock."""

import datetime as dt

MINUTE, HOUR, DAY = 60, 3_600, 86_400
STEPS = ((45 * MINUTE, MINUTE, "minute"), (DAY, HOUR, "hour"), (60 * DAY, DAY, "day"))
"""Up to how many seconds which unit is counted; beyond the last step, `wait` speaks of months and years."""

MONTH_DAYS, YEAR_DAYS = 30.44, 365.25


def instant(text: object) -> dt.datetime | None:
    """An ISO-8601 text as an aware UTC instant; None when it is not one. A text without a zone is taken as UTC."""
    try:
        read = dt.datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return read.replace(tzinfo=dt.UTC) if read.tzinfo is None else read.astimezone(dt.UTC)


def ago(then: dt.datetime, now: dt.datetime) -> str:
    """How long before or after `now`, in one unit or two: "9 hours ago", "in 3 days", "2 y 5 mo ago"."""
    seconds = (now - then).total_seconds()
    if abs(seconds) < MINUTE:
        return "just now"
    words = _span(abs(seconds))
    return f"{words} ago" if seconds > 0 else f"in {words}"


def wait(days: float) -> str:
    """A number of days as people say it: "12 days", "5 mo", "2 y 5 mo"."""
    if days < STEPS[-1][0] / DAY:
        return _counted(int(days), "day")
    if days < YEAR_DAYS:
        return f"{min(11, round(days / MONTH_DAYS))} mo"
    years, rest = divmod(days, YEAR_DAYS)
    months = min(11, round(rest / MONTH_DAYS))
    return f"{int(years)} y {months} mo" if months else f"{int(years)} y"


def day(then: dt.date) -> str:
    """A calendar day with its month as a word, so that no order can be mistaken: "7 Jun 2024"."""
    return f"{then.day} {then:%b %Y}"


def exact(then: dt.datetime) -> str:
    """An instant to the minute, with its zone: "7 Jun 2024, 09:30 UTC"."""
    return f"{day(then)}, {then:%H:%M} UTC"


def _span(seconds: float) -> str:
    for limit, unit, word in STEPS:
        if seconds < limit:
            return _counted(max(1, round(seconds / unit)), word)
    return wait(seconds / DAY)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
