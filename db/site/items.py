"""The lines of the front page's lists: a change, an unmet promise, a risen star. Pure: rows in, markup out."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from db.site import times, words
from db.site.links import is_web, link
from db.site.marks import gain, moment, pill, waiting

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what it is about, what stands below, the mark at its end, and when or how long at its start."""

    subject: Markup
    under: Markup
    mark: Markup
    when: Markup | None = None


def change(row: Row, now: dt.datetime, root: str) -> Item:
    """A row of `recent_changes`: its paper and address, and for a move where it went."""
    at = times.instant(row["at"])
    went = Markup(" → {}").format(link(row["new"])) if is_web(str(row.get("new") or "")) else Markup()
    address = link(row["url"]) + went if row.get("url") else went
    return Item(
        subject=_paper(row, root) or address,
        under=address if row.get("title") else Markup(),
        mark=pill(words.pill_of(words.EVENT, row["kind"])),
        when=moment(at, now) if at else None,
    )


def wish(row: Row, root: str) -> Item:
    """A row of `unreleased_code`: how long, which paper, and where it was promised."""
    condition = Markup(" · {}").format(row["condition"]) if row.get("condition") else Markup()
    return Item(
        subject=_paper(row, root),
        under=(link(row["url"]) if row.get("url") else Markup("no link given")) + condition,
        mark=_found(row),
        when=waiting(row["days_waiting"] or 0),
    )


def star(row: Row) -> Item:
    """A row of `stars_gained`."""
    return Item(link(row["url"]), Markup("{:,}").format(row["stars"]), gain(row["stars_30d"]))


def _paper(row: Row, root: str) -> Markup:
    if not row.get("title"):
        return Markup()
    if not row.get("entry_id"):
        return Markup("{}").format(row["title"])
    return Markup('<a href="{}/entries/{}">{}</a>').format(root, row["entry_id"], row["title"])


def _found(row: Row) -> Markup:
    """What stands there instead of code; the status where nobody could look."""
    if row.get("code_state") and row["code_state"] != "unknown":
        return pill(words.pill_of(words.CODE, row["code_state"]))
    return pill(words.pill_of(words.STATUS, row["status"]))
