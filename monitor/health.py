"""The state machine of a link: one verdict and the state before make the state after, as one table.

Nothing is asked or stored here: the instant, the policy and the rules of confirmation are given.
Rules: DESIGN.md, section 3, "advance"; the figures of confirmation stand in `checks/classify.py`.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from checks.classify import CONFIRMATIONS
from checks.model import Event, EventKind, Flag, Health, LinkState, Policy, Reason, Signal, Transition, Verdict
from monitor.flapping import remembered

CLOCK_ERROR = dt.timedelta(days=1)
"""How far in the future the last look must lie to be a clock's mistake; runs of one day may overlap."""
INSTANTS = (
    "since",
    "first_ok_at",
    "last_ok_at",
    "last_checked_at",
    "fail_first_at",
    "ok_first_at",
    "withheld_first_at",
)

Move = Callable[[LinkState, Verdict, dt.datetime, Policy], Transition]


def advance(state: LinkState, verdict: Verdict, at: dt.datetime, policy: Policy) -> Transition:
    """Return what `verdict`, seen at `at` (aware UTC), makes of `state`, with the events it confirms.

    A look that is not newer than the last one changes nothing, so that duplicates count once; if the last one lies far
    in the future, the clock was wrong then, and what it said in the future is taken as of now.
    A blind look returns the very same state. `reason` explains the present health: of a suspect it is the latest one,
    of a dead link the one of the look that confirmed it, and later bad looks leave it and `since` alone. Flags are
    those of the last look that showed the link alive, and what bad looks since then have added (`replaced`);
    `flapping` follows from the recent looks (`monitor/flapping.py`).
    """
    if state.last_checked_at is not None and state.last_checked_at > at + CLOCK_ERROR:
        state = _set_back(state, at)
    elif state.last_checked_at is not None and at <= state.last_checked_at:
        return Transition(state)
    transition = MOVES[verdict.signal][state.health](state, verdict, at, policy)
    if transition.state is state:
        return transition
    return Transition(remembered(state, transition.state), transition.events)


def _set_back(state: LinkState, at: dt.datetime) -> LinkState:
    """Bring every instant of a state that lies in the future back to now."""
    told = {name: getattr(state, name) for name in INSTANTS}
    return replace(state, **{name: min(instant, at) for name, instant in told.items() if instant is not None})


# ── Good looks ───────────────────────────────────────────────────────────────────────────────────


def rise(state: LinkState, verdict: Verdict, at: dt.datetime, _policy: Policy) -> Transition:
    """Go up: the failing row, if any, is over."""
    moved_to = verdict.moved_to if verdict.signal is Signal.MOVED else None
    risen = _entered(
        state,
        Health.UP,
        verdict.reason,
        at,
        first_ok_at=state.first_ok_at or at,
        last_ok_at=at,
        moved_to=moved_to,
        flags=verdict.flags,
    )
    return Transition(risen, (*_moved(state, moved_to, at), *_flagged(state, verdict, at)))


def come_back(state: LinkState, verdict: Verdict, at: dt.datetime, policy: Policy) -> Transition:
    """Let a dead link answer: the first good look is remembered, one a revival span later is believed."""
    first = state.ok_first_at or at
    if at == first or at - first < policy.revival_span:
        answered = _seen(state, at, ok_first_at=first, first_ok_at=state.first_ok_at or at, last_ok_at=at)
        return Transition(answered)
    risen = rise(state, verdict, at, policy)
    revived = Event(EventKind.REVIVED, at, old=state.health, new=Health.UP, detail=verdict.reason)
    return Transition(risen.state, (revived, *risen.events))


def _moved(state: LinkState, moved_to: str | None, at: dt.datetime) -> tuple[Event, ...]:
    if moved_to is None or moved_to == state.moved_to:
        return ()
    return (Event(EventKind.MOVED, at, old=state.moved_to, new=moved_to),)


def _flagged(state: LinkState, verdict: Verdict, at: dt.datetime) -> tuple[Event, ...]:
    """Tell of flags that are newly set; what was archived when it was first seen has not changed."""
    fresh = verdict.flags - state.flags
    archived = Flag.ARCHIVED in fresh and state.first_ok_at is not None
    events = ((archived, EventKind.ARCHIVED), (Flag.REPLACED in fresh, EventKind.REPLACED))
    return tuple(Event(kind, at) for happened, kind in events if happened)


# ── Looks that say nothing against a link ────────────────────────────────────────────────────────


def limit(state: LinkState, verdict: Verdict, at: dt.datetime, _policy: Policy) -> Transition:
    """Note that it answers but does not show itself."""
    return Transition(_entered(state, Health.LIMITED, verdict.reason, at))


def note(state: LinkState, _verdict: Verdict, at: dt.datetime, _policy: Policy) -> Transition:
    """Remember that there was a look, and nothing else."""
    return Transition(_seen(state, at))


def ignore(state: LinkState, _verdict: Verdict, _at: dt.datetime, _policy: Policy) -> Transition:
    """Change nothing: we could not see."""
    return Transition(state)


def skip(state: LinkState, verdict: Verdict, at: dt.datetime, _policy: Policy) -> Transition:
    """Leave the link alone: our own rules forbid to ask."""
    return Transition(_entered(state, Health.SKIPPED, verdict.reason, at))


