"""When GitHub will not talk to us at all: a token that it rejects, an allowance that is used up, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from checks.model import Fault

UNAUTHORIZED = 401
FORBIDDEN = 403
TOO_MANY_REQUESTS = 429
UNPRIVILEGED = "Resource not accessible by "
"""How GitHub begins to say that a token, or an integration, was not given what it takes to ask."""
LIMIT_TEXTS = ("API rate limit exceeded", "You have exceeded a secondary rate limit", "You have triggered an abuse")
SHORTEST_WAIT = timedelta(seconds=1)
LEAST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing more is asked, and when it may be tried again (None: not known)."""

    fault: Fault
    retry_at: datetime | None = None


DOWN = Refusal(Fault.FORGE_DOWN)


def refusal(status: int, headers: Mapping[str, str], document: object, at: datetime) -> Refusal | None:
    """Tell whether a reply refuses us as a whole; `headers` have lower-case names, `document` is its JSON or None.

    A 403 is four things: a used-up allowance, a token that may not ask at all, a repository that GitHub blocks
    (`block`), an organisation that does not show itself to such tokens. The last two are about one repository and no
    refusal.
    """
    if status == UNAUTHORIZED:
        return Refusal(Fault.TOKEN_REJECTED)
    if status == TOO_MANY_REQUESTS or (status == FORBIDDEN and _is_limit(headers, document)):
        return Refusal(Fault.RATE_LIMITED, resume_at(headers, at))
    if status == FORBIDDEN and _says(document).startswith(UNPRIVILEGED):
        return Refusal(Fault.TOKEN_REJECTED)
    return None


def _is_limit(headers: Mapping[str, str], document: object) -> bool:
    body = document if isinstance(document, Mapping) else {}
    if "block" in body:
        return False
    spent = "retry-after" in headers or headers.get("x-ratelimit-remaining") == "0"
    return spent or _says(body).startswith(LIMIT_TEXTS)


def _says(document: object) -> str:
    return str(document.get("message", "")) if isinstance(document, Mapping) else ""


def resume_at(headers: Mapping[str, str], at: datetime) -> datetime:
    """Return when to ask again: Retry-After, else the reset of a used-up allowance, else in a minute.

    Without a word of GitHub's never sooner than that, and never later than in a day (docs.github.com, "Best practices
    for using the REST API").
    """
    told = _number(headers.get("retry-after"))
    if told is not None:
        return at.astimezone(UTC) + min(max(timedelta(seconds=told), SHORTEST_WAIT), LONGEST_WAIT)
    reset = _number(headers.get("x-ratelimit-reset")) if headers.get("x-ratelimit-remaining") == "0" else None
    wait = LEAST_WAIT if reset is None else timedelta(seconds=reset - int(at.timestamp()))
    return at.astimezone(UTC) + min(max(wait, LEAST_WAIT), LONGEST_WAIT)


def _number(written: str | None) -> int | None:
    # Cut before `int`: a header of thousands of digits is refused by Python itself.
    return int(written[:12]) if written and written.isascii() and written.isdigit() else None
