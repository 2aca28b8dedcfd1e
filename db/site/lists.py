"""The lists of the site: canned queries as data. `make docs` writes them into metadata.yml, and a test compares.

Each selects from named views only (db/views.py) and ends in a limit; what its columns mean is in `db/site/meanings.py`.
"""

from dataclasses import dataclass
from typing import Any

from db.site.meanings import MEANINGS

NUMBER = "cast(coalesce(nullif(:{0}, ''), '{1}') as integer)"
AGO = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-' || {0} || ' days')"
LIKE = "(:{0} = '' or instr(lower({1}), lower(:{0})) > 0)"


@dataclass(frozen=True, slots=True)
class List:
    """One list: its page's words, what it selects, and the feed of its news, if it is news.

    `where` and `order` continue the select; `params` are asked for in a form. `sql` replaces all of that.
    """

    title: str
    description: str
    nothing: str
    columns: str
    view: str = ""
    where: str = ""
    params: tuple[str, ...] = ()
    sql: str = ""
    feed: str = ""
    limit: int = 100

    @property
    def names(self) -> list[str]:
        """The columns, by name."""
        return self.columns.split()

    @property
    def meanings(self) -> dict[str, str]:
        """What each column means."""
        return {name: MEANINGS[name] for name in self.names}

    def metadata(self) -> dict[str, Any]:
        """What metadata.yml says of it."""
        told = {"title": self.title, "description": self.description, "nothing": self.nothing, "hide_sql": True}
        extra = ({"params": list(self.params)} if self.params else {}) | ({"feed": self.feed} if self.feed else {})
        if self.view and not self.params:
            extra["view"] = self.view
        return told | extra | {"sql": self._sql(), "columns": self.meanings}

    def _sql(self) -> str:
        chosen = self.sql or f"select {', '.join(self.names)} from {self.view}"
        where = f"\nwhere {self.where}" if self.where else ""
        return f"{chosen}{where}\nlimit {self.limit}"


_HISTORY = """coalesce(
  (select link_id from links_now where url in (:link, lower(:link)) or name = :link collate nocase limit 1),
  cast(:link as integer))"""
# The inner limit is there because SQLite, counting the rows of an ordered view, would else read all looks ever.
_LOOKS = f"""select checked_at, signal, reason, http_status, latency_ms, attempts, run_id
from (select * from link_history where link_id = {_HISTORY} limit -1)"""
_BEFORE = """coalesce(
    (select h.stars from star_history h where h.link_id = s.link_id and h.stars is not null
      and h.taken_at <= {ago} order by h.taken_at desc limit 1),
    (select h.stars from star_history h where h.link_id = s.link_id and h.stars is not null
      order by h.taken_at limit 1))""".format(ago=AGO.format(NUMBER.format("days", 30)))
_GAINED = f"""select l.url, l.title, l.stars, g.gained, l.code_state, l.entry_id, l.link_id
from (
  select s.link_id, s.stars - {_BEFORE} as gained from starred s order by gained desc limit 100
) g cross join links_now l on l.link_id = g.link_id
where g.gained > 0
order by g.gained desc"""

