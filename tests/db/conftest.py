"""A database in a temporary folder, and short ways to say what a listing holds and what a look saw."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from checks.model import (
    Artifact,
    Claim,
    CodeEvidence,
    CodeState,
    Entry,
    Flag,
    ForgeName,
    Health,
    Kind,
    Link,
    LinkState,
    Look,
    Mention,
    Observation,
    Place,
    Reason,
    RepositoryFacts,
    Signal,
    Target,
    Transition,
    Verdict,
)
from db.opening import open_for_writing
from db.store import Store

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)
RULES = 1
OUTCOMES = {
    Health.UP: (Signal.ALIVE, Reason.OK, 200),
    Health.LIMITED: (Signal.LIMITED, Reason.LOGIN, 403),
    Health.SUSPECT: (Signal.GONE, Reason.NOT_FOUND, 404),
    Health.DEAD: (Signal.GONE, Reason.NOT_FOUND, 404),
    Health.WITHHELD: (Signal.WITHHELD, Reason.LEGAL_BLOCK, 451),
    Health.SKIPPED: (Signal.REFUSED, Reason.BAD_URL, None),
}
"""What one look says that leaves a link in each health: signal, reason, HTTP status."""


class Words:
    """How the tests speak: targets, mentions, entries and looks with everything that does not matter filled in."""

    noon, day, rules = NOON, DAY, RULES

    @staticmethod
    def repo(name="redfox/tail", forge=ForgeName.GITHUB):
        return Target(Kind.REPO, f"https://{forge}.com/{name.lower()}", forge, name)

    @staticmethod
    def page(url="https://acme.example/project"):
        return Target(Kind.PAGE, url)

    @staticmethod
    def mention(target, claim=Claim.RELEASED, artifact=Artifact.CODE, sentence="Code is here.", **more):
        more.setdefault("place", Place("list.md", 3, 7))
        return Mention(target and target.url, target, claim, artifact, sentence, **more)

    @staticmethod
    def entry(title, *mentions, position=1, day=date(2026, 4, 1), **more):
        return Entry(position, title, date=day, mentions=mentions, **more)

    @staticmethod
    def link(link_id, target):
        return Link(link_id, target.url, target.kind, urlsplit(target.url).hostname, target.forge, target.name)

    @staticmethod
    def seen(link, at=NOON, health=Health.UP, *, facts=None, code=None, flags=(), events=(), news=(), **state):
        """Return a look that leaves the link in that health; `state` are further fields of its state."""
        signal, reason, status = OUTCOMES[health]
        observation = Observation(link, at, http_status=status, repository=facts, latency_ms=12)
        flags = frozenset(flags)
        known = {"since": at, "last_checked_at": at, "reason": reason, "flags": flags} | state
        if health is Health.UP:
            known = {"first_ok_at": at, "last_ok_at": at} | known
        transition = Transition(LinkState(health, **known), tuple(news))
        evidence = code and CodeEvidence(code, ("train.py",))
        return Look(observation, Verdict(signal, known["reason"], flags), transition, at + DAY, evidence, tuple(events))

    @staticmethod
    def blind(link, at=NOON, *, retry_at=None):
        observation = Observation(link, at, http_status=429, retry_at=retry_at)
        state = LinkState(Health.DEAD, Reason.NOT_FOUND)
        return Look(observation, Verdict(Signal.BLIND, Reason.THROTTLED), Transition(state), at + DAY)

    @staticmethod
    def facts(stars=10, **more):
        return RepositoryFacts("redfox/tail", **({"node_id": "R_1", "head_oid": "c0ffee", "stars": stars} | more))


class Folder:
    """A store with the shortest ways to fill and to read it."""

    def __init__(self, store):
        self.store, self.database = store, store.database

    def all(self, sql, *values):
        return self.database.execute(sql, values).fetchall()

    def one(self, sql, *values):
        found = self.database.execute(sql, values).fetchone()
        return found[0] if found and len(found) == 1 else found

    def counts(self):
        """Return how many rows each table of ours has."""
        names = "listings entries entry_listings links link_state mentions checks intervals repo_snapshots events"
        return {name: self.one(f"select count(*) from {name}") for name in names.split()}

    def hold(self, *targets, source="list.md", at=NOON, claim=Claim.RELEASED):
        """Let one listing hold an entry for each target; returns their links."""
        mentions = [Words.mention(target, claim) for target in targets]
        entries = [Words.entry(f"Paper {n}", one, position=n) for n, one in enumerate(mentions, start=1)]
        self.read(*entries, source=source, at=at)
        return [self.link(target) for target in targets]

    def read(self, *entries, source="list.md", at=NOON):
        """Read a listing that holds these entries."""
        listing = self.store.save_listing(source, "markdown", at)
        return self.store.save_entries(listing, entries, at, rule_version=RULES)

    def link(self, target):
        return Words.link(self.one("select id from links where url = ?", target.url), target)

    def run(self, *looks, at=NOON, outcome="complete"):
        """Record one whole run; returns its number."""
        run_id = self.store.start_run(at)
        self.store.record(run_id, looks, rule_version=RULES)
        self.store.finish_run(run_id, at + timedelta(minutes=5), outcome)
        return run_id


@pytest.fixture
def say():
    return Words


@pytest.fixture
def path(tmp_path):
    return tmp_path / "pulse.db"


@pytest.fixture
def store(path):
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def kept(store):
    return Folder(store)


@pytest.fixture
def filled(kept, say):
    """A small world after two runs: every health, code present and missing, promises with and without a link."""
    names = ("acme/up", "acme/limited", "acme/suspect", "acme/dead", "acme/withheld", "redfox/never", "redfox/moved")
    targets = [say.repo(name) for name in names]
    page = say.page()
    entries = [
        say.entry(f"On {target.name}", say.mention(target, sentence=f"Code: {target.url}"), position=n)
        for n, target in enumerate(targets, start=1)
    ]
    promise = say.mention(None, Claim.PROMISED, sentence="Code will be released.")
    soon = say.mention(say.repo("redfox/soon"), Claim.PROMISED, sentence="Code will be released soon.")
    kept.read(
        *entries,
        say.entry("A promise", promise, position=8),
        say.entry("A promise with a link", soon, say.mention(page, Claim.NONE, Artifact.PROJECT), position=9),
    )
    up, limited, suspect, dead, withheld, never, moved = (kept.link(target) for target in targets)
    present = {"facts": say.facts(100), "code": CodeState.PRESENT}
    kept.run(*(say.seen(link, **present) for link in (up, limited, suspect, dead, withheld, moved)))
    later = NOON + 2 * DAY
    known = {"first_ok_at": NOON, "last_ok_at": NOON}
    kept.run(
        say.seen(up, later, facts=say.facts(140, archived=True), code=CodeState.PRESENT, **known),
        say.seen(limited, later, Health.LIMITED, **known),
        say.seen(suspect, later, Health.SUSPECT, confirm_at=later + DAY, fail_count=1, fail_first_at=later, **known),
        say.seen(dead, later, Health.DEAD, **known),
        say.seen(withheld, later, Health.WITHHELD, **known),
        say.seen(never, later, Health.SUSPECT, fail_count=1, fail_first_at=later, confirm_at=later + DAY),
        say.seen(moved, later, moved_to="https://github.com/redfox/new", flags={Flag.DRIFT}, **known),
        say.seen(kept.link(say.repo("redfox/soon")), later, facts=say.facts(3, node_id="R_9"), code=CodeState.PRESENT),
        say.seen(kept.link(page), later),
        at=later,
    )
    return kept


@pytest.fixture
def reopened(path):
    """Open the same file a second time, as another program would."""
    database = open_for_writing(path, busy_seconds=0.05)
    yield database
    database.close()
