"""What is summed up when a run ends: per host and day, per health, and what has become of the papers' claims."""

from sqlite_utils import Database

_HOST_DAYS = """
insert into host_days (host, day, checks, ok)
select l.host, substr(c.checked_at, 1, 10), count(*), sum(c.signal in ('alive', 'moved'))
from checks c join links l on l.id = c.link_id where c.run_id = ? group by 1, 2
on conflict (day, host) do update set checks = checks + excluded.checks, ok = ok + excluded.ok
"""
_RUN_STATES = """
insert or replace into run_states (run_id, health, links)
select ?, health, count(*) from link_state s where health <> 'new'
  and exists (select 1 from mentions m where m.link_id = s.link_id and m.removed_at is null) group by health
"""
_RUN_RELEASES = """
insert or replace into run_releases (run_id, claimed, promised, released, overdue)
select ?, claimed, promised, released, overdue from release_funnel
"""


def roll_up(database: Database, run_id: int) -> None:
    """Sum up a run; it is called inside the transaction that finishes it."""
    database.execute(_HOST_DAYS, (run_id,))
    database.execute(_RUN_STATES, (run_id,))


def roll_up_releases(database: Database, run_id: int) -> None:
    """Keep the release funnel as it stands after a run; it is called inside the transaction that stores rulings."""
    database.execute(_RUN_RELEASES, (run_id,))
