"""Why a link or a paper stands as it does, in whole sentences. Pure: a row and the instant in, words out."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from checks.model import CodeState, Health, ReleaseStatus
from db.site import times, words

Row = Mapping[str, Any]


def why(row: Row, now: dt.datetime) -> list[str]:
    """What a row of `link_story` comes to: its health, what stands there, its remarks."""
    return [*_health(row, now), *_code(row), *_remarks(row), *_watching(row)]


def why_released(row: Row, now: dt.datetime) -> str:
    """What a row of `papers_now` comes to: the status of its promise in one sentence."""
    status = str(row["status"])
    due = times.instant(row["overdue_at"])
    match status:
        case ReleaseStatus.COMING_SOON if due:
            return f"Code is promised and not there; the promise runs out {times.ago(due, now)}, on {times.day(due)}."
        case ReleaseStatus.OVERDUE if due:
            return f"Code was promised and is not there; the promise ran out on {times.day(due)}."
        case ReleaseStatus.UNRELEASED:
            return "Its text says that the code is available, and it is not there."
        case _:
            return f"{words.pill_of(words.STATUS, status).meaning or 'No look has told so far'}."


def _health(row: Row, now: dt.datetime) -> Iterator[str]:
    because, since = _because(row), _since(row, now)
    match row["health"]:
        case Health.NEW:
            yield "Nobody has looked at it yet."
        case Health.UP:
            yield f"It answers{since}{because}."
        case Health.SUSPECT:
            yield f"It fails{since}{because}: {_times(row['fail_count'])} in a row so far."
            yield from _confirmed(row, now)
        case Health.DEAD:
            yield f"It is confirmed dead{since}{because}. It is still looked at, and revives by two good looks."
        case Health.LIMITED:
            yield f"It answers but does not show itself to us{since}{because}; this never counts as dead."
        case Health.WITHHELD:
            yield f"It is blocked{since}{because}; this never counts as dead."
        case _:
            yield f"It is not contacted{because}."
    if row["health"] in {Health.SUSPECT, Health.DEAD}:
        seen = times.instant(row["last_ok_at"])
        yield f"It was last seen answering on {times.day(seen)}." if seen else "It was never seen answering."


def _confirmed(row: Row, now: dt.datetime) -> Iterator[str]:
    at = times.instant(row["confirm_at"])
    if at:
        yield f"It can be confirmed dead on {times.day(at)} at the earliest ({times.ago(at, now)})."


def _code(row: Row) -> Iterator[str]:
    state, found = row["code_state"], row["code_evidence"]
    if state != CodeState.UNKNOWN:
        meaning = words.pill_of(words.CODE, state).meaning or state
        yield f"{meaning}; what tells so: {found}" if found else f"{meaning}."


def _remarks(row: Row) -> Iterator[str]:
    for flag in (row["flags"] or "").split():
        yield f"{words.pill_of(words.FLAG, flag).meaning or flag}."


def _watching(row: Row) -> Iterator[str]:
    if row["ignored"]:
        yield "People have it left alone: it is not looked at, and stands in no list."
    elif not row["listed"]:
        yield "No listing holds it any more: it is not looked at, and stands in no list."


def _because(row: Row) -> str:
    reason = str(row["reason"] or "")
    return f" ({words.REASONS.get(reason, reason.replace('_', ' '))})" if reason and reason != "ok" else ""


def _since(row: Row, now: dt.datetime) -> str:
    at = times.instant(row["since"])
    return f" since {times.day(at)}" if at and now - at >= dt.timedelta(hours=1) else ""


def _times(number: int) -> str:
    return "one look" if number == 1 else f"{number} looks"