def withhold(state: LinkState, verdict: Verdict, at: dt.datetime, policy: Policy) -> Transition:
    """Remember the first look that was withheld by law or forge; believe one a span later, if none differs between."""
    first = state.withheld_first_at or at
    if at == first or at - first < policy.withheld_span:
        return Transition(replace(state, withheld_first_at=first, last_checked_at=at))
    event = Event(EventKind.WITHHELD, at, old=state.health, new=Health.WITHHELD, detail=verdict.reason)
    return Transition(_entered(state, Health.WITHHELD, verdict.reason, at), (event,))


# ── Bad looks ────────────────────────────────────────────────────────────────────────────────────


def fall(state: LinkState, verdict: Verdict, at: dt.datetime, policy: Policy) -> Transition:
    """Become suspect at once: the first bad look of a row."""
    suspect = _entered(
        state,
        Health.SUSPECT,
        verdict.reason,
        at,
        fail_count=1,
        fail_first_at=at,
        fail_reason=verdict.reason,
        flags=state.flags | verdict.flags,
    )
    return Transition(replace(suspect, confirm_at=_confirm_at(suspect, at, policy)), _flagged(state, verdict, at))


def fail_again(state: LinkState, verdict: Verdict, at: dt.datetime, policy: Policy) -> Transition:
    """Count one more bad look; dead when both the count and the span of the row's slowest reason are met."""
    worse = _seen(
        state,
        at,
        reason=verdict.reason,
        fail_count=state.fail_count + 1,
        fail_first_at=state.fail_first_at or at,
        fail_reason=_slower(state.fail_reason, verdict.reason),
        flags=state.flags | verdict.flags,
    )
    told = _flagged(state, verdict, at)
    if not _confirmed(worse, at):
        return Transition(replace(worse, confirm_at=_confirm_at(worse, at, policy)), told)
    kind = EventKind.NEVER_ANSWERED if state.first_ok_at is None else EventKind.DIED
    dead = replace(worse, health=Health.DEAD, since=at, confirm_at=None)
    return Transition(dead, (*told, Event(kind, at, old=state.health, new=Health.DEAD, detail=verdict.reason)))


def stay_dead(state: LinkState, verdict: Verdict, at: dt.datetime, _policy: Policy) -> Transition:
    """Stay dead; a good look before this one was no revival. The row keeps the figures that confirmed it."""
    dead = _seen(state, at, ok_first_at=None, flags=state.flags | verdict.flags)
    return Transition(dead, _flagged(state, verdict, at))


def _slower(one: Reason | None, other: Reason) -> Reason:
    """The reason that takes longer to confirm: by span, then by looks; the earlier one when they are equal."""
    return max((reason for reason in (one, other) if reason), key=_slowness)


def _slowness(reason: Reason) -> tuple[dt.timedelta, int]:
    rule = CONFIRMATIONS[reason]
    return rule.span, rule.looks


def _lacking(state: LinkState) -> tuple[int, dt.datetime]:
    """How many looks a failing row still lacks, and when its span is over, by the rule of its slowest reason."""
    if state.fail_reason is None or state.fail_first_at is None:
        raise ValueError("a failing row has a reason and a first look")
    rule = CONFIRMATIONS[state.fail_reason]
    return max(0, rule.looks - state.fail_count), state.fail_first_at + rule.span


def _confirmed(state: LinkState, at: dt.datetime) -> bool:
    looks, ripe_at = _lacking(state)
    return looks == 0 and at >= ripe_at


def _confirm_at(state: LinkState, at: dt.datetime, policy: Policy) -> dt.datetime:
    """The earliest instant at which a row can be confirmed, given how often runs really happen."""
    looks, ripe_at = _lacking(state)
    return max(ripe_at, at + looks * policy.run_interval)


# ── Parts of a state ─────────────────────────────────────────────────────────────────────────────


# Each takes what else is new: a copy of a state is no small part of what a look costs.


def _seen(state: LinkState, at: dt.datetime, **new: Any) -> LinkState:
    """Have been looked at; a withheld look that this one does not repeat is forgotten."""
    return replace(state, **{"last_checked_at": at, "withheld_first_at": None} | new)


def _entered(state: LinkState, health: Health, reason: Reason, at: dt.datetime, **new: Any) -> LinkState:
    """Be in `health` with no row, no probation and no doubt left over; `since` moves only when health does."""
    since = state.since if health is state.health and state.since else at
    return _seen(state, at, **{"health": health, "reason": reason, "since": since} | _NOTHING_LEFT | new)


_NOTHING_LEFT: dict[str, Any] = {
    "fail_count": 0,
    "fail_first_at": None,
    "fail_reason": None,
    "confirm_at": None,
    "ok_first_at": None,
}


# ── The table ────────────────────────────────────────────────────────────────────────────────────


def _moves(usual: Move, **special: Move) -> Mapping[Health, Move]:
    """One row of the table: the usual move, and those of the healths that differ."""
    return {health: special.get(health, usual) for health in Health}


_GOOD = _moves(rise, dead=come_back)
_BAD = _moves(fall, suspect=fail_again, dead=stay_dead)

MOVES: Mapping[Signal, Mapping[Health, Move]] = {
    Signal.ALIVE: _GOOD,
    Signal.MOVED: _GOOD,
    # A wall before something withheld does not say that the block is lifted; what was skipped has been asked after all.
    Signal.LIMITED: _moves(limit, suspect=note, dead=note, withheld=note),
    Signal.GONE: _BAD,
    Signal.DOUBTFUL: _BAD,
    Signal.UNREACHABLE: _BAD,
    Signal.WITHHELD: _moves(withhold, withheld=note),
    Signal.REFUSED: _moves(skip),
    Signal.BLIND: _moves(ignore),
}
"""Signal of the look, health before it: what is done. Total, and a test says so."""
