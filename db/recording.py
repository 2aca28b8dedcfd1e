"""Looks into the database: one transaction for a batch, the checks and every table that follows from them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlite_utils import Database

from checks.model import CodeState, Event, Health, Look, Signal
from db.instants import flags_to_text, to_text
from db.saving import clean
from db.snapshots import facts_of, identify, own_repository, take_snapshots
from db.transaction import transaction

EVIDENCE_LENGTH = 500
MARKS = {
    Health.NEW: "?",
    Health.UP: "o",
    Health.LIMITED: "l",
    Health.SUSPECT: "s",
    Health.DEAD: "x",
    Health.WITHHELD: "w",
    Health.SKIPPED: "-",
}
"""One character of `spark_30` for each health."""


def record(database: Database, run_id: int, looks: Sequence[Look], *, rule_version: int) -> None:
    """Record a batch in one transaction. Blind looks change nothing; a second look at a link in a run is ignored."""
    with transaction(database):
        _back_off(database, looks)
        fresh = list(
            _first_arrivals(database, run_id, [look for look in looks if look.verdict.signal is not Signal.BLIND])
        )
        known = {look.observation.link.id: _known(database, look.observation.link.id) for look in fresh}
        database.conn.executemany(_CHECK, [_check(run_id, look) for look in fresh])
        database.conn.executemany(_STATE, [_state(look) for look in fresh])
        _turn_intervals(database, fresh, known)
        take_snapshots(database, fresh, rule_version)
        identify(database, fresh)
        save_events(database, run_id, _events(fresh))


def _first_arrivals(database: Database, run_id: int, looks: Sequence[Look]) -> Iterator[Look]:
    seen: set[int] = set()
    for look in looks:
        link_id = look.observation.link.id
        there = "select 1 from checks where run_id = ? and link_id = ?"
        if link_id not in seen and not database.execute(there, (run_id, link_id)).fetchone():
            seen.add(link_id)
            yield look


def _known(database: Database, link_id: int) -> tuple[str, str | None]:
    """Return the health and reason that the open interval of a link has; ("", None) without one."""
    query = "select health, reason from intervals where link_id = ? and last_seen_at is null"
    return database.execute(query, (link_id,)).fetchone() or ("", None)


_CHECK = """insert into checks (run_id, link_id, checked_at, signal, reason, http_status, latency_ms, attempts)
            values (?, ?, ?, ?, ?, ?, ?, ?)"""


def _check(run_id: int, look: Look) -> tuple[object, ...]:
    seen, verdict = look.observation, look.verdict
    at = to_text(seen.at)
    return (run_id, seen.link.id, at, verdict.signal, verdict.reason, seen.http_status, seen.latency_ms, seen.attempts)


_STATE = """
insert into link_state (link_id, health, reason, since, first_ok_at, last_ok_at, last_checked_at, next_check_at,
  fail_count, fail_first_at, fail_reason, confirm_at, ok_first_at, withheld_first_at, http_status, final_url, flags,
  code_state, code_evidence, stars, archived, pushed_at, head_oid, ever_present, spark_30)
values (:link_id, :health, :reason, :since, :first_ok_at, :last_ok_at, :last_checked_at, :next_check_at,
  :fail_count, :fail_first_at, :fail_reason, :confirm_at, :ok_first_at, :withheld_first_at, :http_status, :final_url,
  :flags, coalesce(:code_state, 'unknown'), :code_evidence, :stars, :archived, :pushed_at, :head_oid, :present, :mark)
on conflict (link_id) do update set health = excluded.health, reason = excluded.reason, since = excluded.since,
  first_ok_at = excluded.first_ok_at, last_ok_at = excluded.last_ok_at, last_checked_at = excluded.last_checked_at,
  next_check_at = excluded.next_check_at, fail_count = excluded.fail_count, fail_first_at = excluded.fail_first_at,
  fail_reason = excluded.fail_reason, confirm_at = excluded.confirm_at, ok_first_at = excluded.ok_first_at,
  withheld_first_at = excluded.withheld_first_at, http_status = excluded.http_status, final_url = excluded.final_url,
  flags = excluded.flags, code_state = coalesce(:code_state, code_state),
  code_evidence = case when :code_state is null then code_evidence else excluded.code_evidence end,
  stars = coalesce(excluded.stars, stars), archived = coalesce(excluded.archived, archived),
  pushed_at = coalesce(excluded.pushed_at, pushed_at), head_oid = coalesce(excluded.head_oid, head_oid),
  ever_present = max(ever_present, excluded.ever_present), spark_30 = substr(spark_30 || excluded.spark_30, -30)
