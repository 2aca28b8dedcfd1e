"""Whether a database is sound: whole as a file, and true in itself. Every fault is told in words; none is the rule."""

from sqlite_utils import Database

CONTRADICTIONS: dict[str, str] = {
    "links without a state": "select count(*) from links where id not in (select link_id from link_state)",
    "states of no link": "select count(*) from link_state where link_id not in (select id from links)",
    "links whose open interval is not their state": """
        select count(*) from link_state s left join intervals i on i.link_id = s.link_id and i.last_seen_at is null
        where s.last_checked_at is not null and (i.health is not s.health or i.reason is not s.reason)""",
    "intervals that end before they begin": "select count(*) from intervals where last_seen_at < first_seen_at",
    "links whose last look is not the one recorded last": """
        select count(*) from link_state s join (
          select link_id, max(checked_at) as latest from checks group by link_id) c on c.link_id = s.link_id
        where c.latest is not s.last_checked_at""",
    "runs that end before they begin": "select count(*) from runs where finished_at < started_at",
    "mentions of nothing": "select count(*) from mentions where link_id is null and claim <> 'promised'",
}
"""What must never be, as questions that count it. Checks may have been pruned, so only those that are there speak."""


def faults(database: Database) -> list[str]:
    """Return what is wrong, a line each; an empty list for a sound database."""
    broken = [row[0] for row in database.execute("pragma integrity_check(5)") if row[0] != "ok"]
    if broken:
        return [f"the file is damaged: {line}" for line in broken]
    orphans = [f"{row[0]} row {row[1]} refers to a row of {row[2]} that is not there" for row in _orphans(database)]
    counted = ((number, what) for what, sql in CONTRADICTIONS.items() if (number := _count(database, sql)))
    return orphans + [f"{number} {what}" for number, what in counted]


def _orphans(database: Database) -> list[tuple[str, int, str]]:
    return [row[:3] for row in database.execute("pragma foreign_key_check").fetchmany(5)]


def _count(database: Database, sql: str) -> int:
    return int(database.execute(sql).fetchone()[0])
