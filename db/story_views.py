"""The named views that tell one story: of a link or of a paper, filtered by its number. The others: `db/views.py`."""

from db.paper_views import View

# As in db/overruling.py: a pattern without wildcards matches anywhere, and brackets are plain.
_GLOB = """case when instr(o.subject, '*') or instr(o.subject, '?') then replace(lower(o.subject), '[', '[[]')
            else '*' || replace(lower(o.subject), '[', '[[]') || '*' end"""

STORY_VIEWS: dict[str, View] = {
    "link_story": View(
        "Every link that was ever read with all that is known of its state, watched or not.",
        """select l.id as link_id, l.url, l.name, l.kind, l.forge, l.host, l.moved_to, s.health, s.reason, s.since,
          s.first_ok_at, s.last_ok_at, s.last_checked_at, s.next_check_at, s.fail_count, s.fail_first_at, s.confirm_at,
          s.ok_first_at, s.http_status, s.final_url, s.flags, s.code_state, s.code_evidence, s.stars, s.stars_30d,
          s.archived, s.pushed_at, s.spark_30, l.first_seen_at,
          exists (select 1 from mentions m where m.link_id = l.id and m.removed_at is null) as listed,
          l.id in (select link_id from ignored_links) as ignored
        from links l join link_state s on s.link_id = l.id""",
    ),
    "mention_story": View(
        "Every mention with its paper, and how its link stands now.",
        """select m.entry_id, e.title, e.date, t.status, m.link_id, l.url, m.claim, m.artifact, m.sentence,
          m.condition, m.promised_by, s.health, s.code_state, s.flags, m.file, m.line, m.removed_at, m.id as mention_id
        from mentions m left join entries e on e.id = m.entry_id left join entry_status t on t.entry_id = m.entry_id
          left join links l on l.id = m.link_id left join link_state s on s.link_id = m.link_id
        order by m.id""",
    ),
    "paper_listings": View(
        "Each paper with the listings that name it, or did.",
        """select x.entry_id, i.id as listing_id, i.source, i.format, i.last_read_at, x.position, x.removed_at
        from entry_listings x join listings i on i.id = x.listing_id order by x.entry_id, i.id""",
    ),
    "rescue_copies": View(
        "Where else a lost link can be read; without an address the archive was asked and has none.",
        """select link_id, archive, nullif(url, '') as url, taken_at, found_at from copies
        order by link_id, taken_at desc""",
    ),
    "overrulings": View(
        "What people said of a link against the machine, with their reason: while it lasts, their word counts.",
        f"""select l.id as link_id, o.field, case o.field when 'ignored' then o.subject else o.value end as value,
          v.machine, o.reason, o.author, o.made_at, o.ends_at, o.mention_id
        from corrections o left join overruled v on v.correction_id = o.id join links l on l.id = v.link_id
          or (o.field = 'ignored' and (lower(l.url) glob {_GLOB} or lower(l.name) glob {_GLOB}))
        order by o.made_at desc, o.id desc""",
    ),
}