"""


def _state(look: Look) -> dict[str, object]:
    seen, state, code = look.observation, look.transition.state, look.code
    return {
        "link_id": seen.link.id,
        "health": state.health,
        "reason": state.reason,
        "since": to_text(state.since),
        "first_ok_at": to_text(state.first_ok_at),
        "last_ok_at": to_text(state.last_ok_at),
        "last_checked_at": to_text(state.last_checked_at),
        "next_check_at": to_text(look.next_check_at),
        "fail_count": state.fail_count,
        "fail_first_at": to_text(state.fail_first_at),
        "fail_reason": state.fail_reason,
        "confirm_at": to_text(state.confirm_at),
        "ok_first_at": to_text(state.ok_first_at),
        "withheld_first_at": to_text(state.withheld_first_at),
        "http_status": seen.http_status,
        "final_url": seen.final_url and clean(seen.final_url, EVIDENCE_LENGTH * 4),
        "flags": flags_to_text(state.flags),
        "code_state": code and code.state,
        "code_evidence": code and clean(code.line or ", ".join(code.files), EVIDENCE_LENGTH),
        "present": int(code is not None and code.state in {CodeState.PRESENT, CodeState.PARTIAL}),
        "mark": MARKS[state.health],
        **facts_of(own_repository(look)),
    }


def _turn_intervals(database: Database, looks: Sequence[Look], known: dict[int, tuple[str, str | None]]) -> None:
    """Close the open interval where health or reason differ from it, and open one for what is seen now."""
    turned = [
        (
            to_text(look.observation.at),
            look.observation.link.id,
            look.transition.state.health,
            look.transition.state.reason,
        )
        for look in looks
        if known[look.observation.link.id] != (look.transition.state.health, look.transition.state.reason)
    ]
    database.conn.executemany(
        "update intervals set last_seen_at = ? where link_id = ? and last_seen_at is null", [row[:2] for row in turned]
    )
    database.conn.executemany(
        "insert into intervals (first_seen_at, link_id, health, reason) values (?, ?, ?, ?)", turned
    )


def _events(looks: Sequence[Look]) -> Iterator[tuple[Event, int]]:
    for look in looks:
        for event in (*look.transition.events, *look.events):
            yield event, look.observation.link.id


def save_events(database: Database, run_id: int | None, events: Iterable[tuple[Event, int | None]]) -> None:
    """Append events; the link is that of the look unless the event names one."""
    insert = (
        "insert into events (at, kind, run_id, link_id, entry_id, old, new, detail) values (?, ?, ?, ?, ?, ?, ?, ?)"
    )
    database.conn.executemany(insert, [_event_row(run_id, event, link_id) for event, link_id in events])


def _event_row(run_id: int | None, event: Event, link_id: int | None) -> tuple[object, ...]:
    detail = event.detail and clean(event.detail, EVIDENCE_LENGTH)
    link = event.link_id or link_id
    return (to_text(event.at), event.kind, run_id, link, event.entry_id, event.old, event.new, detail)


def _back_off(database: Database, looks: Sequence[Look]) -> None:
    for look in looks:
        seen, verdict = look.observation, look.verdict
        if seen.retry_at and verdict.signal is Signal.BLIND:
            hold(database, seen.link.host, seen.retry_at, verdict.reason, seen.at)


def hold(database: Database, host: str, until: datetime, reason: str, at: datetime) -> None:
    """Leave a host alone until an instant; a later instant that is already stored stays."""
    database.execute(
        """insert into hosts (host, blocked_until, reason, updated_at) values (?, ?, ?, ?)
           on conflict (host) do update set blocked_until = max(blocked_until, excluded.blocked_until),
             reason = excluded.reason, updated_at = excluded.updated_at""",
        (host, to_text(until), reason, to_text(at)),
    )
