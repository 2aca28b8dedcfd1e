"""A batch of looks gets in whole or not at all, and every table that follows from looks agrees with them."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from itertools import count, groupby, pairwise
from operator import itemgetter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.errors import DatabaseError
from checks.model import (
    CodeState,
    Event,
    EventKind,
    Flag,
    Health,
    LinkState,
    Reason,
    ReleaseStatus,
    StatusRuling,
    Transition,
)
from db.instants import to_text
from db.saving import LARGEST

NEWS = (EventKind.ARCHIVED, EventKind.CODE_RELEASED)
FOLLOWING = ["checks", "intervals", "link_state", "repo_snapshots", "events", "links", "hosts"]


@pytest.fixture
def link(kept, say):
    return kept.hold(say.repo())[0]


def everything(kept):
    return [kept.all(f"select * from {table} order by 1, 2") for table in FOLLOWING]


def test_a_look_is_recorded_with_all_that_follows_from_it(kept, say, link):
    look = say.seen(link, facts=say.facts(10, forks=2, license="MIT"), code=CodeState.PRESENT)
    kept.run(look)
    at = to_text(say.noon)
    assert kept.all("select * from checks") == [(1, link.id, at, "alive", "ok", 200, 12, 1)]
    assert kept.all("select link_id, health, reason, first_seen_at, last_seen_at from intervals") == [
        (link.id, "up", "ok", at, None)
    ]
    columns = "health, reason, since, last_ok_at, next_check_at, code_state, code_evidence, stars, head_oid"
    later = to_text(say.noon + say.day)
    assert kept.all(f"select {columns} from link_state") == [
        ("up", "ok", at, at, later, "present", "train.py", 10, "c0ffee")
    ]
    assert kept.all("select stars, forks, license, code_state, code_files, rule_version from repo_snapshots") == [
        (10, 2, "MIT", "present", '["train.py"]', say.rules)
    ]
    assert kept.one("select outcome, checked, blind_seconds from runs") == ("complete", 1, 0)


@pytest.mark.parametrize("apart", [False, True], ids=["in one batch", "in two batches"])
def test_the_first_look_of_a_run_counts_and_a_second_is_ignored_whole(kept, say, link, apart):
    first = say.seen(link, facts=say.facts(10))
    event = Event(EventKind.DIED, say.noon)
    second = say.seen(link, say.noon + say.day, Health.DEAD, facts=say.facts(99), news=[event], moved_to="https://x.y")
    run_id = kept.store.start_run(say.noon)
    kept.store.record(run_id, [first], rule_version=1)
    before = everything(kept)
    kept.store.record(run_id, [second] if apart else [first, second], rule_version=1)
    assert everything(kept) == before


def test_a_blind_look_changes_nothing(kept, say, link):
    kept.run(say.seen(link))
    before = everything(kept)
    kept.store.record(kept.store.start_run(say.noon), [say.blind(link)], rule_version=1)
    assert everything(kept) == before


def test_a_blind_look_holds_its_host_until_it_wants_to_be_asked_again(kept, say, link):
    until = say.noon + timedelta(hours=2)
    run_id = kept.store.start_run(say.noon)
    for hours in (2, 1):
        held = say.blind(link, retry_at=say.noon + timedelta(hours=hours))
        kept.store.record(run_id, [held], rule_version=1)
    assert kept.all("select host, blocked_until, reason from hosts") == [("github.com", to_text(until), "throttled")]


def test_a_look_that_was_blind_before_is_still_the_first(kept, say, link):
    run_id = kept.store.start_run(say.noon)
    kept.store.record(run_id, [say.blind(link), say.seen(link)], rule_version=1)
    assert kept.all("select signal from checks") == [("alive",)]


stretches = st.lists(
    st.tuples(st.sampled_from(list(Health)), st.sampled_from([Reason.OK, Reason.NOT_FOUND, Reason.TIMEOUT])),
    max_size=40,
)


@given(looks=stretches)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_intervals_tile_the_history_of_a_link(kept, say, looks):
    """What is stored equals the looks folded into unbroken stretches, each beginning where the one before ended."""
    name = f"redfox/r{kept.one('select count(*) from links')}"
    [link] = kept.hold(say.repo(name))
    instants = [say.noon + n * say.day for n in range(len(looks))]
    for at, (health, reason) in zip(instants, looks, strict=True):
        state = LinkState(health, reason, since=at, last_checked_at=at, recent=health[0])
        look = say.seen(link, at, Health.SKIPPED)
        kept.store.record(kept.store.start_run(at), [replace(look, transition=Transition(state))], rule_version=1)
    stored = kept.all(
        "select health, reason, first_seen_at, last_seen_at from intervals where link_id = ? order by id", link.id
    )
    dated = [(*said, to_text(at)) for said, at in zip(looks, instants, strict=True)]
    folded = [(*said, next(group)[2]) for said, group in groupby(dated, key=itemgetter(0, 1))]
    assert [row[:3] for row in stored] == folded
    assert all(one[3] == other[2] for one, other in pairwise(stored))
    assert [row[3] for row in stored[-1:]] == [None] * bool(looks)
    recent = "".join(health[0] for health, _ in looks[-1:])
    assert kept.one("select spark_30 from link_state where link_id = ?", link.id) == recent


def test_a_clock_that_was_set_back_leaves_no_interval_that_ends_before_it_began(kept, say, link):
    kept.run(say.seen(link))
    kept.run(say.seen(link, say.noon - say.day, Health.SUSPECT))
    at = to_text(say.noon)
    assert kept.all("select health, first_seen_at, last_seen_at from intervals") == [
        ("up", at, at),
        ("suspect", at, None),
    ]


def test_snapshots_are_taken_only_of_changes(kept, say, link):
    days = [
        (say.facts(10), CodeState.PLACEHOLDER),
        (say.facts(10), CodeState.PLACEHOLDER),
        (say.facts(10), None),
        (None, None),
        (say.facts(11), None),
        (say.facts(11, pushed_at=say.noon), None),
        (say.facts(11, pushed_at=say.noon), CodeState.PRESENT),
        (say.facts(11, pushed_at=say.noon, release_tag="v1"), None),
    ]
    for day, (facts, code) in enumerate(days):
        kept.run(say.seen(link, say.noon + day * say.day, facts=facts, code=code))
    taken = kept.all("select substr(taken_at, 9, 2), stars, code_state, code_files from repo_snapshots order by 1")
    files = '["train.py"]'
    assert taken == [
        ("20", 10, "placeholder", files),
        ("24", 11, "placeholder", files),
        ("25", 11, "placeholder", files),
        ("26", 11, "present", files),
        ("27", 11, "present", files),
    ]


def test_a_look_that_does_not_tell_leaves_what_is_known_of_the_code(kept, say, link):
    kept.run(say.seen(link, facts=say.facts(10), code=CodeState.PRESENT))
    kept.run(say.seen(link, say.noon + say.day))
    kept.run(say.seen(link, say.noon + 2 * say.day, Health.SUSPECT))
    known = "select code_state, code_evidence, stars, archived, head_oid, ever_present from link_state"
    assert kept.one(known) == ("present", "train.py", 10, 0, "c0ffee", 1)


def test_code_that_was_there_once_is_remembered(kept, say, link):
    for day, code in enumerate((CodeState.PARTIAL, CodeState.EMPTY)):
        kept.run(say.seen(link, say.noon + day * say.day, facts=say.facts(10 + day), code=code))
    assert kept.one("select code_state, ever_present from link_state") == ("empty", 1)


def test_another_repository_under_the_name_is_never_taken_for_the_one_that_was_there(kept, say, link):
    kept.run(say.seen(link, facts=say.facts(10)))
    other = say.facts(99_999, node_id="R_other", archived=True)
    kept.run(say.seen(link, say.noon + say.day, facts=other, flags={Flag.REPLACED}))
    assert kept.one("select stars, archived, flags from link_state") == (10, 0, "replaced")
    assert kept.all("select stars from repo_snapshots") == [(10,)]
    assert kept.one("select node_id from links") == "R_1"


def test_the_first_identity_stays(kept, say, link):
    for day, node_id in enumerate((None, "R_1", "R_2")):
        kept.run(say.seen(link, say.noon + day * say.day, facts=say.facts(node_id=node_id)))
    assert kept.one("select node_id from links") == "R_1"


def test_where_a_link_moved_to_is_set_and_cleared(kept, say, link):
    for day, moved_to in enumerate(("https://github.com/redfox/new", None)):
        kept.run(say.seen(link, say.noon + day * say.day, moved_to=moved_to))
        assert kept.one("select moved_to from links") == moved_to


def test_a_look_that_tells_less_leaves_what_was_known(kept, say, link):
    kept.run(say.seen(link, facts=say.facts(license="MIT", language="Python")))
    kept.run(say.seen(link, say.noon + say.day, facts=say.facts()), at=say.noon + say.day)
    kept.run(say.seen(link, say.noon + 2 * say.day, facts=say.facts(license="MIT")), at=say.noon + 2 * say.day)
    assert kept.all("select license, language from repo_snapshots") == [("MIT", "Python")]


def test_languages_are_kept_by_size_until_a_look_tells_others(kept, say, link):
    told = [("Cuda", "C++"), None, ()]
    for day, languages in enumerate(told):
        at = say.noon + day * say.day
        kept.run(say.seen(link, at, facts=say.facts(languages=languages)), at=at)
    assert kept.all("select languages from repo_snapshots order by taken_at") == [("Cuda, C++",), ("",)]


@pytest.mark.parametrize(("told", "stored"), [(2**80, LARGEST), (-(2**80), -LARGEST), (None, None), (0, 0)])
def test_a_number_that_no_table_can_hold_is_clamped(kept, say, link, told, stored):
    kept.run(say.seen(link, facts=say.facts(told, forks=told)))
    assert kept.one("select stars, forks from repo_snapshots") == (stored, stored)
    assert kept.one("select stars from link_state") == stored


def test_what_a_forge_or_a_page_says_is_cleaned(kept, say, link):
    bad = "x\x00\ud800\u202ey"
    facts = say.facts(1, node_id=bad, head_oid=bad, license=bad, language=bad, release_tag=bad)
    event = Event(EventKind.MOVED, say.noon, old=bad, new=bad, detail=bad)
    kept.run(say.seen(link, facts=facts, code=CodeState.PRESENT, moved_to=bad, news=[event]))
    tidy = "x���y"
    assert kept.one("select head_oid, license, language, release_tag from repo_snapshots") == (tidy,) * 4
    assert kept.one("select node_id, moved_to from links") == (tidy,) * 2
    assert kept.one("select old, new, detail from events") == (tidy,) * 3


def test_events_carry_their_link_and_their_run(kept, say, link):
    events = [Event(kind, say.noon, "old", "new", "why") for kind in NEWS]
    kept.run()
    run_id = kept.run(say.seen(link, news=events[:1], events=events[1:]))
    assert kept.all("select kind, at, run_id, link_id, entry_id, old, new, detail from events") == [
        (kind, to_text(say.noon), run_id, link.id, None, "old", "new", "why") for kind in NEWS
    ]


def test_a_paper_that_became_overdue_is_an_event_once(kept, say, link):
    soon = StatusRuling(1, ReleaseStatus.COMING_SOON, link.id, say.noon + say.day)
    overdue = StatusRuling(1, ReleaseStatus.OVERDUE, link.id, say.noon + say.day)
    for day, ruling in enumerate((soon, overdue, overdue)):
        kept.store.save_rulings(None, [ruling], say.noon + day * say.day)
    later = to_text(say.noon + say.day)
    assert kept.all("select * from entry_status") == [(1, "overdue", later, link.id, later)]
    assert kept.all("select at, kind, entry_id, link_id, old, new from events") == [
        (later, "overdue", 1, link.id, "coming_soon", "overdue")
    ]


def test_a_paper_that_was_overdue_when_it_was_first_seen_is_no_news(kept, say, link):
    kept.store.save_rulings(None, [StatusRuling(1, ReleaseStatus.OVERDUE, link.id)], say.noon)
    assert kept.all("select * from events") == []


WRITTEN = [
    ("checks", "insert"),
    ("link_state", "update"),
    ("intervals", "update"),
    ("intervals", "insert"),
    ("repo_snapshots", "insert"),
    ("links", "update"),
    ("events", "insert"),
    ("hosts", "insert"),
]


@pytest.mark.parametrize(("table", "change"), WRITTEN)
def test_a_batch_that_fails_anywhere_leaves_nothing(kept, say, table, change):
    first, second, third = kept.hold(say.repo(), say.repo("redfox/den"), say.page())
    kept.run(say.seen(first), say.seen(second))
    before = everything(kept)
    later = say.noon + say.day
    batch = [
        say.blind(third, later, retry_at=later + say.day),
        say.seen(first, later, Health.SUSPECT),
        say.seen(second, later, facts=say.facts(), code=CodeState.PRESENT, news=[Event(EventKind.MOVED, later)]),
    ]
    run_id = kept.store.start_run(later)
    fail = f"create temp trigger fail before {change} on {table} begin select raise(abort, 'injected'); end"
    kept.database.execute(fail)
    with pytest.raises(sqlite3.IntegrityError, match="injected"):
        kept.store.record(run_id, batch, rule_version=1)
    assert everything(kept) == before
    kept.database.execute("drop trigger fail")
    kept.store.record(run_id, batch, rule_version=1)
    assert kept.one("select count(*) from checks where run_id = ?", run_id) == 2


def test_a_batch_that_is_interrupted_at_any_moment_leaves_nothing(kept, say, link):
    kept.run(say.seen(link))
    before = everything(kept)
    later = say.noon + say.day
    look = say.seen(link, later, Health.SUSPECT, facts=say.facts(), news=[Event(EventKind.MOVED, later)])
    run_id = kept.store.start_run(later)
    connection, interrupted = kept.database.conn, 0
    for steps in range(1, 2000, 7):
        ticks = count()
        connection.set_progress_handler(lambda ticks=ticks, last=steps: next(ticks) == last, 1)
        try:
            kept.store.record(run_id, [look], rule_version=1)
        except DatabaseError:
            interrupted += 1
        finally:
            connection.set_progress_handler(None, 0)
        if everything(kept) != before:
            break
    assert interrupted > 10
    assert kept.one("select count(*) from checks where run_id = ?", run_id) == 1
    assert kept.one("select count(*) from events") == 1


def test_stars_are_compared_with_those_of_thirty_days_ago(kept, say, link):
    gained = []
    for day in range(40):
        kept.run(say.seen(link, say.noon + day * say.day, facts=say.facts(100 + day * day)))
        gained.append(kept.one("select stars_30d from link_state"))
    assert gained == [day * day - max(day - 30, 0) ** 2 for day in range(40)]


def test_stars_that_did_not_change_for_long_were_gained_by_nobody(kept, say, link):
    for day in (0, 1, 40):
        kept.run(say.seen(link, say.noon + day * say.day, facts=say.facts(100 + 5 * bool(day))))
    assert kept.one("select stars, stars_30d from link_state") == (105, 0)


def test_a_run_is_summed_up_by_host_and_day_and_by_health(kept, say):
    repo, page, gone = kept.hold(say.repo(), say.page(), say.repo("redfox/gone"))
    kept.run(say.seen(repo), say.seen(gone, health=Health.SUSPECT), say.seen(page))
    kept.run(say.seen(repo, say.noon + timedelta(hours=11)), say.seen(gone, say.noon + say.day, Health.DEAD))
    assert kept.all("select day, host, checks, ok from host_days order by 1, 2") == [
        ("2026-04-20", "acme.example", 1, 1),
        ("2026-04-20", "github.com", 3, 2),
        ("2026-04-21", "github.com", 1, 0),
    ]
    assert kept.all("select run_id, health, links from run_states order by 1, 2") == [
        (1, "suspect", 1),
        (1, "up", 2),
        (2, "dead", 1),
        (2, "up", 2),
    ]


def test_links_that_no_listing_holds_are_not_summed_up(kept, say, link):
    kept.run(say.seen(link))
    kept.store.remove_listing("list.md", say.noon)
    kept.run()
    assert kept.all("select run_id, health, links from run_states") == [(1, "up", 1)]


def test_a_run_is_finished_once(kept, say, link):
    run_id = kept.run(say.seen(link))
    before = kept.all("select * from runs, host_days")
    kept.store.finish_run(run_id, say.noon + say.day, "partial")
    assert kept.all("select * from runs, host_days") == before


def test_a_run_that_never_finished_is_aborted_when_the_next_one_starts(kept, say, link):
    kept.store.start_run(say.noon)
    kept.store.record(1, [say.seen(link, say.noon + timedelta(minutes=3))], rule_version=1)
    kept.store.start_run(say.noon + say.day)
    assert kept.all("select outcome, finished_at, checked from runs") == [
        ("aborted", "2026-04-20T12:03:00Z", 1),
        (None, None, 0),
    ]


def test_a_link_of_nobody_is_a_mistake_of_ours(kept, say, link):
    with pytest.raises((KeyError, sqlite3.IntegrityError)):
        kept.run(say.seen(replace(link, id=99)))
    assert kept.one("select count(*) from checks") == 0
