"""How long GitHub's repositories will take without a token, and what a token would change (pure)."""

from collections.abc import Mapping

GITHUB = "github.com"
TOKEN_S = 0.1
"""Seconds for one repository with a token: 25 in a query that takes two or three seconds."""
WORTH_SAYING_S = 60.0
MINUTE, HOUR = 60, 3600


def without_token(due: Mapping[str, int], pace_s: float) -> str | None:
    """Return a sentence about `due`, links by host, that are read one in `pace_s` seconds; None if that is soon done.

    What has not changed since its page was read takes one question as well, so the number of links tells the time.
    """
    count = due.get(GITHUB, 0)
    if count * pace_s < WORTH_SAYING_S:
        return None
    pages, token = _span(count * pace_s), _span(count * TOKEN_S)
    return f"{count:,} repositories on GitHub, one after the other: about {pages}; with a GITHUB_TOKEN about {token}"


def _span(seconds: float) -> str:
    """Return a time as people say it, never less than a minute."""
    number, unit = (seconds / HOUR, "hour") if seconds >= 2 * HOUR else (seconds / MINUTE, "minute")
    rounded = max(1, round(number))
    return f"{rounded} {unit}{'' if rounded == 1 else 's'}"