LISTS: dict[str, List] = {
    "unreleased": List(
        "Promised or claimed, and not there",
        "Code that a text promises or claims and that nobody can see, the longest wait first.",
        "Everything that was promised or claimed is there.",
        "title days_waiting status url code_state sentence date entry_id link_id",
        "unreleased_code",
    ),
    "soon": List(
        "Promised, and still within its time",
        "Promises that are not yet overdue, the oldest first.",
        "No promise is open that still has time.",
        "title days_waiting overdue_at url code_state sentence condition entry_id link_id",
        "coming_soon",
    ),
    "overdue": List(
        "Overdue promises",
        "Promises whose time has run out, the oldest first.",
        "No promise is overdue.",
        "title days_waiting overdue_at url code_state sentence entry_id link_id",
        "overdue_code",
        feed="overdue_feed",
    ),
    "released": List(
        "Newly released code",
        "Code that appeared where it had been missing, the newest first. What was there at our first look is not news. "
        "Days counts back from now; empty means all of it.",
        "No code has appeared in that time.",
        "at title url old stars entry_id link_id",
        "newly_released",
        f"at >= {AGO.format(NUMBER.format('days', 36500))}",
        ("days",),
        feed="released_feed",
    ),
    "promises": List(
        "How soon promises are kept",
        "Every promise of code that was ever read, with the looks between which it was released, the latest first.",
        "Nobody has promised anything yet.",
        "title promised_at first_look_at last_without_at released_at status outcome entry_id",
        "promise_waits",
    ),
    "never": List(
        "Never seen answering",
        "Links that failed at every look so far; more often a wrong address than a death.",
        "Every link has answered at least once.",
        "url title health reason http_status since confirm_at entry_id link_id",
        "never_answered",
    ),
    "dead": List(
        "Dead links",
        "Links that answered once and are confirmed dead, for at least so many days.",
        "No link has been dead for that long.",
        "url title reason days_dead last_ok_at entry_id link_id",
        "dead_links",
        f"days_dead >= {NUMBER.format('days', 0)}",
        ("days",),
        feed="died_feed",
    ),
    "suspect": List(
        "Suspect links",
        "They fail now and are not yet confirmed dead; the one that can be confirmed first stands first.",
        "No link is in doubt.",
        "url title reason fail_count last_ok_at confirm_at entry_id link_id",
        "suspect_links",
    ),
    "moved": List(
        "Moved links",
        "They answer under another address, ready to be copied.",
        "No link has moved.",
        "url moved_to title health last_ok_at entry_id link_id",
        "moved_links",
        feed="moved_feed",
    ),
    "replaced": List(
        "Replaced links",
        "Something else stands at their address than before, the latest first.",
        "Nothing was ever replaced.",
        "at url title health last_ok_at entry_id link_id",
        "replaced_links",
    ),
    "archived": List(
        "Archived repositories",
        "Their owners have made them read-only; the one with the most stars stands first.",
        "No repository is archived.",
        "url title stars pushed_at health entry_id link_id",
        "archived_repositories",
    ),
    "stars": List(
        "Stars won",
        "Repositories that won stars in so many days, the most first. Where we have looked for less long, since then.",
        "No change is known yet; it takes two looks some days apart.",
        "url title stars gained code_state entry_id link_id",
        params=("days",),
        sql=_GAINED,
    ),
    "by_listing": List(
        "By listing",
        "Each listing with what has become of its links. A part of its name limits the list.",
        "No listing is called that.",
        "source entries links answering dead never_answered unreleased last_read_at",
        "listing_health",
        LIKE.format("listing", "source"),
        ("listing",),
    ),
    "by_organization": List(
        "By organisation",
        "Who the papers are from, as listings say it, with what has become of their code. A part of a name limits it.",
        "No paper says that it is from there.",
        "organization entries promised released coming_soon overdue unreleased gone",
        "organization_health",
        LIKE.format("organization", "organization"),
        ("organization",),
    ),
    "by_host": List(
        "By host",
        "The share of looks in the last 30 days that were answered, worst first. A part of a name limits the list.",
        "No host is called that.",
        "host checks answered_percent",
        "host_health",
        LIKE.format("host", "host"),
        ("host",),
    ),
    "history": List(
        "History of one link",
        "Every recorded look at a link, the newest first. Give its address, its owner/name or its number.",
        "No look at such a link is recorded. An address has to be the canonical one, as lists show it.",
        "checked_at signal reason http_status latency_ms attempts run_id",
        params=("link",),
        sql=_LOOKS,
        limit=400,
    ),
}

FEED = "atom_id atom_title atom_updated atom_link atom_content"
_NEWS = """select atom_id, atom_title, atom_updated, atom_link, atom_content from news where {which}
union all
select 'tag:linkpulse,2026:begin', 'The record begins',
  coalesce((select min(started_at) from availability), '2026-01-01T00:00:00Z'),
  'tag:linkpulse,2026:begin', 'What happened before is not known.'
order by atom_updated desc"""
FEEDS = {
    "feed": ("All news", "Every confirmed change of links and papers", "true"),
    "released_feed": ("Newly released code", "Code that appeared where it had been missing", "kind = 'code_released'"),
    "overdue_feed": ("Promises that became overdue", "Promises whose time has run out", "kind = 'overdue'"),
    "died_feed": (
        "Links that died or came back",
        "Confirmed deaths, and links that were dead and answer again",
        "kind in ('died', 'never_answered', 'revived')",
    ),
    "moved_feed": (
        "Links that moved or were replaced",
        "Other addresses, and other things at the same one",
        "kind in ('moved', 'replaced')",
    ),
}
"""Name → title, what it tells, and which of the news. Each ends with its beginning: an empty feed is not valid."""

LISTS |= {
    name: List(
        title,
        f"{about}, for a feed reader: the address ends in .atom.",
        "Nothing has happened yet.",
        FEED,
        sql=_NEWS.format(which=which),
        limit=50,
    )
    for name, (title, about, which) in FEEDS.items()
}
