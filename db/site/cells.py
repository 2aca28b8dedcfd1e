"""What one value of a table looks like: pills, strips, times, links. Pure: a value, its row and the instant go in.

None means: as Datasette would show it.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from db.site import labels, times, words
from db.site.links import is_web, link
from db.site.marks import gain, moment, pill, strip, waiting


@dataclass(frozen=True, slots=True)
class Cell:
    """One value with its surroundings. `row` is what stands beside it; `root` is the address of the database's page."""

    column: str
    value: object
    row: Mapping[str, object]
    table: str | None
    now: dt.datetime
    root: str = "/linkpulse"


Show = Callable[[Cell], Markup | None]


def show(cell: Cell) -> Markup | None:
    """The cell as HTML, or None where Datasette's own way is good enough."""
    if cell.value is None or isinstance(cell.value, (bytes, dict)):
        return None
    shown = COLUMNS.get(cell.column, _by_shape)(cell)
    return _by_shape(cell) if shown is None else shown


def _pills(cell: Cell) -> Markup:
    return pill(words.pill_of(words.PILLS[cell.column], str(cell.value)))


def _kind(cell: Cell) -> Markup:
    event = words.EVENT.get(str(cell.value))
    if event and cell.table != "links":
        return pill(event)
    return Markup("{}").format(words.KINDS.get(str(cell.value), str(cell.value)))


def _yes(cell: Cell) -> Markup:
    return Markup("yes") if cell.value else Markup("no")


def _before_or_after(cell: Cell) -> Markup | None:
    """What a change led from or to: a word of one of our sets, or something else, such as an address."""
    for known in (words.CODE, words.STATUS, words.HEALTH):
        if cell.value in known:
            return pill(known[str(cell.value)])
    return None


def _spoken_word(table: Mapping[str, str]) -> Show:
    return lambda cell: escape(table.get(str(cell.value), str(cell.value).replace("_", " ")))


def _flags(cell: Cell) -> Markup | None:
    names = re.findall(r"[a-z_]+", str(cell.value))
    return Markup(" ").join(pill(words.pill_of(words.FLAG, name)) for name in names) or None


def _strip(cell: Cell) -> Markup | None:
    """The last runs, leading to the whole history where the row knows its link."""
    if not cell.value:
        return None
    drawn = strip(str(cell.value))
    known = cell.row.get("link_id")
    return Markup('<a href="{}/history?link={}">{}</a>').format(cell.root, known, drawn) if known else drawn


def _time(cell: Cell) -> Markup | None:
    then = times.instant(cell.value)
    return moment(then, cell.now) if then else None


def _date(cell: Cell) -> Markup | None:
    then = times.instant(cell.value)
    if then is None:
        return None
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        then.date().isoformat(), times.ago(then, cell.now), times.day(then)
    )


def _number(cell: Cell) -> Markup | None:
    # A number needs no escaping, which is what takes the time in a long list.
    return Markup(f'<span class="num">{cell.value:,}</span>') if isinstance(cell.value, (int, float)) else None  # noqa: S704


def _gain(cell: Cell) -> Markup | None:
    if not isinstance(cell.value, int):
        return None
    return gain(cell.value)


def _days(cell: Cell) -> Markup | None:
    return waiting(float(cell.value)) if isinstance(cell.value, (int, float)) else None


def _title_cell(cell: Cell) -> Markup | None:
    entry = cell.row.get("entry_id")
    if not isinstance(entry, int):
        return None
    return Markup('<a href="{}/entries/{}">{}</a>').format(cell.root, entry, cell.value)


def _story(cell: Cell) -> Markup | None:
    """A link's number as the way to its page, where no label stands for it."""
    return Markup('<a href="{}/links/{}">story</a>').format(cell.root, cell.value)


def _entry(cell: Cell) -> Markup | None:
    return Markup('<a href="{}/entries/{}">paper</a>').format(cell.root, cell.value)


def _arxiv(cell: Cell) -> Markup | None:
    text = str(cell.value)
    if not re.fullmatch(r"\d{4}\.\d{4,5}(v\d+)?|[a-z.-]+/\d{7}(v\d+)?", text):
        return None
    return Markup('<a class="out" href="https://arxiv.org/abs/{0}" rel="noreferrer">{0}</a>').format(text)


def _sentence(cell: Cell) -> Markup:
    """The sentence without its own link, which stands in a column of its own."""
    return Markup('<span class="sentence">{}</span>').format(
        _without_address(str(cell.value), str(cell.row.get("url")))
    )


def _evidence(cell: Cell) -> Markup:
    return Markup('<span class="evidence">{}</span>').format(cell.value)


def _by_shape(cell: Cell) -> Markup | None:
    text = str(cell.value)
    if is_web(text):
        return link(text)
    if cell.column.endswith("_at") or re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)", text):
        return _time(cell)
    return None


COLUMNS: Mapping[str, Show] = {
    **dict.fromkeys(words.PILLS, _pills),
    **dict.fromkeys(
        ("stars", "forks", "http_status", "checked", "authors", "attempts", "latency_ms", "fail_count", *labels.COUNTS),
        _number,
    ),
    **dict.fromkeys(("date", "promised_by", "promised_at", "day"), _date),
    **dict.fromkeys(("old", "new"), _before_or_after),
    **dict.fromkeys(("active", "archived"), _yes),
    "kind": _kind,
    "reason": _spoken_word(words.REASONS),
    "artifact": _spoken_word(words.ARTIFACTS),
    "flags": _flags,
    "spark_30": _strip,
    "since": _time,
    "atom_updated": _time,
    "at": _time,
    "stars_30d": _gain,
    "gained": _gain,
    "title": _title_cell,
    "link_id": _story,
    "entry_id": _entry,
    "arxiv_id": _arxiv,
    "sentence": _sentence,
    "code_evidence": _evidence,
    **{name: _days for name in labels.LABELS if name.startswith("days_")},
}
"""Column name → how it is shown. What is not named here is told by its shape: addresses and instants."""


@lru_cache(4096)  # each address is a pattern of its own, which takes longer to make than to use
def _without_address(sentence: str, url: str) -> str:
    plain = re.sub(r"^https?://(www\.)?|/$", "", url)
    if plain.lower() not in sentence.lower():
        return sentence
    bare = re.escape(plain)
    return (
        re.sub(rf"\s*\(?\b(https?://)?(www\.)?{bare}/?\)?", " …", sentence, flags=re.IGNORECASE)
        .replace("… .", "…")
        .replace("….", "…")
    )
