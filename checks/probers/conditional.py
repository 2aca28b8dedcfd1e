"""Asking for changes only (RFC 9110, section 13.1): what has not changed since it was read is not sent again."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from checks.model import Validator

NOT_MODIFIED = 304
LONGEST = 200
"""Characters of a validator; a longer one would come back with every request."""
WHOLE_EVERY = timedelta(days=30)
"""A page is read whole at least so often: servers forget to renew a validator, and our rules on texts change."""


def validator_in(headers: Mapping[str, str]) -> str | None:
    """Return what an answer gave to ask for changes by: its ETag, else its date; None if there is no usable one."""
    told = headers.get("ETag") or headers.get("Last-Modified")
    return told if told and len(told) <= LONGEST and told.isascii() and told.isprintable() else None


def conditions(validator: str | None) -> dict[str, str]:
    """Return the headers that ask for changes only; a server without ETags tells a date instead."""
    if validator is None:
        return {}
    return {"If-None-Match" if validator.startswith(('"', "W/")) else "If-Modified-Since": validator}


def usable(validator: Validator | None, now: datetime, whole_every: timedelta = WHOLE_EVERY) -> Validator | None:
    """Return the validator while a page need not be read whole again."""
    return validator if validator and now - validator.read_at < whole_every else None


def kept(asked_by: Validator | None, status: int, headers: Mapping[str, str], at: datetime) -> Validator | None:
    """Return what to ask by the next time: the same if nothing has changed, else what a page that answers well gave."""
    if status == NOT_MODIFIED:
        return asked_by
    told = validator_in(headers) if status in range(200, 300) else None
    return Validator(told, at) if told else None
