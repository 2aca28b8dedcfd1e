"""A small invented world, recorded through the store as a month of daily runs that ends an hour ago."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from checks.model import (
    Artifact,
    Claim,
    CodeEvidence,
    CodeState,
    Entry,
    Event,
    EventKind,
    ForgeName,
    Health,
    Kind,
    LinkState,
    Look,
    Mention,
    Observation,
    Place,
    Reason,
    ReleaseStatus,
    RepositoryFacts,
    Signal,
    StatusRuling,
    Target,
    Transition,
    Verdict,
    Watched,
)
from db import queries
from db.site import clock
from db.store import Store

DAY = dt.timedelta(days=1)
RUNS = 24
CHANGED = {EventKind.CODE_RELEASED: ("placeholder", "present", "train.py")}
"""From what to what, and by which evidence."""
EVERYTHING = queries.Scope(everything=True)
HOSTILE_TITLE = "<script>document.title='owned'</script> & the \"quoted\" paper"

LOOKS = {
    "o": (Signal.ALIVE, Reason.OK, Health.UP, 200),
    "l": (Signal.LIMITED, Reason.LOGIN, Health.LIMITED, 403),
    "s": (Signal.GONE, Reason.NOT_FOUND, Health.SUSPECT, 404),
    "x": (Signal.GONE, Reason.NOT_FOUND, Health.DEAD, 404),
    "w": (Signal.WITHHELD, Reason.LEGAL_BLOCK, Health.WITHHELD, 451),
}
"""What a letter of a script means: signal, reason, health, HTTP status."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One paper with one link: how often it answered (a letter per run), what it holds, how its stars grow."""

    title: str
    url: str
    looks: str
    claim: Claim = Claim.RELEASED
    status: ReleaseStatus = ReleaseStatus.RELEASED
    code: CodeState = CodeState.PRESENT
    stars: int = 100
    a_day: int = 0
    age: int = 60
    sentence: str = "Code is available at {url}."
    news: EventKind | None = None

    @property
    def is_repo(self) -> bool:
        """Whether a forge answers for it."""
        return "github.com" in self.url


def promise(title: str, url: str, age: int, status: ReleaseStatus, stars: int, news: EventKind | None = None) -> Plan:  # noqa: PLR0917 - a row of the table
    """A paper that promises code at a repository that holds a README only."""
    kept = Plan(title, url, "o" * RUNS, Claim.PROMISED, status, CodeState.PLACEHOLDER, stars, age=age, news=news)
    return replace(kept, sentence="We will release the code at {url} upon acceptance.")


PLANS = (
    Plan("Rockets that land on rivers", "https://github.com/acme/rocket", "o" * RUNS, stars=5210, a_day=7),
    Plan("Grammars for thunder", "https://github.com/redfox/thunder", "o" * RUNS, stars=812, a_day=3),
    Plan("Quiet lanterns", "https://lanternlab.example/quiet", "o" * RUNS, sentence="Project page: {url}"),
    Plan(
        "Slow ferns",
        "https://github.com/acme/ferns",
        "o" * RUNS,
        Claim.PROMISED,
        stars=90,
        sentence="We will release the code at {url} soon.",
        news=EventKind.CODE_RELEASED,
    ),
    promise("Sand clocks at scale", "https://github.com/lanternlab/sand", 882, ReleaseStatus.OVERDUE, 31),
    promise("A map of echoes", "https://github.com/redfox/echoes", 410, ReleaseStatus.OVERDUE, 4, EventKind.ARCHIVED),
    promise("Weather without clouds", "https://github.com/acme/weather", 20, ReleaseStatus.COMING_SOON, 12),
    Plan(
        "Tides in small ponds",
        "https://github.com/tinypond/tides",
        "o" * (RUNS - 9) + "sss" + "x" * 6,
        code=CodeState.UNKNOWN,
        news=EventKind.DIED,
    ),
    Plan("Birds on wires", "https://wires.example/birds", "o" * (RUNS - 1) + "s", sentence="Project page: {url}"),
    Plan(
        "Letters never sent",
        "https://github.com/nobody/letters",
        "s" * 3 + "x" * (RUNS - 3),
        status=ReleaseStatus.UNRELEASED,
        code=CodeState.UNKNOWN,
        age=95,
    ),
    Plan("Doors with two keys", "https://doors.example/members", "l" * RUNS, sentence="Project page: {url}"),
    Plan(
        "Maps one may not show", "https://github.com/redfox/maps", "o" * 10 + "w" * (RUNS - 10), news=EventKind.WITHHELD
    ),
    Plan(
        HOSTILE_TITLE,
        "https://hostile.example/?q=%3Cscript%3E",
        "o" * RUNS,
        sentence="<b>Look</b> at {url} <img src=x>",
    ),
)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a month of runs, under a name of its own."""
    path = tmp_path_factory.mktemp("site") / "any-name.db"
    play(path, clock.now().replace(microsecond=0) - dt.timedelta(hours=1))
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A database in which nothing was ever read."""
    path = tmp_path / "empty.db"
    with Store.open(path):
        pass
    return path


