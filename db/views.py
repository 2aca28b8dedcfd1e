"""The named views: every question that the command line, the canned queries and the pages ask, as one SQL for all.

Those about papers are in `db/paper_views.py`, those of one story in `db/story_views.py`. All are public interface:
names and columns stay. Each carries what a person should know before reading it.
"""

from sqlite_utils import Database

from db.paper_views import PAPER_VIEWS, View
from db.story_views import STORY_VIEWS

# The entry that mentions a link first stands for it where one title is wanted; without one it is in no listing now.
_WATCHED = "s.entry_id is not null and l.id not in (select link_id from ignored_links)"


def _stands(*healths: str) -> str:
    """Select links by the health that counts: what a person says of it, else the machine's, by its index."""
    words = ", ".join(f"'{health}'" for health in healths)
    said = "select link_id from overruled where field = 'health'"
    return f"""((s.health in ({words}) and s.link_id not in ({said}))
      or s.link_id in ({said} and value in ({words})))"""


_HEALTH = "coalesce((select value from overruled o where o.link_id = s.link_id and o.field = 'health'), s.health)"
_CODE = "coalesce((select value from overruled o where o.link_id = s.link_id and o.field = 'code_state'), s.code_state)"


def _link(*more: str) -> str:
    """Select what every list of links shows, with columns of its own."""
    columns = "".join(f", {column}" for column in more)
    return f"""
    select s.link_id, l.url, l.name, l.kind, l.forge, l.host, e.id as entry_id, e.title,
      {_HEALTH} as health, s.reason, s.since, s.first_ok_at, s.last_ok_at, s.last_checked_at{columns}
    from link_state s join links l on l.id = s.link_id left join entries e on e.id = s.entry_id
    where {_WATCHED} and"""


def _days(since: str) -> str:
    return f"cast(julianday('now') - julianday({since}) as integer)"


# Papers are read in the order of their days, which an index gives: who wants the first eight pays for eight. The
# mention is joined from the left, so that who only counts does not look for it.
def _awaited(statuses: str) -> str:
    """Select entries in one of the statuses, with the mention that decided or, without one, a promise of code.

    The inner select is there because SQLite knows no column of the outermost one in `order by`.
    """
    return f"""
    select t.entry_id, e.title, e.date, t.status, t.since, t.overdue_at,
      {_days("coalesce(e.date, e.first_seen_at)")} as days_waiting,
      l.url, l.name, m.sentence, m.claim, m.artifact, m.promised_by, m.condition,
      {_CODE} as code_state, {_HEALTH} as health, m.file, m.line, l.id as link_id
    from entries e cross join entry_status t on t.entry_id = e.id
      left join mentions m on m.id = (
        select id from (
          select x.id, x.claim, x.artifact, x.link_id is t.link_id as decides
          from mentions x indexed by mentions_standing where x.entry_id = t.entry_id and x.removed_at is null)
        order by decides desc, claim = 'promised' desc, artifact = 'code' desc, id limit 1)
      left join links l on l.id = m.link_id left join link_state s on s.link_id = l.id
    where t.status in ({statuses}) and not exists (select 1 from ignored_links g where g.link_id = t.link_id)
      and exists (
        select 1 from mentions w indexed by mentions_standing where w.entry_id = e.id and w.removed_at is null)
    order by coalesce(e.date, e.first_seen_at), e.id"""


