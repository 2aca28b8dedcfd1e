"""What a report holds: sections of the named views, or the changes since an instant; not how it looks."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database

from db.instants import from_text, to_text
from db.queries import Row, rows
from monitor.durations import duration
from monitor.formats import Item, Section, Spot

SHOWN = 1000
"""Items of one section at the most; its total is always told."""


@dataclass(frozen=True, slots=True)
class Group:
    """One section: the view that it shows, its heading, and what each row says about the state."""

    name: str
    heading: str
    view: str
    state: Callable[[Row], str]
    since: str = "since"


def _reason(row: Row) -> str:
    return str(row["reason"]).replace("_", " ")


def _confirm(row: Row) -> str:
    return f"{_reason(row)}, dead on {row['confirm_at'][:10]} at the earliest"


def _waiting(row: Row) -> str:
    by = f", promised by {row['promised_by']}" if row["promised_by"] else ""
    return f"{row['days_waiting']} days waiting{by}"


def _holding(row: Row) -> str:
    return f"code {row['new']}"


Spots = Mapping[tuple[int | None, int | None], Spot]
GROUPS = (
    Group("newly_released", "Newly released", "newly_released", _holding, since="at"),
    Group("dead", "Dead", "dead_links", _reason),
    Group("never_answered", "Never seen answering", "never_answered", _reason),
    Group("suspect", "Suspect", "suspect_links", _confirm),
    Group("overdue", "Promised, overdue", "overdue_code", _waiting, since="date"),
    Group("coming_soon", "Coming soon", "coming_soon", _waiting, since="date"),
    Group("unreleased", "Said to be released, not there", "unreleased_claims", _waiting, since="date"),
)
"""The sections of a report in the order in which they matter."""

CHANGES = {
    "code_released": "Released",
    "code_linked": "Code linked",
    "died": "Died",
    "never_answered": "Never seen answering",
    "revived": "Revived",
    "moved": "Moved",
    "replaced": "Replaced",
    "withheld": "Withheld",
    "archived": "Archived",
    "code_withdrawn": "Code withdrawn",
    "overdue": "Overdue",
    "rejudged": "Judged anew",
}
"""The kinds of change in the order in which they matter, with their headings."""


def standing(database: Database) -> list[Section]:
    """Return the state of everything that wants a person's eye."""
    return [_group(database, group) for group in GROUPS]


def only(sections: Sequence[Section], entries: frozenset[int]) -> list[Section]:
    """Keep what concerns these entries, and count no more than that."""
    kept = [replace(one, items=tuple(item for item in one.items if item.entry_id in entries)) for one in sections]
    return [replace(section, total=len(section.items)) for section in kept]


def _group(database: Database, group: Group) -> Section:
    found = rows(database, f"select * from {group.view} limit ?", (SHOWN,))  # noqa: S608 - our own view names
    total = rows(database, f"select count(*) as n from {group.view}")[0]["n"]  # noqa: S608 - the same
    spots = _spots(database, found)
    items = tuple(_item(row, group.state(row), row[group.since], spots) for row in found)
    return Section(group.name, group.heading, items, total)


def changes(database: Database, since: datetime) -> list[Section]:
    """Return the confirmed changes since an instant, by kind."""
    return _by_kind(database, rows(database, "select * from recent_changes where at >= ?", (to_text(since),)))


def news(database: Database, events: Sequence[int]) -> list[Section]:
    """Return some changes by kind, without the kinds of which there are none."""
    chosen = json.dumps(list(events))
    sql = "select * from recent_changes where event_id in (select value from json_each(?))"
    return [section for section in _by_kind(database, rows(database, sql, (chosen,))) if section.items]


def _by_kind(database: Database, found: list[Row]) -> list[Section]:
    sections, spots = [], _spots(database, found)
    for kind, heading in CHANGES.items():
        of_kind = [row for row in found if row["kind"] == kind]
        items = tuple(_item(row, _change(row), row["at"], spots) for row in of_kind[:SHOWN])
        sections.append(Section(kind, heading, items, len(of_kind)))
    return sections


def _change(row: Row) -> str:
    """Say what became of what: a new address, a new state, or the reason of a death."""
    if row["kind"] == "moved":
        return f"now {row['new']}"
    if row["kind"] in {"died", "never_answered"}:
        return str(row["detail"] or row["new"]).replace("_", " ")
    return " → ".join(str(part).replace("_", " ") for part in (row["old"], row["new"]) if part) or str(row["kind"])


def _item(row: Row, state: str, since: str | None, spots: Spots) -> Item:
    key = str(row.get("event_id") or f"{row.get('entry_id') or 0}-{row.get('link_id') or 0}")
    detail = row.get("sentence") or row.get("detail")
    new = row.get("new") if row.get("kind") == "moved" else None
    return Item(key, row["title"], row["url"], state, since, detail, spots.get(_place(row)), new, row.get("entry_id"))


def _place(row: Row) -> tuple[int | None, int | None]:
    """A row is about its link, or, without one, about its paper."""
    link = row.get("link_id")
    return link, None if link else row.get("entry_id")


def _spots(database: Database, found: list[Row]) -> Spots:
    """Find, for each link or paper of some rows, where the newest listing that is still read mentions it."""
    places = [_place(row) for row in found]
    sql = """select {of}, file, line from mentions where id in (
               select max(id) from mentions where removed_at is null and line is not null
                 and {of} in (select value from json_each(?)) group by {of})"""
    links = rows(database, sql.format(of="link_id"), (json.dumps([link for link, _ in places if link]),))
    entries = rows(database, sql.format(of="entry_id"), (json.dumps([entry for _, entry in places if entry]),))
    found_at = [((row["link_id"], None), row) for row in links] + [((None, row["entry_id"]), row) for row in entries]
    return {place: Spot(row["file"], row["line"]) for place, row in found_at}


def instant_of(text: str, database: Database, now: datetime) -> datetime:
    """Read `--since`: `last` is the start of the latest run; else a span such as 7d or 12h."""
    if text == "last":
        found = database.execute("select max(started_at) from runs").fetchone()
        return from_text(found[0]) or now
    return now - duration(text)
