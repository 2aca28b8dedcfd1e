"""The named views about papers: what became of their claims, how long promises wait. The others: `db/views.py`."""

from typing import NamedTuple


class View(NamedTuple):
    """One view: what it answers, in a sentence, and its SQL."""

    description: str
    sql: str


_WATCHED_ENTRY = """exists (
      select 1 from mentions m indexed by mentions_standing where m.entry_id = e.id and m.removed_at is null)
      and not exists (select 1 from ignored_links g where g.link_id = t.link_id)"""

# What a promise is released by: code at one of its links, or a link to code where the promise had none. A release that
# is known to us lies between two looks; what was there at the first one has no beginning that we know of.
_PROMISES = """
    with promises as (
      select m.entry_id,
        min(case when m.link_id is null then m.first_seen_at
          else (select min(i.first_seen_at) from intervals i where i.link_id = m.link_id) end) as first_look_at,
        max(case when m.link_id is null then coalesce(m.removed_at, i.last_read_at)
          else coalesce(s.last_ok_at, s.last_checked_at) end) as last_look_at
      from mentions m join listings i on i.id = m.listing_id left join link_state s on s.link_id = m.link_id
      where m.claim = 'promised' group by m.entry_id),
    found as (
      select m.entry_id, min(v.at) as at, v.before_at from events v cross join mentions m on m.link_id = v.link_id
      where v.kind = 'code_released' group by m.entry_id),
    linked as (
      select entry_id, min(at) as at from events where kind = 'code_linked' and entry_id is not null group by entry_id),
    kept as (
      select p.entry_id, p.first_look_at, p.last_look_at, f.before_at, t.status,
        coalesce(f.at, case when t.status in ('released', 'partial', 'gone') then k.at end) as released_at
      from promises p left join found f on f.entry_id = p.entry_id left join linked k on k.entry_id = p.entry_id
        left join entry_status t on t.entry_id = p.entry_id)"""

PAPER_VIEWS: dict[str, View] = {
    "papers_now": View(
        "Every watched paper with what its text says of its code and what has become of that.",
        f"""select e.id as entry_id, e.title, e.date, e.organization, e.arxiv_id, e.claim,
          coalesce(t.status, 'unknown') as status, t.since, t.overdue_at, t.link_id
        from entries e left join entry_status t on t.entry_id = e.id where {_WATCHED_ENTRY}""",
    ),
    "release_funnel": View(
        "How many papers claim code, how many promise it, and how many of these promises are kept or overdue.",
        """select count(*) as claimed, coalesce(sum(claim in ('promised', 'mixed')), 0) as promised,
          coalesce(sum(claim in ('promised', 'mixed') and status in ('released', 'partial')), 0) as released,
          coalesce(sum(claim in ('promised', 'mixed') and status = 'overdue'), 0) as overdue
        from papers_now where claim in ('released', 'promised', 'mixed') having count(*) > 0""",
    ),
    "release_trend": View(
        "The release funnel as it stood after each run.",
        """select r.id as run_id, r.started_at, x.claimed, x.promised, x.released, x.overdue
        from runs r join run_releases x on x.run_id = r.id order by r.id""",
    ),
    "organization_health": View(
        "Each organisation that listings name, with what has become of its papers' code.",
        """select organization, count(*) as entries, sum(claim in ('promised', 'mixed')) as promised,
          sum(status in ('released', 'partial')) as released, sum(status = 'coming_soon') as coming_soon,
          sum(status = 'overdue') as overdue, sum(status in ('coming_soon', 'overdue', 'unreleased')) as unreleased,
          sum(status = 'gone') as gone
        from papers_now where organization is not null group by organization order by entries desc, organization""",
    ),
    "promise_waits": View(
        "Each paper that ever promised something: the first look, the last one without it, the first one with it.",
        f"""{_PROMISES}
        select e.id as entry_id, e.title, coalesce(e.date, substr(e.first_seen_at, 1, 10)) as promised_at,
          k.first_look_at,
          case when k.released_at is null then k.last_look_at else coalesce(k.before_at, k.first_look_at) end
            as last_without_at,
          k.released_at, coalesce(k.status, 'unknown') as status,
          case when k.first_look_at is null then 'unknown' when k.released_at is not null then 'released'
            when k.status in ('released', 'partial', 'gone') then 'there_at_first'
            when k.status in ('coming_soon', 'overdue', 'unreleased') then 'waiting' else 'unknown' end as outcome
        from kept k join entries e on e.id = k.entry_id order by k.released_at desc, e.id""",
    ),
}
