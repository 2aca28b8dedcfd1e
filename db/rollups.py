"""What is summed up when a run ends: per host and day, per health, and how many stars were gained in 30 days."""

from datetime import datetime, timedelta

from sqlite_utils import Database

from db.instants import to_text

STARS_SPAN = timedelta(days=30)

_HOST_DAYS = """
insert into host_days (host, day, checks, ok)
select l.host, substr(c.checked_at, 1, 10), count(*), sum(c.signal in ('alive', 'moved'))
from checks c join links l on l.id = c.link_id where c.run_id = ? group by 1, 2
on conflict (day, host) do update set checks = checks + excluded.checks, ok = ok + excluded.ok
"""
_RUN_STATES = """
insert or replace into run_states (run_id, health, links)
select ?, health, count(*) from link_state where health <> 'new' group by health
"""
_STARS = """
update link_state set stars_30d = stars - coalesce(
  (select stars from repo_snapshots s where s.link_id = link_state.link_id and s.taken_at <= :then and stars is not null
   order by taken_at desc limit 1),
  (select stars from repo_snapshots s where s.link_id = link_state.link_id and stars is not null
   order by taken_at limit 1))
where stars is not null
  and link_id in (
    select c.link_id from checks c join links l on l.id = c.link_id where c.run_id = :run and l.kind = 'repo')
"""


def roll_up(database: Database, run_id: int, at: datetime) -> None:
    """Sum up a run; it is called inside the transaction that finishes it."""
    database.execute(_HOST_DAYS, (run_id,))
    database.execute(_RUN_STATES, (run_id,))
    database.execute(_STARS, {"then": to_text(at - STARS_SPAN), "run": run_id})
