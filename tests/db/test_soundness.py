"""A sound database has no faults, and each fault is told."""

import pytest

from db.soundness import faults

DAMAGE = {
    "links without a state": "delete from link_state",
    "states of no link": "insert into link_state (link_id, health) values (99, 'new')",
    "links whose open interval is not their state": "update link_state set health = 'dead'",
    "intervals that end before they begin": "update intervals set last_seen_at = '2000-01-01T00:00:00Z'",
    "links whose last look is not the one recorded last": "update link_state set last_checked_at = since || 'x'",
    "runs that end before they begin": "update runs set finished_at = '2000-01-01T00:00:00Z'",
    "mentions of nothing": "update mentions set link_id = null, claim = 'none'",
}


@pytest.fixture
def looked_at(kept, say):
    [link] = kept.hold(say.repo("redfox/tail"))
    kept.run(say.seen(link))
    return kept


def test_a_database_that_was_only_written_by_us_is_sound(looked_at):
    assert faults(looked_at.database) == []


@pytest.mark.parametrize("fault", DAMAGE)
def test_each_contradiction_is_told(looked_at, fault):
    looked_at.database.execute("pragma foreign_keys = off")
    looked_at.database.execute(DAMAGE[fault])
    assert any(told.endswith(fault) for told in faults(looked_at.database))


def test_an_orphan_is_told_with_its_table(looked_at):
    looked_at.database.execute("pragma foreign_keys = off")
    looked_at.database.execute("delete from entries")
    assert any("mentions row" in told and "entries" in told for told in faults(looked_at.database))
