"""The views about papers: what a promise came to, and between which looks."""

import pytest

from checks.model import Artifact, Claim, CodeState, Event, EventKind, Health, ReleaseStatus, StatusRuling
from db.queries import rows

COLUMNS = "first_look_at, last_without_at, released_at, outcome"


@pytest.fixture
def wait(kept):
    return lambda: kept.all(f"select {COLUMNS} from promise_waits")


def text(at):
    return at.isoformat().replace("+00:00", "Z")


def test_a_release_is_an_interval_between_two_looks(kept, say, wait):
    link = kept.hold(say.repo(), claim=Claim.PROMISED)[0]
    first, without, released = (say.noon + days * say.day for days in (0, 3, 7))
    kept.run(say.seen(link, first, facts=say.facts(), code=CodeState.EMPTY))
    kept.run(say.seen(link, without, facts=say.facts(), code=CodeState.EMPTY, first_ok_at=first), at=without)
    news = Event(EventKind.CODE_RELEASED, released, "empty", "present")
    kept.run(say.seen(link, released, code=CodeState.PRESENT, first_ok_at=first, events=(news,)), at=released)
    assert wait() == [(text(first), text(without), text(released), "released")]


def test_what_never_answered_before_was_missing_at_its_last_look(kept, say, wait):
    link = kept.hold(say.repo(), claim=Claim.PROMISED)[0]
    later = say.noon + 3 * say.day
    kept.run(say.seen(link, say.noon, Health.SUSPECT))
    news = Event(EventKind.CODE_RELEASED, later, "unknown", "present")
    kept.run(say.seen(link, later, code=CodeState.PRESENT, events=(news,)), at=later)
    assert wait() == [(text(say.noon), text(say.noon), text(later), "released")]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (ReleaseStatus.RELEASED, "there_at_first"),
        (ReleaseStatus.GONE, "there_at_first"),
        (ReleaseStatus.OVERDUE, "waiting"),
        (ReleaseStatus.UNRELEASED, "waiting"),
        (ReleaseStatus.UNKNOWN, "unknown"),
    ],
)
def test_without_a_release_that_was_seen_the_status_tells(kept, say, wait, status, outcome):
    link = kept.hold(say.repo(), claim=Claim.PROMISED)[0]
    kept.run(say.seen(link, say.noon, facts=say.facts(), code=CodeState.PRESENT))
    kept.store.save_rulings(None, [StatusRuling(1, status, link.id)], say.noon)
    assert wait() == [(text(say.noon), text(say.noon), None, outcome)]


def test_a_promise_that_nobody_looked_at_is_unknown(kept, say, wait):
    kept.hold(say.repo(), claim=Claim.PROMISED)
    assert wait() == [(None, None, None, "unknown")]


def test_a_link_for_a_promise_without_one_counts_from_the_first_reading(kept, say, wait):
    kept.read(say.entry("A promise", say.mention(None, Claim.PROMISED)))
    kept.store.save_events(None, [Event(EventKind.CODE_LINKED, say.noon + say.day, entry_id=1)])
    kept.store.save_rulings(None, [StatusRuling(1, ReleaseStatus.RELEASED)], say.noon + say.day)
    assert wait() == [(text(say.noon), text(say.noon), text(say.noon + say.day), "released")]


def test_a_claim_that_is_no_promise_waits_for_nothing(kept, say, wait):
    kept.hold(say.repo(), claim=Claim.RELEASED)
    assert wait() == []


def test_the_funnel_counts_promises_by_what_became_of_them(kept, say):
    for place, claim in enumerate((Claim.RELEASED, Claim.PROMISED, Claim.MIXED, Claim.NONE), 1):
        mention = say.mention(say.repo(f"redfox/r{place}"), artifact=Artifact.CODE)
        kept.read(say.entry(f"Paper {place}", mention, claim=claim), source=f"{place}.md")
    statuses = (ReleaseStatus.RELEASED, ReleaseStatus.OVERDUE, ReleaseStatus.PARTIAL, ReleaseStatus.RELEASED)
    kept.store.save_rulings(None, [StatusRuling(n, status) for n, status in enumerate(statuses, 1)], say.noon)
    assert rows(kept.database, "select * from release_funnel") == [
        {"claimed": 3, "promised": 2, "released": 1, "overdue": 1}
    ]
