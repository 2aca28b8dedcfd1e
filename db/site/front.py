"""What the front page shows: a few small questions to the named views, put into words. Nothing is decided here."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datasette.database import Database
from markupsafe import Markup

from checks.model import EventKind
from db.site import funnel, items, times, words
from db.site.chart import Chart, Point, chart
from db.site.items import Item
from db.site.marks import moment
from db.site.reader import Reader, Row
from db.site.words import Tone

WEEK, MONTH = dt.timedelta(days=7), dt.timedelta(days=30)
SHOWN = 8
"""How many rows of a list stand on the front page."""

RUNS = 90
"""How many runs the availability line covers."""

BLIND = "blind"
"""The outcome of a run that saw nothing of the web."""

OPEN = "status in ('coming_soon', 'overdue')"
TILES: Sequence[tuple[str, Tone, str, str]] = (
    ("links watched", Tone.QUIET, "", "links_now"),
    ("answering now", Tone.GOOD, "up", "links_now?health=up"),
    (
        "promised, not released",
        Tone.PROMISE,
        f"papers_now where {OPEN}",
        "unreleased_code?status__in=coming_soon,overdue",
    ),
    ("released in 30 days", Tone.GOOD, "newly_released where at >= :month", "released?days=30"),
    ("dead", Tone.BAD, "dead", "dead_links"),
    ("never answered", Tone.BAD, "never_answered", "never"),
)
"""Words, tone, what is counted (a piece of the bar, all of it, or a question of its own), and the page behind it."""


NEVER = EventKind.NEVER_ANSWERED.value
PARTS = f"""
select case when first_ok_at is null and health in ('suspect', 'dead') then '{NEVER}' else health end as part,
  count(*) as n, min(next_check_at) as next_at from health_now group by 1
"""
ORDER = ("up", "limited", "suspect", "dead", NEVER, "withheld", "skipped", "new")
"""Of the bar, from the best to what nobody looked at, so that it always reads the same way."""

LISTS = {"suspect": "suspect_links", "dead": "dead_links", NEVER: NEVER}
"""The bar's pieces that have a list of their own."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that leads to the list behind it."""

    words: str
    tone: Tone
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of the bar of health, as a place on a line of 1000; `shade` is its colour in the style sheet."""

    words: str
    shade: str
    count: int
    href: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class LastRun:
    """The newest finished run."""

    when: Markup
    checked: int
    blind: bool


@dataclass(frozen=True, slots=True)
class Front:
    """The whole page.

    `week` is the instant since which changes are told, as text; `chart` is None before the second run, `next_look`
    when nothing will be looked at any more; `due` says that it is due already.
    `since` says to what the funnel is compared.
    """

    links: int
    last_run: LastRun | None
    next_look: Markup | None
    due: bool
    tiles: Sequence[Tile]
    changes: Sequence[Item]
    changes_total: int
    week: str
    wishes: Sequence[Item]
    stars: Sequence[Item]
    parts: Sequence[Part]
    chart: Chart | None
    runs: int
    stages: Sequence[funnel.Stage]
    since: str


async def read(database: Database, now: dt.datetime, root: str) -> Front:
    """The front page as of `now`; its links lead below `root`, the address of the database's page."""
    ask = Reader(database, now, root)
    week = ask.before(WEEK)
    changes = await ask.rows("select * from recent_changes where at >= :week limit :shown", week=week, shown=SHOWN)
    wishes = await ask.rows(f"select * from unreleased_code where {OPEN} limit :shown", shown=SHOWN)
    stars = await ask.rows("select * from stars_gained limit :shown", shown=SHOWN)
    found = await ask.rows(PARTS)
    counts = {row["part"]: row["n"] for row in found}
    next_at = _next_look(found)
    points, (stages, since) = await _points(ask), await _funnel(ask)
    return Front(
        links=sum(counts.values()),
        last_run=await _last_run(ask),
        next_look=moment(next_at, now) if next_at else None,
        due=next_at is not None and next_at <= now,
        tiles=await _tiles(ask, counts),
        changes=[items.change(row, now, root) for row in changes],
        changes_total=await ask.number("select count(*) from recent_changes where at >= :week", week=week),
        week=week,
        wishes=[items.wish(row, root) for row in wishes],
        stars=[items.star(row) for row in stars],
        parts=_parts(counts, root),
        chart=chart(points),
        runs=len(points),
        stages=stages,
        since=since,
    )


async def _tiles(ask: Reader, counts: Mapping[str, int]) -> list[Tile]:
    month = ask.before(MONTH)
    tiles = []
    for text, tone, what, page in TILES:
        if " " in what:
            number = await ask.number(f"select count(*) from {what}", month=month)
        else:
            number = counts.get(what, 0) if what else sum(counts.values())
        tiles.append(Tile(text, tone, number, f"{ask.root}/{page}"))
    return tiles


def _parts(counts: Mapping[str, int], root: str) -> list[Part]:
    """The bar of health."""
    total = sum(counts.values()) or 1
    parts, x = [], 0.0
    for name in sorted(counts, key=[*ORDER, *counts].index):
        width = counts[name] / total * 1000
        word = words.EVENT[NEVER] if name == NEVER else words.pill_of(words.HEALTH, name)
        href = f"{root}/{LISTS.get(name, f'links_now?health={name}')}"
        shade = "never" if name == NEVER else str(word.tone)
        parts.append(Part(word.words, shade, counts[name], href, round(x, 2), round(max(width - 3, 2), 2)))
        x += width
    return parts


async def _points(ask: Reader) -> list[Point]:
    """The last runs, oldest first; a run that saw nothing has no share."""
    rows = await ask.rows("select * from availability order by started_at desc limit :runs", runs=RUNS)
    points = []
    for row in reversed(rows):
        at, seen = times.instant(row["started_at"]), row["outcome"] != BLIND and row["links"]
        if at is not None:
            points.append(Point(at, row["answering"] / row["links"] if seen else None))
    return points


async def _last_run(ask: Reader) -> LastRun | None:
    rows = await ask.rows("select * from availability order by started_at desc limit 1")
    at = times.instant(rows[0]["started_at"]) if rows else None
    if at is None:
        return None
    return LastRun(moment(at, ask.now), rows[0]["checked"] or 0, bool(rows[0]["blind_seconds"]))


def _next_look(found: Sequence[Row]) -> dt.datetime | None:
    """The earliest look that is due, of those links that are looked at."""
    instants = [at for row in found if row["part"] != "skipped" and (at := times.instant(row["next_at"]))]
    return min(instants, default=None)


async def _funnel(ask: Reader) -> tuple[list[funnel.Stage], str]:
    """The release funnel beside that of a month ago, or of the oldest run shown; and since when, in words."""
    trend = await ask.rows("select * from release_trend order by run_id desc limit :runs", runs=RUNS)
    old = "select * from release_trend where started_at <= :month order by run_id desc limit 1"
    then = await ask.rows(old, month=ask.before(MONTH))
    first = trend[-1] if len(trend) > 1 else None
    since = times.instant(first["started_at"]) if first and not then else None
    now = await ask.rows("select * from release_funnel")
    stages = funnel.stages(now[0] if now else None, trend[::-1], then[0] if then else first, ask.root)
    return stages, f"since {times.day(since)}" if since else "in 30 days"
