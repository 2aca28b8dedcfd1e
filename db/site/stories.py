"""What the pages of one link and one paper ask for: rows of the named views, put into words by their own modules."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from db.site import evidence, items
from db.site.cells import Cell, show
from db.site.items import Item
from db.site.reader import Reader, Row
from db.site.stars import StarLine, star_line

LOOKS, CHANGES, MENTIONS = 100, 50, 200
"""How many of each a page shows at most."""

STANDING_FIRST = "order by removed_at is not null, mention_id limit :n"

Shown = dict[str, Markup]


@dataclass(frozen=True, slots=True)
class LinkStory:
    """One link: its values as they are shown, why it stands so, and all that was seen and said of it."""

    facts: Shown
    why: Sequence[str]
    overrulings: Sequence[Shown]
    copies: Sequence[Shown]
    mentions: Sequence[Shown]
    changes: Sequence[Item]
    looks: Sequence[Shown]
    stars: StarLine | None


@dataclass(frozen=True, slots=True)
class PaperStory:
    """One paper: its values, what became of its promise, its sentences, who lists it, what changed."""

    facts: Shown
    why: str
    mentions: Sequence[Shown]
    listings: Sequence[Shown]
    overrulings: Sequence[Shown]
    changes: Sequence[Item]


async def link_story(ask: Reader, link_id: int) -> LinkStory | None:
    """The story of one link; None where there is none of that number."""
    found = await ask.rows("select * from link_story where link_id = :id", id=link_id)
    if not found:
        return None
    looks = await ask.rows("select * from link_history where link_id = :id limit :n", id=link_id, n=LOOKS)
    history = await ask.rows("select taken_at, stars from star_history where link_id = :id", id=link_id)
    changes = await ask.rows("select * from recent_changes where link_id = :id limit :n", id=link_id, n=CHANGES)
    mentions = await ask.rows(
        f"select * from mention_story where link_id = :id {STANDING_FIRST}",
        id=link_id,
        n=MENTIONS,
    )
    return LinkStory(
        facts=_shown(ask, found[0]),
        why=evidence.why(found[0], ask.now),
        overrulings=await _all_shown(ask, "select * from overrulings where link_id = :id", id=link_id),
        copies=await _all_shown(ask, "select * from rescue_copies where link_id = :id", id=link_id),
        mentions=[_shown(ask, row) for row in mentions],
        changes=[items.change(row, ask.now, ask.root) for row in changes],
        looks=[_shown(ask, row) for row in looks],
        stars=star_line(history),
    )


async def paper_story(ask: Reader, entry_id: int) -> PaperStory:
    """The story of one paper; a paper that nobody lists any more has no facts but its sentences."""
    found = await ask.rows("select * from papers_now where entry_id = :id", id=entry_id)
    mentions = await ask.rows(
        f"select * from mention_story where entry_id = :id {STANDING_FIRST}",
        id=entry_id,
        n=MENTIONS,
    )
    links = json.dumps(sorted({row["link_id"] for row in mentions if row["link_id"] is not None}))
    of_links = "link_id in (select value from json_each(:links))"
    changes = await ask.rows(
        f"select * from recent_changes where {of_links} or (link_id is null and entry_id = :id) limit :n",
        links=links,
        id=entry_id,
        n=CHANGES,
    )
    return PaperStory(
        facts=_shown(ask, found[0]) if found else {},
        why=evidence.why_released(found[0], ask.now) if found else "No listing holds it any more.",
        mentions=[_shown(ask, row) for row in mentions],
        listings=await _all_shown(ask, "select * from paper_listings where entry_id = :id", id=entry_id),
        overrulings=await _all_shown(ask, f"select * from overrulings where {of_links}", links=links),
        changes=[items.change(row, ask.now, ask.root) for row in changes],
    )


async def _all_shown(ask: Reader, sql: str, **params: object) -> list[Shown]:
    return [_shown(ask, row) for row in await ask.rows(sql, **params)]


def _shown(ask: Reader, row: Row) -> Shown:
    """Each value as its cell would show it; those that are missing are left out."""
    cells = (Cell(name, value, row, None, ask.now, ask.root) for name, value in row.items() if value not in {None, ""})
    return {cell.column: show(cell) or escape(cell.value) for cell in cells}
