"""How one verdict changes a link's state, and what no sequence of verdicts may ever do."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.classify import CONFIRMATIONS
from checks.model import Event, EventKind, Flag, Health, LinkState, Policy, Reason, Signal, Transition, Verdict
from monitor.health import MOVES, advance

NOON = dt.datetime(2031, 5, 6, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
POLICY = Policy()

ALIVE = Verdict(Signal.ALIVE, Reason.OK)
LIMITED = Verdict(Signal.LIMITED, Reason.BOT_WALL)
MISSING = Verdict(Signal.GONE, Reason.NOT_FOUND)
TIMEOUT = Verdict(Signal.UNREACHABLE, Reason.TIMEOUT)
SOFT = Verdict(Signal.DOUBTFUL, Reason.SOFT_404)
BLOCKED = Verdict(Signal.WITHHELD, Reason.LEGAL_BLOCK)
REFUSED = Verdict(Signal.REFUSED, Reason.PRIVATE_ADDRESS)
BLIND = Verdict(Signal.BLIND, Reason.OWN_OUTAGE)
BAD = (MISSING, TIMEOUT, SOFT)
GOOD = (ALIVE, Verdict(Signal.MOVED, Reason.REDIRECTED, moved_to="https://acme.example/new"))

BEFORE = NOON - 10 * DAY
STATES = {
    Health.NEW: LinkState(),
    Health.UP: LinkState(Health.UP, Reason.OK, BEFORE, BEFORE, BEFORE, BEFORE),
    Health.LIMITED: LinkState(Health.LIMITED, Reason.BOT_WALL, BEFORE, last_checked_at=BEFORE),
    Health.SUSPECT: LinkState(
        Health.SUSPECT, Reason.NOT_FOUND, BEFORE, last_checked_at=BEFORE, fail_count=1, fail_first_at=BEFORE,
        fail_reason=Reason.NOT_FOUND, confirm_at=BEFORE + 3 * DAY,
    ),
    Health.DEAD: LinkState(
        Health.DEAD, Reason.NOT_FOUND, BEFORE, BEFORE - 90 * DAY, BEFORE - 60 * DAY, BEFORE, fail_count=3,
        fail_first_at=BEFORE - 3 * DAY, fail_reason=Reason.NOT_FOUND,
    ),
    Health.WITHHELD: LinkState(Health.WITHHELD, Reason.LEGAL_BLOCK, BEFORE, BEFORE, BEFORE, BEFORE),
    Health.SKIPPED: LinkState(Health.SKIPPED, Reason.PRIVATE_ADDRESS, BEFORE, last_checked_at=BEFORE),
}  # fmt: skip

AFTER_ONE_LOOK = {
    #                 alive      limited    gone       withheld   refused    blind
    Health.NEW: "     up         limited    suspect    new        skipped    new",
    Health.UP: "      up         limited    suspect    up         skipped    up",
    Health.LIMITED: " up         limited    suspect    limited    skipped    limited",
    Health.SUSPECT: " up         suspect    suspect    suspect    skipped    suspect",
    Health.DEAD: "    dead       dead       dead       dead       skipped    dead",
    Health.WITHHELD: "up         withheld   suspect    withheld   skipped    withheld",
    Health.SKIPPED: " up         limited    suspect    skipped    skipped    skipped",
}
COLUMNS = {
    (Signal.ALIVE, Signal.MOVED): ALIVE,
    (Signal.LIMITED,): LIMITED,
    (Signal.GONE, Signal.DOUBTFUL, Signal.UNREACHABLE): MISSING,
    (Signal.WITHHELD,): BLOCKED,
    (Signal.REFUSED,): REFUSED,
    (Signal.BLIND,): BLIND,
}
ONE_LOOK = [
    pytest.param(health, replace(verdict, signal=signal), Health(after), id=f"{health}-{signal}")
    for health, row in AFTER_ONE_LOOK.items()
    for (signals, verdict), after in zip(COLUMNS.items(), row.split(), strict=True)
    for signal in signals
]


def play(state, *looks, policy=POLICY):
    """Advance through (verdict, days after noon) and return the last state and all kinds of events."""
    kinds = []
    for verdict, days in looks:
        transition = advance(state, verdict, NOON + days * DAY, policy)
        state = transition.state
        kinds += [event.kind for event in transition.events]
    return state, kinds


@pytest.mark.parametrize(("health", "verdict", "after"), ONE_LOOK)
def test_one_look_moves_health_as_the_table_says(health, verdict, after):
    assert advance(STATES[health], verdict, NOON, POLICY).state.health is after


def test_the_table_is_total():
    assert {(signal, health) for signal in MOVES for health in MOVES[signal]} == {
        (signal, health) for signal in Signal for health in Health
    }
    assert len(ONE_LOOK) == len(Signal) * len(Health)


# ── Good looks ───────────────────────────────────────────────────────────────────────────────────


def test_a_new_link_that_answers_is_up():
    assert advance(LinkState(), ALIVE, NOON, POLICY) == Transition(
        LinkState(Health.UP, Reason.OK, NOON, first_ok_at=NOON, last_ok_at=NOON, last_checked_at=NOON, recent="o")
    )


def test_staying_up_keeps_since_and_the_first_answer():
    state, _ = play(LinkState(), (ALIVE, 0), (ALIVE, 5))
    assert (state.since, state.first_ok_at, state.last_ok_at) == (NOON, NOON, NOON + 5 * DAY)


def test_an_answer_ends_the_failing_row():
    state, kinds = play(LinkState(), (MISSING, 0), (MISSING, 1), (ALIVE, 2))
    assert (state.health, state.fail_count, state.fail_first_at, state.fail_reason) == (Health.UP, 0, None, None)
    assert state.confirm_at is None
    assert kinds == []


def test_a_move_is_told_once_per_target():
    to_new, to_newer = (Verdict(Signal.MOVED, Reason.RENAMED, moved_to=f"https://github.com/acme/{n}") for n in "ab")
    state, kinds = play(LinkState(), (to_new, 0), (to_new, 1), (to_newer, 2), (to_newer, 3))
    assert kinds == [EventKind.MOVED, EventKind.MOVED]
    assert state.moved_to == to_newer.moved_to


def test_a_move_that_was_taken_back_is_forgotten():
    state, _ = play(LinkState(), (GOOD[1], 0), (ALIVE, 1))
    assert state.moved_to is None


def test_being_archived_is_told_when_it_happens():
    archived = replace(ALIVE, flags=frozenset({Flag.ARCHIVED}))
    state, kinds = play(LinkState(), (ALIVE, 0), (archived, 1), (archived, 2))
    assert kinds == [EventKind.ARCHIVED]
    assert state.flags == archived.flags


def test_what_was_archived_at_the_first_look_is_no_change():
    archived = replace(ALIVE, flags=frozenset({Flag.ARCHIVED}))
    assert play(LinkState(), (archived, 0))[1] == []


@pytest.mark.parametrize("signal", [Signal.ALIVE, Signal.DOUBTFUL])
def test_being_replaced_is_told_once(signal):
    replaced = Verdict(signal, Reason.REPLACED, frozenset({Flag.REPLACED}))
    state, kinds = play(LinkState(), (ALIVE, 0), (replaced, 1), (replaced, 2))
    assert (state.flags, kinds) == (replaced.flags, [EventKind.REPLACED])


def test_the_rightful_repository_takes_the_flag_away():
    replaced = Verdict(Signal.DOUBTFUL, Reason.REPLACED, frozenset({Flag.REPLACED}))
    assert play(LinkState(), (ALIVE, 0), (replaced, 1), (ALIVE, 2))[0].flags == frozenset()


def test_flags_are_kept_while_a_link_does_not_answer():
    flagged = replace(ALIVE, flags=frozenset({Flag.TLS}))
    assert play(LinkState(), (flagged, 0), (MISSING, 1))[0].flags == {Flag.TLS}


# ── Bad looks ────────────────────────────────────────────────────────────────────────────────────


def test_the_first_bad_look_makes_a_suspect_at_once():
    after = advance(STATES[Health.UP], MISSING, NOON, POLICY)
    assert after == Transition(
        replace(
            STATES[Health.UP], health=Health.SUSPECT, reason=Reason.NOT_FOUND, since=NOON, last_checked_at=NOON,
            fail_count=1, fail_first_at=NOON, fail_reason=Reason.NOT_FOUND, confirm_at=NOON + 3 * DAY, recent="s",
        )
    )  # fmt: skip


def test_a_link_dies_when_count_and_span_are_met():
    state, kinds = play(STATES[Health.UP], (MISSING, 0), (MISSING, 1), (MISSING, 2), (MISSING, 3))
    assert kinds == [EventKind.DIED]
    assert (state.health, state.since, state.fail_count) == (Health.DEAD, NOON + 3 * DAY, 4)


def test_a_link_that_never_answered_does_not_die():
    event = Event(EventKind.NEVER_ANSWERED, NOON + 4 * DAY, "suspect", "dead", "not_found")
    state = play(LinkState(), (MISSING, 0), (MISSING, 1))[0]
    assert advance(state, MISSING, NOON + 4 * DAY, POLICY).events == (event,)


@pytest.mark.parametrize(
    "days", [(0, 1), (0, 9), (0, 0.1, 0.2, 0.3, 0.4, 2.9)], ids=["early", "few looks", "short span"]
)
def test_count_alone_or_span_alone_does_not_confirm(days):
    assert play(STATES[Health.UP], *((MISSING, day) for day in days))[0].health is Health.SUSPECT


def test_when_reasons_mix_the_slowest_rule_wins():
    mixed = play(STATES[Health.UP], (MISSING, 0), (TIMEOUT, 1), (MISSING, 2), (MISSING, 5))[0]
    assert (mixed.health, mixed.reason, mixed.fail_reason) == (Health.SUSPECT, Reason.NOT_FOUND, Reason.TIMEOUT)
    dead, kinds = play(mixed, (MISSING, 14))
    assert (dead.health, dead.reason, kinds) == (Health.DEAD, Reason.NOT_FOUND, [EventKind.DIED])


def test_a_slower_rule_has_the_longer_span_then_more_looks():
    state = play(STATES[Health.UP], (SOFT, 0), (Verdict(Signal.GONE, Reason.DOMAIN_GONE), 1))[0]
    assert state.fail_reason is Reason.DOMAIN_GONE


CONFIRM_AT = {
    "the span decides": (POLICY, (0,), 3),
    "rare runs decide": (Policy(run_interval=7 * DAY), (0,), 14),
    "rare runs, one look later": (Policy(run_interval=7 * DAY), (0, 7), 14),
    "all looks are there": (POLICY, (0, 0.5, 1), 3),
}


@pytest.mark.parametrize(("policy", "looks", "expected"), CONFIRM_AT.values(), ids=CONFIRM_AT)
def test_the_earliest_confirmation_is_known(policy, looks, expected):
    state = play(STATES[Health.UP], *((MISSING, day) for day in looks), policy=policy)[0]
    assert state.confirm_at == NOON + expected * DAY


def test_a_dead_link_keeps_what_confirmed_it():
    before = STATES[Health.DEAD]
    assert advance(before, TIMEOUT, NOON, POLICY) == Transition(replace(before, last_checked_at=NOON, recent="x"))


# ── Revival ──────────────────────────────────────────────────────────────────────────────────────


def test_one_answer_does_not_revive():
    before = STATES[Health.DEAD]
    assert advance(before, ALIVE, NOON, POLICY) == Transition(
        replace(before, ok_first_at=NOON, last_ok_at=NOON, last_checked_at=NOON, recent="x")
    )


def test_two_answers_a_day_apart_revive():
    state, kinds = play(STATES[Health.DEAD], (ALIVE, 0), (ALIVE, 0.5), (ALIVE, 1))
    assert (state.health, state.since, state.ok_first_at) == (Health.UP, NOON + DAY, None)
    assert kinds == [EventKind.REVIVED]


def test_a_bad_look_between_two_answers_starts_again():
    state, kinds = play(STATES[Health.DEAD], (ALIVE, 0), (MISSING, 0.5), (ALIVE, 1), (ALIVE, 1.9))
    assert (state.health, state.ok_first_at, kinds) == (Health.DEAD, NOON + DAY, [])


def test_a_move_is_told_when_the_revival_is_believed():
    assert play(STATES[Health.DEAD], (GOOD[1], 0), (GOOD[1], 1))[1] == [EventKind.REVIVED, EventKind.MOVED]


# ── Withheld and refused ─────────────────────────────────────────────────────────────────────────


def test_a_block_is_believed_at_the_second_look_a_day_later():
    state, kinds = play(STATES[Health.UP], (BLOCKED, 0), (BLOCKED, 0.5), (BLOCKED, 1), (BLOCKED, 2))
    assert (state.health, state.reason, state.since) == (Health.WITHHELD, Reason.LEGAL_BLOCK, NOON + DAY)
    assert kinds == [EventKind.WITHHELD]


@pytest.mark.parametrize("between", [ALIVE, MISSING, LIMITED], ids=lambda verdict: verdict.signal)
def test_another_answer_between_two_blocks_starts_again(between):
    state, kinds = play(STATES[Health.UP], (BLOCKED, 0), (between, 0.5), (BLOCKED, 1))
    assert (state.withheld_first_at, kinds) == (NOON + DAY, [])


def test_refusing_ends_a_failing_row():
    state, _ = play(STATES[Health.SUSPECT], (REFUSED, 0))
    assert (state.health, state.reason, state.fail_count) == (Health.SKIPPED, Reason.PRIVATE_ADDRESS, 0)


# ── Time ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("late", [0 * HOUR, HOUR], ids=["the same instant", "an older look"])
def test_time_never_runs_backwards(late):
    state = play(STATES[Health.UP], (MISSING, 0))[0]
    assert advance(state, MISSING, NOON - late, POLICY) == Transition(state)


# ── Laws ─────────────────────────────────────────────────────────────────────────────────────────

SIGNAL_OF = {
    Reason.SOFT_404: Signal.DOUBTFUL,
    Reason.TIMEOUT: Signal.UNREACHABLE,
}
bad_looks = st.sampled_from(sorted(CONFIRMATIONS)).map(lambda r: Verdict(SIGNAL_OF.get(r, Signal.GONE), r))
harmless = st.sampled_from((LIMITED, BLIND))
verdicts = st.one_of(bad_looks, harmless, st.sampled_from((*GOOD, BLOCKED, REFUSED)))
gaps = st.timedeltas(min_value=dt.timedelta(), max_value=20 * DAY)
policies = st.builds(Policy, run_interval=st.timedeltas(min_value=dt.timedelta(), max_value=30 * DAY))
states = st.sampled_from(list(STATES.values()))


def histories(looks):
    return st.lists(st.tuples(looks, gaps), max_size=25)


def walk(state, history, policy):
    """Yield (state before, verdict, instant, transition) for looks that follow each other by the gaps given."""
    at = NOON
    for verdict, gap in history:
        at += gap
        transition = advance(state, verdict, at, policy)
        yield state, verdict, at, transition
        state = transition.state


@given(states, histories(verdicts), policies)
def test_only_a_suspect_dies_and_only_by_the_rule_of_its_reasons(state, history, policy):
    for before, verdict, at, after in walk(state, history, policy):
        if after.state.health is Health.DEAD and before.health is not Health.DEAD:
            assert before.health is Health.SUSPECT
            assert after.state.fail_count == before.fail_count + 1
            for rule in (CONFIRMATIONS[before.fail_reason], CONFIRMATIONS[verdict.reason]):
                assert at - before.fail_first_at >= rule.span
            slowest = CONFIRMATIONS[after.state.fail_reason]
            assert after.state.fail_count >= slowest.looks


@given(states, histories(harmless), policies)
def test_walls_and_blindness_never_lead_towards_death(state, history, policy):
    for before, _, _, after in walk(state, history, policy):
        assert (after.state.health is Health.DEAD) == (before.health is Health.DEAD)
        assert after.events == ()
        assert after.state.fail_count in (before.fail_count, 0)


@given(states, histories(verdicts), policies)
def test_blindness_changes_nothing_at_all(state, history, policy):
    for before, _, at, _ in walk(state, history, policy):
        assert advance(before, BLIND, at, policy).state is before


@given(states, histories(verdicts), policies)
def test_the_same_look_counts_once(state, history, policy):
    for _, verdict, at, after in walk(state, history, policy):
        assert advance(after.state, verdict, at, policy) == Transition(after.state) or verdict is BLIND


@given(histories(bad_looks), policies)
def test_a_dead_link_that_answers_twice_a_day_apart_revives(history, policy):
    state, at = STATES[Health.DEAD], NOON
    for _, _, at, after in walk(state, history, policy):  # noqa: B007 - the last of them are needed
        state = after.state
    first = advance(state, ALIVE, at + HOUR, policy).state
    revived = advance(first, ALIVE, at + HOUR + policy.revival_span, policy)
    assert revived.state.health is Health.UP
    assert [event.kind for event in revived.events] == [EventKind.REVIVED]


@given(states, histories(verdicts), policies)
def test_what_describes_a_row_stands_only_in_one(state, history, policy):
    for _, _, _, after in walk(state, history, policy):
        now = after.state
        assert (now.fail_count > 0) == (now.health in (Health.SUSPECT, Health.DEAD)) == (now.fail_first_at is not None)
        assert (now.confirm_at is not None) == (now.health is Health.SUSPECT)
        assert now.ok_first_at is None or now.health is Health.DEAD


# ── Clocks ───────────────────────────────────────────────────────────────────────────────────────


def test_after_a_clock_ran_ahead_looks_count_again():
    ahead = play(LinkState(), (ALIVE, 0), (MISSING, 400))[0]
    state, kinds = play(ahead, (MISSING, 1), (MISSING, 2), (MISSING, 3), (MISSING, 4))
    assert state.last_checked_at == NOON + 4 * DAY
    assert (state.health, state.fail_first_at, kinds) == (Health.DEAD, NOON + DAY, [EventKind.DIED])


def test_a_clock_that_runs_ahead_confirms_nothing_by_itself():
    state, kinds = play(STATES[Health.UP], (MISSING, 0), (MISSING, 400))
    assert (state.health, kinds) == (Health.SUSPECT, [])
