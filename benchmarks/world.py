"""A large invented database: papers, links, a run a day with all their looks, stars, events; drawn from a fixed seed.

Rows are written as the writer would leave them, but in bulk. Shares are assumptions: 4 of 100 links are dead, 1 is
suspect, a sixth of all papers promise code.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from db.opening import open_for_writing

HOSTS, ORGANISATIONS, LISTINGS = 300, 150, 6
HEALTHS = ["up"] * 90 + ["limited"] * 4 + ["dead"] * 4 + ["suspect", "withheld"]
SIGNALS = {"up": "alive", "limited": "limited", "dead": "gone", "suspect": "unreachable", "withheld": "withheld"}
REASONS = {"up": "ok", "limited": "login", "dead": "not_found", "suspect": "timeout", "withheld": "legal_block"}
CLAIMS = ["released"] * 7 + ["promised"] * 2 + ["none"] * 3
STATUSES = {
    "released": ["released"] * 9 + ["unreleased"],
    "promised": ["released"] * 4 + ["coming_soon"] * 3 + ["overdue"] * 3,
    "none": ["unclaimed"],
}
KINDS = ["died"] * 4 + ["moved"] * 3 + ["code_released"] * 2 + ["revived", "archived", "replaced"]
DAY = dt.timedelta(days=1)


class Size(NamedTuple):
    """How large the world is."""

    papers: int
    links: int
    runs: int
    events: int = 3500


def build(path: Path, size: Size, end: dt.datetime) -> None:
    """Write the whole world; its last run ended an hour before `end`."""
    random, database = Random(1), open_for_writing(path)
    connection = database.conn
    for sql, rows in _tables(size, end - dt.timedelta(hours=1), random):
        connection.execute("begin immediate")
        connection.executemany(sql, rows)
        connection.execute("commit")
    connection.execute("pragma optimize = 0x10002")
    database.close()


def text(at: dt.datetime) -> str:
    """Return an instant as it is stored."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _tables(size: Size, end: dt.datetime, random: Random) -> Iterator[tuple[str, Iterator[tuple[object, ...]]]]:
    health = [random.choice(HEALTHS) for _ in range(size.links)]
    claims = [random.choice(CLAIMS) for _ in range(size.papers)]
    begin = end - (size.runs - 1) * DAY
    marks = _marks
    listings = "insert into listings (id, source, format, added_at, last_read_at, etag, active) values "
    yield listings + marks(7), _listings(begin, end)
    yield f"insert into entries values {marks(10)}", _entries(claims, begin, end, random)
    yield f"insert into entry_listings values {marks(4)}", _entry_listings(size)
    yield f"insert into links values {marks(9)}", _links(size, begin)
    yield f"insert into runs values {marks(6)}", _runs(size, begin)
    checks = "insert into checks values " + marks(8)
    yield checks, _checks(size, health, begin, random)
    yield (
        "insert into intervals (link_id, health, reason, first_seen_at) values (?, ?, ?, ?)",
        ((number, state, REASONS[state], text(begin)) for number, state in enumerate(health, 1)),
    )
    yield (
        f"""insert into link_state (link_id, health, reason, since, first_ok_at, last_ok_at, last_checked_at,
      next_check_at, fail_count, confirm_at, http_status, code_state, code_evidence, stars, stars_30d, archived,
      spark_30)
      values {marks(17)}""",
        _states(health, begin, end, random),
    )
    mentions = _mentions(size, claims, begin)
    yield (
        f"""insert into mentions (entry_id, listing_id, link_id, url, claim, artifact, sentence, origin, file, line,
      rule_version, first_seen_at) values {marks(12)}""",
        mentions,
    )
    yield (
        """insert into repo_snapshots (link_id, taken_at, stars, forks, archived, code_state, rule_version)
      values (?, ?, ?, 1, 0, 'present', 1)""",
        _snapshots(size, begin),
    )
    yield "insert into entry_status values (?, ?, ?, ?, ?)", _statuses(size, claims, end, random)
    yield (
        """insert into events (at, kind, run_id, link_id, old, new, before_at)
      values (?, ?, ?, ?, ?, ?, ?)""",
        _events(size, begin, random),
    )
    yield "insert into host_days values (?, ?, ?, ?)", _host_days(size, begin)
    yield "insert into run_states values (?, ?, ?)", _run_states(size, health)
    yield (
        "insert into run_releases values (?, ?, ?, ?, ?)",
        ((run, size.papers // 2, size.papers // 6, run, run // 2) for run in range(1, size.runs + 1)),
    )


def _marks(number: int) -> str:
    return f"({', '.join('?' * number)})"


def _listings(begin: dt.datetime, end: dt.datetime) -> Iterator[tuple[object, ...]]:
    for number in range(1, LISTINGS + 1):
        yield number, f"list-{number}.md", "markdown", text(begin), text(end), None, 1


def _entries(claims: list[str], begin: dt.datetime, end: dt.datetime, random: Random) -> Iterator[tuple[object, ...]]:
    for number, claim in enumerate(claims, 1):
        day = (end - random.randrange(700) * DAY).date().isoformat()
        title = f"Paper {number}: on the estimation of lanterns by foxes {number * 7919 % 10007}"
        organisation = f"Lab {number % ORGANISATIONS}" if number % 3 else None
        yield number, title, day, f"26{number % 12:02}.{number:05}", 4, organisation, claim, text(begin), number, title


def _entry_listings(size: Size) -> Iterator[tuple[object, ...]]:
    for number in range(1, size.papers + 1):
        yield number, number % LISTINGS + 1, number, None


def _links(size: Size, begin: dt.datetime) -> Iterator[tuple[object, ...]]:
    for number in range(1, size.links + 1):
        moved = f"https://github.com/moved/r{number}" if number % 40 == 0 else None
        if number % 3:
            name = f"org{number % 5000}/repo{number}"
            url = f"https://github.com/{name}"
            yield number, url, "repo", "github", name, "github.com", f"R_{number}", moved, text(begin)
        else:
            host = f"host{number % HOSTS}.example"
            yield number, f"https://{host}/p/{number}", "page", None, None, host, None, None, text(begin)


def _mentions(size: Size, claims: list[str], begin: dt.datetime) -> Iterator[tuple[object, ...]]:
    for number in range(size.links * 6 // 5):
        entry, link = number % size.papers, number % size.links + 1
        artifact = "code" if link % 3 else "project"
        sentence = f"Code and models for experiment {number} are or will be available at the address below."
        head = (entry + 1, entry % LISTINGS + 1, link, f"https://example.org/{link}", claims[entry], artifact)
        yield (*head, sentence, "text", "list.md", number, 1, text(begin))


def _runs(size: Size, begin: dt.datetime) -> Iterator[tuple[object, ...]]:
    for run in range(size.runs):
        at = begin + run * DAY
        yield run + 1, text(at), text(at + dt.timedelta(hours=1)), "complete", size.links, 0.0


def _checks(size: Size, health: list[str], begin: dt.datetime, random: Random) -> Iterator[tuple[object, ...]]:
    said = [(SIGNALS[state], REASONS[state], 404 if state == "dead" else 200) for state in health]
    for run in range(size.runs):
        at = text(begin + run * DAY)
        lost = random.randrange(size.links)
        for link, (signal, reason, status) in enumerate(said):
            yield run + 1, link + 1, at, "unreachable" if link == lost else signal, reason, status, 120 + link % 97, 1


def _states(health: list[str], begin: dt.datetime, end: dt.datetime, random: Random) -> Iterator[tuple[object, ...]]:
    for number, state in enumerate(health, 1):
        failing, repo = state in {"dead", "suspect"}, bool(number % 3)
        first_ok = None if failing and number % 4 == 0 else text(begin)
        since = text(end - random.randrange(90) * DAY)
        code = ("placeholder" if number % 9 == 0 else "present") if repo else "unknown"
        stars = random.randrange(5000) if repo else None
        gained = stars and random.randrange(-3, 40)
        letter = {"up": "o", "limited": "l", "dead": "x", "suspect": "s", "withheld": "w"}[state]
        tail = (404 if failing else 200, code, "train.py", stars, gained, int(number % 50 == 1), letter * 30)
        seen = (since, first_ok, first_ok and since, text(end), text(end + DAY), 3 if failing else 0)
        yield (number, state, REASONS[state], *seen, text(end + 3 * DAY) if state == "suspect" else None, *tail)


def _snapshots(size: Size, begin: dt.datetime) -> Iterator[tuple[object, ...]]:
    step = max(1, size.runs // 15)
    for number in range(1, size.links + 1):
        if number % 3:
            for taken in range(0, size.runs, step):
                yield number, text(begin + taken * DAY), number % 4000 + taken


def _statuses(size: Size, claims: list[str], end: dt.datetime, random: Random) -> Iterator[tuple[object, ...]]:
    for entry, claim in enumerate(claims):
        status = random.choice(STATUSES[claim])
        due = text(end) if status in {"coming_soon", "overdue"} else None
        yield entry + 1, status, text(end - 9 * DAY), entry % size.links + 1, due


def _events(size: Size, begin: dt.datetime, random: Random) -> Iterator[tuple[object, ...]]:
    for number in range(size.events):
        run = number * size.runs // size.events
        at, before = text(begin + run * DAY), text(begin + max(0, run - 1) * DAY)
        yield at, random.choice(KINDS), run + 1, random.randrange(size.links) + 1, "placeholder", "present", before


def _host_days(size: Size, begin: dt.datetime) -> Iterator[tuple[object, ...]]:
    for run in range(size.runs):
        day = (begin + run * DAY).date().isoformat()
        yield "github.com", day, size.links * 2 // 3, size.links * 3 // 5
        for host in range(0, HOSTS, 3):
            yield f"host{host}.example", day, 100, 80 + host % 20


def _run_states(size: Size, health: list[str]) -> Iterator[tuple[object, ...]]:
    for run in range(1, size.runs + 1):
        for state in sorted(set(health)):
            yield run, state, health.count(state) if run == 1 else size.links // 20
