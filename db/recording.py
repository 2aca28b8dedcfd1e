"""Looks into the database: one transaction for a batch, the checks and every table that follows from them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from sqlite_utils import Database

from checks.model import CodeEvidence, CodeState, Event, Look, Signal
from db.instants import flags_to_text, to_text
from db.saving import clamped, clean
from db.snapshots import NOTHING, Shown, identify, save_gains, shown_by, take_snapshots
from db.transaction import transaction

EVIDENCE_LENGTH, URL_LENGTH, TYPE_LENGTH = 500, 2000, 100


def record(database: Database, run_id: int, looks: Sequence[Look], *, rule_version: int) -> None:
    """Record a batch in one transaction. Blind looks change nothing; a second look at a link in a run is ignored."""
    with transaction(database):
        _back_off(database, looks)
        fresh = _first_arrivals(database, run_id, looks)
        known, shown = _known(database, fresh), shown_by(fresh)
        database.conn.executemany(_CHECK, [_check(run_id, look) for look in fresh])
        _save_states(database, fresh, known, shown)
        _turn_intervals(database, fresh, known)
        take_snapshots(database, fresh, shown, rule_version)
        save_gains(database, fresh, shown)
        identify(database, fresh)
        save_events(database, run_id, _events(fresh), {link_id: each.looked_at for link_id, each in known.items()})


def ids_of(looks: Sequence[Look]) -> str:
    """Return the links of a batch as one JSON value, for `json_each`."""
    return json.dumps([look.observation.link.id for look in looks])


def _first_arrivals(database: Database, run_id: int, looks: Sequence[Look]) -> Sequence[Look]:
    there = "select link_id from checks where run_id = ? and link_id in (select value from json_each(?))"
    seen = {row[0] for row in database.execute(there, (run_id, ids_of(looks)))}
    first: dict[int, Look] = {}
    for look in looks:
        if look.verdict.signal is not Signal.BLIND and look.observation.link.id not in seen:
            first.setdefault(look.observation.link.id, look)
    return sorted(first.values(), key=_id)  # as they are stored: neighbours share a page


class _Known(NamedTuple):
    """What is stored of a link before a look; `stretch` and its `since` are those of its open interval.

    `looked_at` is when it last told what it holds: the last answer, or where it never gave one the last look.
    """

    health: str
    since: str | None
    code: tuple[str, str | None]
    archived: int | None
    stretch: tuple[str | None, str | None]
    stretch_since: str
    looked_at: str | None


_KNOWN = """
select s.link_id, s.health, s.since, s.code_state, s.code_evidence, s.archived, i.health, i.reason, i.first_seen_at,
  coalesce(s.last_ok_at, s.last_checked_at)
from link_state s left join intervals i on i.link_id = s.link_id and i.last_seen_at is null
where s.link_id in (select value from json_each(?))
"""


def _known(database: Database, looks: Sequence[Look]) -> dict[int, _Known]:
    found = database.execute(_KNOWN, (ids_of(looks),))
    return {row[0]: _Known(row[1], row[2], row[3:5], row[5], row[6:8], row[8] or "", row[9]) for row in found}


_CHECK = """insert into checks (run_id, link_id, checked_at, signal, reason, http_status, latency_ms, attempts)
            values (?, ?, ?, ?, ?, ?, ?, ?)"""


def _check(run_id: int, look: Look) -> tuple[object, ...]:
    seen, at = look.observation, to_text(look.observation.at)
    said = (look.verdict.signal.value, look.verdict.reason.value)
    return (run_id, seen.link.id, at, *said, seen.http_status, seen.latency_ms, seen.attempts)


# SQLite rewrites an index whenever its column is set, even to the same value. So every look sets only columns
# without an index, and the others are set where they differ.
_STATE = """
update link_state set reason = ?, first_ok_at = ?, last_ok_at = ?, last_checked_at = ?, next_check_at = ?,
  fail_count = ?, fail_first_at = ?, fail_reason = ?, confirm_at = ?, ok_first_at = ?, withheld_first_at = ?,
  http_status = ?, final_url = ?, flags = ?, stars = coalesce(?, stars), pushed_at = coalesce(?, pushed_at),
  head_oid = coalesce(?, head_oid), downloads = coalesce(?, downloads), spark_30 = ?, content_type = ?
