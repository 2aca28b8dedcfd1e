"""Papers that somebody follows: reports and notifications can be limited to them."""

from datetime import datetime
from typing import NamedTuple

from sqlite_utils import Database

from db.instants import to_text
from db.transaction import transaction


class Paper(NamedTuple):
    """An entry as a person names it; `status` is what has become of its code."""

    id: int
    title: str
    status: str | None


_PAPERS = "select e.id, e.title, t.status from entries e left join entry_status t on t.entry_id = e.id"
_BY_LINK = """e.id in (select m.entry_id from mentions m join links l on l.id = m.link_id
  where m.removed_at is null and (l.url = :url or lower(l.name) = lower(:named)))"""


def papers_named(database: Database, named: str, url: str) -> list[Paper]:
    """Return the papers that somebody means: by number, arXiv number, link (`url` is its canonical form) or title."""
    told = {"named": named, "url": url, "part": f"%{named}%"}
    for condition in ("e.id = cast(:named as integer) and :named glob '[0-9]*' and :named not glob '*[^0-9]*'",
                      "e.arxiv_id = :named", _BY_LINK, "e.title = :named", "e.title like :part"):  # fmt: skip
        if found := database.execute(f"{_PAPERS} where {condition} order by e.id", told).fetchall():
            return [Paper(*row) for row in found]
    return []


def follow(database: Database, papers: list[Paper], at: datetime) -> None:
    """Follow papers from now on."""
    with transaction(database):
        database.conn.executemany(
            "insert or ignore into followed (entry_id, followed_at) values (?, ?)",
            [(paper.id, to_text(at)) for paper in papers],
        )


def unfollow(database: Database, papers: list[Paper]) -> int:
    """Follow papers no more; returns how many were followed."""
    with transaction(database):
        ids = [(paper.id,) for paper in papers]
        return database.conn.executemany("delete from followed where entry_id = ?", ids).rowcount


def followed(database: Database) -> list[Paper]:
    """Return the papers that are followed, in the order of their listing."""
    found = database.execute(f"{_PAPERS} where e.id in (select entry_id from followed) order by e.id")
    return [Paper(*row) for row in found]


def followed_ids(database: Database) -> frozenset[int]:
    """Return the entries that are followed."""
    return frozenset(int(entry) for (entry,) in database.execute("select entry_id from followed"))
