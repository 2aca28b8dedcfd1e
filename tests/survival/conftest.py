"""What must hold of a database whatever happened to the run that wrote it."""

from pathlib import Path

import pytest

from checks.model import LinkState, Policy, Reason, Signal, Verdict
from db.instants import from_text
from db.opening import open_for_reading
from db.queries import _state, rows
from db.soundness import faults
from monitor.health import advance

FOLDED = ("health", "reason", "since", "first_ok_at", "last_ok_at", "last_checked_at", "fail_count", "fail_first_at")
CHECKS = "select checked_at, signal, reason from checks where link_id = ? order by run_id"
STATES = "select s.*, l.moved_to from link_state s join links l on l.id = s.link_id"


def fold(history):
    """What the state of a link must be, by nothing but its looks."""
    state = LinkState()
    for checked_at, signal, reason in history:
        state = advance(state, Verdict(Signal(signal), Reason(reason)), from_text(checked_at), Policy()).state
    return state


@pytest.fixture
def sound():
    """Assert that a database is sound and every state is the fold of its history; returns the number of looks."""

    def check(path: Path) -> int:
        database = open_for_reading(path)
        try:
            assert faults(database) == []
            for row in rows(database, STATES):
                stored, folded = _state(row), fold(database.execute(CHECKS, (row["link_id"],)))
                assert [getattr(stored, name) for name in FOLDED] == [getattr(folded, name) for name in FOLDED]
            return database.execute("select count(*) from checks").fetchone()[0]
        finally:
            database.close()

    return check
