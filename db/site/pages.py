"""What the templates of our pages ask for: words for columns and values, titles of tables, true totals of lists."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from datasette.app import Datasette
from datasette.database import Database, QueryInterrupted
from markupsafe import Markup, escape

from db.schema import APPLICATION_ID
from db.site import NAME, clock, front, labels, times, words
from db.site.cells import Cell, show
from db.site.described import described
from db.site.lists import LISTS
from db.site.promises import Promises, promises
from db.site.reader import Reader
from db.site.served import state_of
from db.site.stories import link_story, paper_story

FRESH = 30
"""Seconds for which a front page is shown again while nothing is written."""

ONE_LINK = """
select * from links_now where url in (:named, lower(:named)) or name = :named collate nocase or link_id = :named limit 1
"""


def page(site: Datasette) -> dict[str, Any]:
    """Names that every template of ours may use."""
    database, tables = site.databases[NAME], described()

    async def tally(sql: str, params: Mapping[str, object], shown: int) -> int:
        return await _total(database, sql, params, shown)

    async def the_link(named: str) -> dict[str, Markup]:
        return await _link_by_name(database, named, site.urls.database(NAME))

    return {
        "the_list": LISTS.get,
        "label": labels.label,
        "list_label": labels.list_label,
        "word": words.said,
        "day": times.day,
        "percent": "{:.0%}".format,
        "tally": tally,
        "row_title": _row_title,
        "the_link": the_link,
        "link_story": lambda named: link_story(_reader(site), int(named)),
        "paper_story": lambda named: paper_story(_reader(site), int(named)),
        "kept_promises": lambda: _promises(database),
        "shown": lambda name, columns, chosen: _shown(tables.get(name, {}).get("shown"), columns, chosen=chosen),
        "table_title": lambda name: _told(tables, name, "title") or labels.label(name),
        "table_about": lambda name: _told(tables, name, "description"),
    }


async def front_page(site: Datasette) -> dict[str, Any]:
    """The same and the front page itself; `front` is missing when the database is not one of ours."""
    database = site.databases[NAME]
    if (await database.execute("pragma application_id")).first()[0] != APPLICATION_ID:
        return {}
    return page(site) | {"front": await _front_of(database, site.urls.database(NAME))}


FRONTS: WeakKeyDictionary[Database, tuple[object, front.Front]] = WeakKeyDictionary()
"""The front page of each open database as last read, with what it was read from."""


async def _front_of(database: Database, root: str) -> front.Front:
    """The front page; read again as soon as the file has changed, and twice a minute for its words of time."""
    now = clock.now()
    seen = (state_of(database), root, int(now.timestamp()) // FRESH)
    kept = FRONTS.get(database)
    if kept is None or kept[0] != seen:
        kept = FRONTS[database] = (seen, await front.read(database, now, root))
    return kept[1]


async def _link_by_name(database: Database, named: str, root: str) -> dict[str, Markup]:
    """The link of that address, owner/name or number as it stands now, each value as it is shown; empty if unknown."""
    row = (await database.execute(ONE_LINK, {"named": named})).first()
    if row is None:
        return {}
    cells = (Cell(name, row[name], dict(row), None, clock.now(), root) for name in row.keys())  # noqa: SIM118 - sqlite3.Row
    return {cell.column: show(cell) or escape(cell.value) for cell in cells if cell.value not in {None, ""}}


def _reader(site: Datasette) -> Reader:
    return Reader(site.databases[NAME], clock.now(), site.urls.database(NAME))


PROMISES: WeakKeyDictionary[Database, tuple[object, Promises]] = WeakKeyDictionary()
"""What was last made of each open database's promises, and of which state of it."""


async def _promises(database: Database) -> Promises:
    """All promises, read again when something was written."""
    seen = state_of(database)
    kept = PROMISES.get(database)
    if kept is None or kept[0] != seen:
        rows = (await database.execute("select * from promise_waits")).rows
        kept = PROMISES[database] = (seen, promises([dict(row) for row in rows]))
    return kept[1]


def _told(tables: Mapping[str, Mapping[str, str]], name: str, key: str) -> str:
    return tables.get(name, {}).get(key, "")


async def _total(database: Database, sql: str, params: Mapping[str, object], shown: int) -> int:
    """How many rows a list has without its limit; what is shown when that is below the limit or takes too long."""
    limit = re.search(r"\s+limit\s+(\d+)\s*$", sql, re.IGNORECASE)
    if limit is None or shown < int(limit[1]):
        return shown
    try:
        counted = await database.execute(f"select count(*) from ({sql[: limit.start()]})", dict(params))
    except QueryInterrupted:
        return shown
    return int(counted.first()[0])


def _shown(wanted: Sequence[str] | None, columns: Sequence[str], *, chosen: bool) -> list[int]:
    """Which columns a page shows, by place: those that metadata.yml names in its order, or else all.

    A paper's number is left out where its title stands, and a link's number comes last. `chosen`: the reader chose.
    """
    if wanted and not chosen:
        return [columns.index(name) for name in wanted if name in columns]
    needless = {"atom_id", "entry_id"} if "title" in columns else {"atom_id"}
    kept = [name for name in columns if chosen or name not in needless]
    return [columns.index(name) for name in sorted(kept, key=lambda name: name == "link_id" and name != columns[0])]


def _row_title(row: Any) -> str | None:
    """What a row is called: its title, address or source."""
    for name in ("title", "url", "source"):
        if name in row.keys():  # noqa: SIM118 - sqlite3.Row iterates over values
            return str(row[name])
    return None