@pytest.fixture
def hostile_news(tmp_path: Path) -> Path:
    """A database whose one event is about a paper and a link of bad intent."""
    path, now = tmp_path / "hostile.db", clock.now()
    with Store.open(path) as store:
        listing = store.save_listing("list.md", "markdown", now, active=True)
        target = Target(Kind.PAGE, "javascript:alert(1)")
        mention = Mention(target.url, target, Claim.NONE, Artifact.PROJECT, "Here.", Place("list.md", 1, 1))
        store.save_entries(listing, [Entry(1, HOSTILE_TITLE, mentions=(mention,))], now, rule_version=1)
        store.save_events(None, [Event(EventKind.DIED, now, new="\x00<b>", entry_id=1, link_id=1)])
    return path


def play(path: Path, end: dt.datetime) -> None:
    """Records every plan: one listing, then a run a day, the last one at `end`; two days are skipped."""
    start = end - (RUNS + 2) * DAY
    with Store.open(path) as store:
        listing = store.save_listing("papers/acme-weekly.md", "markdown", start, active=True)
        store.save_entries(
            listing, [entry(number, plan, end) for number, plan in enumerate(PLANS, 1)], start, rule_version=1
        )
        watched = {each.link.url: each for each in all_links(store, end)}
        for number in range(RUNS):
            at = start + (number + (3 if number > RUNS // 2 else 1)) * DAY
            run = store.start_run(at)
            store.record(run, [look(plan, watched[plan.url], number, at) for plan in PLANS], rule_version=1)
            store.save_rulings(run, rulings(store), at)
            store.finish_run(run, at + dt.timedelta(minutes=2), "complete")


def all_links(store: Store, now: dt.datetime) -> Iterator[Watched]:
    for host, _ in list(queries.due_hosts(store.database, now, EVERYTHING)):
        yield from queries.due_links(store.database, host, now, EVERYTHING)


def entry(position: int, plan: Plan, end: dt.datetime) -> Entry:
    forge, name = (ForgeName.GITHUB, plan.url.partition("github.com/")[2]) if plan.is_repo else (None, None)
    target = Target(Kind.REPO if plan.is_repo else Kind.PAGE, plan.url, forge, name)
    mention = Mention(
        url=plan.url,
        target=target,
        claim=plan.claim,
        artifact=Artifact.CODE if plan.is_repo else Artifact.PROJECT,
        sentence=plan.sentence.format(url=plan.url),
        place=Place("papers/acme-weekly.md", position * 4, 1),
    )
    published = (end - plan.age * DAY).date()
    return Entry(position, plan.title, published, 3, "Acme Labs", f"2601.{position:05}", plan.claim, (mention,))


def look(plan: Plan, watched: Watched, number: int, at: dt.datetime) -> Look:
    letter = plan.looks[number]
    signal, reason, _, status = LOOKS[letter]
    good = letter in "ol"
    facts = RepositoryFacts(watched.link.name or "", f"R_{watched.link.id}", plan.stars + plan.a_day * number, 3)
    observation = Observation(
        watched.link,
        at,
        http_status=status,
        final_url=plan.url,
        repository=facts if plan.is_repo and good else None,
        latency_ms=80 + number,
    )
    last = number == RUNS - 1
    return Look(
        observation,
        Verdict(signal, reason),
        Transition(
            state(plan, number, at), (Event(plan.news, at, *CHANGED.get(plan.news, ())),) if plan.news and last else ()
        ),
        at + DAY,
        CodeEvidence(plan.code, ("README.md",), None) if plan.is_repo and good else None,
    )


def state(plan: Plan, number: int, at: dt.datetime) -> LinkState:
    """The health after look `number`, with the marks that lists rest on."""
    letters = plan.looks[: number + 1]
    good = [place for place, letter in enumerate(letters) if letter in "ol"]
    same = len(letters) - len(letters.rstrip(letters[-1]))
    failing = number - good[-1] if good else number + 1

    def day(place: int) -> dt.datetime:
        return at - (number - place) * DAY

    return LinkState(
        health=LOOKS[letters[-1]][2],
        reason=LOOKS[letters[-1]][1],
        since=day(number - same + 1),
        first_ok_at=day(good[0]) if good else None,
        last_ok_at=day(good[-1]) if good else None,
        last_checked_at=at,
        fail_count=failing,
        fail_first_at=day(number - failing + 1) if failing else None,
        fail_reason=Reason.NOT_FOUND if failing else None,
        confirm_at=at + 3 * DAY if letters[-1] == "s" else None,
    )


def rulings(store: Store) -> list[StatusRuling]:
    by_title = {plan.title: plan for plan in PLANS}
    rows = store.database.query(
        "select e.id, e.title, m.link_id from entries e join mentions m on m.entry_id = e.id group by e.id"
    )
    return [StatusRuling(row["id"], by_title[row["title"]].status, row["link_id"]) for row in rows]