where link_id = ?
"""
_HEALTH = "update link_state set health = ?, since = ? where link_id = ?"
_ARCHIVED = "update link_state set archived = ? where link_id = ?"
_VALIDATOR = "update link_state set validator = ?, read_at = ? where link_id = ?"
_CODE = """update link_state set code_state = ?, code_evidence = ?, ever_present = max(ever_present, ?)
           where link_id = ?"""


def _save_states(
    database: Database, looks: Sequence[Look], known: Mapping[int, _Known], shown: Mapping[int, Shown]
) -> None:
    """Bring the present state of each link up to date."""
    execute = database.conn.executemany
    execute(_STATE, [_state(look, shown.get(_id(look), NOTHING)) for look in looks])
    execute(_VALIDATOR, [(*_validator(look), _id(look)) for look in looks if _may_change_validator(look)])
    turned, archived, held = [], [], []
    for look in looks:
        link_id, before, state = _id(look), known[_id(look)], look.transition.state
        if (before.health, before.since) != (state.health, to_text(state.since)):
            turned.append((state.health, to_text(state.since), link_id))
        if link_id in shown and shown[link_id].archived != before.archived:
            archived.append((shown[link_id].archived, link_id))
        if look.code and (code := _code(look.code))[:2] != before.code:
            held.append((*code, link_id))
    execute(_HEALTH, turned)
    execute(_ARCHIVED, archived)
    execute(_CODE, held)


def _may_change_validator(look: Look) -> bool:
    return look.validator != look.observation.link.validator


def _validator(look: Look) -> tuple[str | None, str | None]:
    known = look.validator
    return (known.text, to_text(known.read_at)) if known else (None, None)


def _id(look: Look) -> int:
    return look.observation.link.id


def _code(code: CodeEvidence) -> tuple[str, str, bool]:
    """Return the state, what says so, and whether there was code."""
    evidence = clean(code.line or ", ".join(code.files), EVIDENCE_LENGTH)
    return code.state, evidence, code.state in {CodeState.PRESENT, CodeState.PARTIAL}


def _state(look: Look, shown: Shown) -> tuple[object, ...]:
    seen, state = look.observation, look.transition.state
    return (
        state.reason and state.reason.value,  # sqlite3 takes five times as long for a StrEnum as for its text
        to_text(state.first_ok_at),
        to_text(state.last_ok_at),
        to_text(state.last_checked_at),
        to_text(look.next_check_at),
        state.fail_count,
        to_text(state.fail_first_at),
        state.fail_reason and state.fail_reason.value,
        to_text(state.confirm_at),
        to_text(state.ok_first_at),
        to_text(state.withheld_first_at),
        seen.http_status,
        seen.final_url and clean(seen.final_url, URL_LENGTH),
        flags_to_text(state.flags),
        shown.stars,
        shown.pushed_at,
        shown.head_oid,
        seen.repository and clamped(seen.repository.downloads),
        state.recent,
        state.content_type and clean(state.content_type, TYPE_LENGTH),
        seen.link.id,
    )


def _turn_intervals(database: Database, looks: Sequence[Look], known: Mapping[int, _Known]) -> None:
    """Close the open interval where health or reason differ from it, and open one for what is seen now.

    One begins when the other ends, even if the clock was set back in between.
    """
    turned = []
    for look in looks:
        state, before = look.transition.state, known[_id(look)]
        if before.stretch != (state.health, state.reason):
            at = max(to_text(look.observation.at) or "", before.stretch_since)
            turned.append((at, _id(look), state.health, state.reason))
    close = "update intervals set last_seen_at = ? where link_id = ? and last_seen_at is null"
    database.conn.executemany(close, [row[:2] for row in turned])
    begin = "insert into intervals (first_seen_at, link_id, health, reason) values (?, ?, ?, ?)"
    database.conn.executemany(begin, turned)


def _events(looks: Sequence[Look]) -> Iterator[tuple[Event, int]]:
    for look in looks:
        for event in (*look.transition.events, *look.events):
            yield event, look.observation.link.id


def save_events(
    database: Database,
    run_id: int | None,
    events: Iterable[tuple[Event, int | None]],
    looked: Mapping[int | None, str | None] = MappingProxyType({}),
) -> None:
    """Append events; the link is that of the look unless the event names one.

    `looked` says when each link was last looked at before: what is new happened since.
    """
    insert = """insert into events (at, kind, run_id, link_id, entry_id, old, new, detail, before_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
    rows = ((*_event_row(run_id, event, link_id), looked.get(link_id)) for event, link_id in events)
    database.conn.executemany(insert, list(rows))


def _event_row(run_id: int | None, event: Event, link_id: int | None) -> tuple[object, ...]:
    detail = event.detail and clean(event.detail, EVIDENCE_LENGTH)
    link = event.link_id or link_id
    old, new = (text and clean(text, URL_LENGTH) for text in (event.old, event.new))
    return (to_text(event.at), event.kind, run_id, link, event.entry_id, old, new, detail)


_LATER = "update link_state set next_check_at = ? where link_id = ?"


def _back_off(database: Database, looks: Sequence[Look]) -> None:
    """Leave alone who asked for it; the link that heard so waits longer than its neighbours, who were never asked."""
    for look in looks:
        seen, verdict = look.observation, look.verdict
        if seen.retry_at and verdict.signal is Signal.BLIND:
            hold(database, seen.link.host, seen.retry_at, verdict.reason, seen.at)
            if seen.http_status is not None:
                database.execute(_LATER, (to_text(look.next_check_at), seen.link.id))


def hold(database: Database, host: str, until: datetime, reason: str, at: datetime) -> None:
    """Leave a host alone until an instant; a later instant that is already stored stays."""
    database.execute(
        """insert into hosts (host, blocked_until, reason, updated_at) values (?, ?, ?, ?)
           on conflict (host) do update set blocked_until = max(blocked_until, excluded.blocked_until),
             reason = excluded.reason, updated_at = excluded.updated_at""",
        (host, to_text(until), reason, to_text(at)),
    )
