"""What `--fail-on` asks of the stored state: how much of something the listings of a run hold."""

from sqlite_utils import Database

from db.queries import Scope, of_listings

_WATCHED = """exists (select 1 from mentions m where m.link_id = s.link_id and m.removed_at is null {listed})
        and s.link_id not in (select link_id from ignored_links)
        and s.link_id not in (select link_id from overruled where field = 'health' and value = 'up')"""
_DEFINITE = "'not_found', 'not_public', 'gone', 'domain_gone'"
"""Reasons that leave no doubt about what was answered."""

_FINDINGS = {
    "never": "select null, '' where 0",
    "new-broken": f"""select s.link_id, l.url from link_state s join links l on l.id = s.link_id
      where s.health in ('suspect', 'dead') and {_WATCHED} and (
        (s.health = 'suspect' and s.fail_count > 1 and s.reason in ({_DEFINITE})) or exists (
          select 1 from checks c where c.run_id = :run and c.link_id = s.link_id and c.reason in ({_DEFINITE})))""",
    "new-dead": f"""select s.link_id, l.url from events s join links l on l.id = s.link_id
      where s.run_id = :run and s.kind in ('died', 'never_answered') and {_WATCHED}""",
    "dead": f"""select s.link_id, l.url from link_state s join links l on l.id = s.link_id
      where s.health = 'dead' and {_WATCHED}""",
    "suspect": f"""select s.link_id, l.url from link_state s join links l on l.id = s.link_id
      where s.health in ('suspect', 'dead') and {_WATCHED}""",
    "unreleased": """select t.entry_id, '' from entry_status t where t.status in ('overdue', 'unreleased')
      and not exists (select 1 from ignored_links g where g.link_id = t.link_id) and exists (
        select 1 from mentions m where m.entry_id = t.entry_id and m.removed_at is null {listed})""",
}
"""Each word of `--fail-on`: the rows that it names.

`new-broken` needs two looks, which its own runs take at once (`checks/probers/second_look.py`): at what was known to be
missing before, or what answered until now, as well. Links that died before and were not looked at are no news.
"""


def found(database: Database, what: str, run_id: int | None, scope: Scope) -> int:
    """Return how many links (for `unreleased`, entries) of the scope's listings are what `what` names."""
    sql = _FINDINGS[what].format(listed=of_listings(scope.listings))
    rows = database.execute(sql, {"run": run_id} if ":run" in _FINDINGS[what] else {})
    return sum(url not in scope.known for _, url in rows)
