"""Ruling on every watched paper: after each run, since time alone changes a status, and when people overrule."""

from datetime import datetime

from db.evidence import entry_evidence
from db.store import Store
from monitor.release import release_status


def rule(store: Store, run_id: int | None, now: datetime) -> None:
    """Store the release statuses that have changed; `run_id` None: no run was needed for that."""
    store.save_rulings(run_id, (release_status(evidence, now) for evidence in entry_evidence(store.database)), now)
