"""Spans of time as people write them: 90s, 15m, 12h, 7d, 2w."""

from datetime import timedelta

from checks.errors import SettingsError

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
LONGEST = timedelta(days=3660)


def duration(text: str) -> timedelta:
    """Read a span; raises SettingsError for anything else, and for more than ten years."""
    number, unit = text[:-1], text[-1:]
    if number.isascii() and number.isdecimal() and unit in UNITS and len(number) < len(str(10**9)):
        span = timedelta(**{UNITS[unit]: int(number)})
        if span <= LONGEST:
            return span
    raise SettingsError(f"{text!r} is no span of time; write a number with s, m, h, d or w, such as 7d")