VIEWS: dict[str, View] = {
    # The title is no join here: this view is counted and faceted, and only who reads titles should pay for them.
    "links_now": View(
        "Every watched link as it stands now.",
        f"""select l.id as link_id, l.url, l.name, l.kind, l.forge, l.host, s.entry_id,
          (select e.title from entries e where e.id = s.entry_id) as title,
          {_HEALTH} as health, s.reason, s.since, s.stars, s.stars_30d, s.spark_30, {_CODE} as code_state,
          s.flags, s.http_status, s.last_ok_at, s.last_checked_at, s.next_check_at, s.first_ok_at
        from links l cross join link_state s on s.link_id = l.id where {_WATCHED}""",
    ),
    "health_now": View(
        "Every watched link with its health only: for counting.",
        f"""select s.link_id, {_HEALTH} as health, s.first_ok_at, s.next_check_at from link_state s
        where s.entry_id is not null and s.link_id not in (select link_id from ignored_links)""",
    ),
    "unreleased_code": View(
        "Code that was promised or claimed and is not there, longest wait first.",
        _awaited("'coming_soon', 'overdue', 'unreleased'"),
    ),
    "overdue_code": View("Promises whose time has run out, oldest first.", _awaited("'overdue'")),
    "unreleased_claims": View(
        "Code that a text calls available and that is not there, oldest first.", _awaited("'unreleased'")
    ),
    "coming_soon": View("Promises that still have time, oldest first.", _awaited("'coming_soon'")),
    "newly_released": View(
        "Code that appeared after it had been looked for, newest first. What was there at the first look is not news.",
        """select v.id as event_id, v.at, l.url, l.name, e.title, e.id as entry_id, v.old, v.new, s.stars,
          l.id as link_id
        from events v join links l on l.id = v.link_id join link_state s on s.link_id = l.id
          left join entries e on e.id = s.entry_id
        where v.kind = 'code_released' order by v.at desc, v.id desc""",
    ),
    "dead_links": View(
        "Links that once answered and are confirmed dead, newest first.",
        f"""{_link(_days("s.since") + " as days_dead", "s.http_status")} {_stands("dead")} and s.first_ok_at is not null
        order by s.since desc""",
    ),
    "never_answered": View(
        "Links that were looked at and never seen answering: wrong addresses more often than deaths.",
        f"""{_link("s.http_status", "s.confirm_at")} {_stands("suspect", "dead")} and s.first_ok_at is null
        order by s.since desc""",
    ),
    "suspect_links": View(
        "Links that fail now but are not confirmed dead, with the earliest instant at which they could be.",
        f"""{_link("s.confirm_at", "s.fail_count", "s.http_status")} {_stands("suspect")} and s.first_ok_at is not null
        order by s.confirm_at""",
    ),
    "limited_links": View(
        "Links that answer but do not show themselves to us: bot walls, logins. They are never called dead.",
        f"{_link()} {_stands('limited')} order by s.since desc",
    ),
    "withheld_links": View(
        "Links that are blocked by law or by their forge.",
        f"{_link()} {_stands('withheld')} order by s.since desc",
    ),
    "moved_links": View(
        "Links that answer under another address, ready to be copied.",
        f"""select l.id as link_id, l.url, l.moved_to, l.name, e.id as entry_id, e.title, s.health, s.last_ok_at
        from links l join link_state s on s.link_id = l.id left join entries e on e.id = s.entry_id
        where l.moved_to is not null and {_WATCHED} order by l.id""",
    ),
    "archived_repositories": View(
        "Repositories that their owners have archived.",
        f"""{_link("s.stars", "s.pushed_at")} s.archived = 1
        order by s.stars desc""",
    ),
    "replaced_links": View(
        "Links whose address holds something else than before, the latest change first.",
        f"""select max(v.at) as at, l.id as link_id, l.url, l.name, e.id as entry_id, e.title, s.health, s.last_ok_at
        from events v join links l on l.id = v.link_id join link_state s on s.link_id = l.id
          left join entries e on e.id = s.entry_id
        where v.kind = 'replaced' and {_WATCHED} group by l.id order by 1 desc""",
    ),
    "starred": View(
        "Watched repositories with the stars that they had at the last look.",
        """select s.link_id, s.stars from link_state s
        where s.stars is not null and s.entry_id is not null
          and s.link_id not in (select link_id from ignored_links)""",
    ),
    "star_history": View(
        "What each repository showed whenever something of it changed, oldest first; filter by link_id.",
        """select link_id, taken_at, stars, forks, archived, pushed_at, head_oid, code_state, release_tag,
          languages
        from repo_snapshots order by link_id, taken_at""",
    ),
    "stars_gained": View(
        "Repositories by the stars that they gained in 30 days.",
        f"""select l.id as link_id, l.url, l.name, e.id as entry_id, e.title, s.stars, s.stars_30d, s.code_state
        from link_state s join links l on l.id = s.link_id left join entries e on e.id = s.entry_id
        where s.stars_30d > 0 and {_WATCHED} order by s.stars_30d desc""",
    ),
    "recent_changes": View(
        "Confirmed changes of links and papers, newest first.",
        """select v.id as event_id, v.at, v.kind, v.run_id, v.link_id, l.url, l.name, e.id as entry_id, e.title, v.old,
          v.new, v.detail
        from events v left join links l on l.id = v.link_id left join link_state s on s.link_id = v.link_id
          left join entries e on e.id = coalesce(v.entry_id, s.entry_id)
        order by v.at desc, v.id desc""",
    ),
    # A feed reader knows an item by its id for ever; an item without an address of its own leads nowhere.
    "news": View(
        "Confirmed changes as the items of feeds, newest first.",
        """select 'tag:linkpulse,2026:event/' || event_id as atom_id,
          upper(substr(kind, 1, 1)) || replace(substr(kind, 2), '_', ' ') || ': '
            || coalesce(nullif(title, ''), url, '') as atom_title,
          at as atom_updated,
          case when url like 'http://%' or url like 'https://%' then url
            else 'tag:linkpulse,2026:event/' || event_id end as atom_link,
          trim(coalesce(url, '') || coalesce(': ' || old || ' → ' || new, ' → ' || new, '')
            || coalesce(' (' || detail || ')', '')) as atom_content,
          kind
        from recent_changes""",
    ),
    # A cross join is never reordered: one seek per run. Left to itself, SQLite without statistics reads all checks.
    "link_history": View(
        "Every recorded look at every link, newest first; filter by link_id.",
        """select c.link_id, r.id as run_id, c.checked_at, c.signal, c.reason, c.http_status, c.latency_ms, c.attempts
        from runs r cross join checks c on c.run_id = r.id order by r.id desc""",
    ),
    "listing_health": View(
        "Each listing with what has become of its links.",
        """select i.id as listing_id, i.source, i.format, i.active, i.last_read_at, coalesce(p.entries, 0) as entries,
          count(s.link_id) as links, coalesce(sum(s.health = 'up'), 0) as answering,
          coalesce(sum(s.health = 'dead' and s.first_ok_at is not null), 0) as dead,
          coalesce(sum(s.health in ('suspect', 'dead') and s.first_ok_at is null), 0) as never_answered,
          coalesce(p.unreleased, 0) as unreleased
        from listings i
          left join (
            select distinct listing_id, link_id from mentions indexed by mentions_listed
            where removed_at is null and link_id > 0) m
            on m.listing_id = i.id
          left join link_state s on s.link_id = m.link_id
          left join (
            select x.listing_id, count(*) as entries,
              sum(t.status in ('coming_soon', 'overdue', 'unreleased')) as unreleased
            from entry_listings x left join entry_status t on t.entry_id = x.entry_id
            where x.removed_at is null group by x.listing_id) p on p.listing_id = i.id
        group by i.id order by i.id""",
    ),
    "host_health": View(
        "Hosts by the share of looks in the last 30 days that were answered, worst first.",
        """select host, sum(checks) as checks, round(100.0 * sum(ok) / sum(checks), 1) as answered_percent
        from host_days where day >= date('now', '-30 days') group by host order by answered_percent, checks desc""",
    ),
    "corrections_now": View(
        "What people say instead of the machine, as far as it concerns a link or a paper that is known.",
        """select o.correction_id, o.link_id, l.url, o.entry_id, e.title, o.field, o.value,
          o.machine, said.reason, said.author, said.made_at, said.ends_at
        from overruled o join corrections said on said.id = o.correction_id left join links l on l.id = o.link_id
          left join entries e on e.id = o.entry_id order by said.made_at desc, o.correction_id desc""",
    ),
    "availability": View(
        "Each run with how many links answered after it; a blind run is a gap, not downtime.",
        """select r.id as run_id, r.started_at, r.outcome, r.checked, r.blind_seconds, sum(x.links) as links,
          sum(case when x.health = 'up' then x.links else 0 end) as answering
        from runs r left join run_states x on x.run_id = r.id where r.finished_at is not null
        group by r.id order by r.id""",
    ),
}


VIEWS |= PAPER_VIEWS | STORY_VIEWS


def replace_views(database: Database) -> None:
    """Make the views of the database equal to ours: changed ones are replaced, and unchanged ones left alone."""
    for name, view in VIEWS.items():
        database.create_view(name, view.sql, replace=True)
