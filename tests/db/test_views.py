"""The named views answer on any database, and each carries what a person should know."""

import pytest

from checks.model import Event, EventKind, ReleaseStatus, StatusRuling
from db.overruling import Correction
from db.overruling import say as say_so
from db.queries import rows
from db.views import VIEWS

LINK_LISTS = {
    "links_now": {"up", "limited", "suspect", "dead", "withheld", "never", "moved", "soon", None},
    "dead_links": {"dead"},
    "suspect_links": {"suspect"},
    "never_answered": {"never"},
    "limited_links": {"limited"},
    "withheld_links": {"withheld"},
    "moved_links": {"moved"},
    "archived_repositories": {"up"},
    "stars_gained": {"up"},
}


@pytest.fixture
def ruled(filled, say):
    """The small world with what has become of its promises."""
    overdue, soon, unreleased = ReleaseStatus.OVERDUE, ReleaseStatus.COMING_SOON, ReleaseStatus.UNRELEASED
    soon_id = filled.link(say.repo("redfox/soon")).id
    rulings = [StatusRuling(8, overdue), StatusRuling(9, soon, soon_id), StatusRuling(6, unreleased, 6)]
    filled.one("update entries set claim = 'promised' where id in (8, 9)")
    filled.store.save_rulings(2, rulings, say.noon)
    released = Event(EventKind.CODE_RELEASED, say.noon, "placeholder", "present", "train.py", link_id=soon_id)
    filled.one("insert into host_days (host, day, checks, ok) values ('acme.example', date('now'), 4, 3)")
    filled.one("insert into copies (link_id, archive, url, found_at) values (4, 'Archive', '', '2026-04-20T12:00:00Z')")
    filled.one("update entries set organization = 'Acme Labs' where id = 8")
    replaced = Event(EventKind.REPLACED, say.noon, link_id=6)
    filled.store.save_events(2, [released, Event(EventKind.OVERDUE, say.noon, entry_id=8), replaced])
    say_so(filled.database, Correction("redfox/soon", "code_state", "partial", "I looked", "ada"), say.noon)
    ignored = "insert into corrections (subject, field, value, reason, made_at) values (?, 'ignored', '', 'why', 'x')"
    filled.database.execute(ignored, ("redfox/",))
    return filled


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_answers_on_an_empty_database(kept, name):
    assert kept.all(f"select * from {name}") == []


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_answers_on_a_filled_database(ruled, name):
    found = rows(ruled.database, f"select * from {name}")
    assert found
    assert len({tuple(row) for row in found}) == 1


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_says_in_a_sentence_what_it_answers(name):
    description = VIEWS[name].description
    assert description[0].isupper()
    assert description.endswith(".")
    assert "\n" not in description


def test_every_view_of_the_database_is_ours(kept):
    assert {row[0] for row in kept.all("select name from sqlite_master where type = 'view'")} == set(VIEWS)


@pytest.mark.parametrize("view", LINK_LISTS)
def test_a_list_of_links_holds_those_it_names(filled, view):
    found = {row["name"] and row["name"].split("/")[1] for row in rows(filled.database, f"select * from {view}")}
    assert found == LINK_LISTS[view]


@pytest.mark.parametrize("view", LINK_LISTS)
def test_what_no_listing_holds_any_more_is_in_no_list(filled, say, view):
    filled.store.remove_listing("list.md", say.noon)
    assert filled.all(f"select * from {view}") == []


@pytest.mark.parametrize(
    ("view", "papers"),
    [
        ("unreleased_code", {6, 8, 9}),
        ("overdue_code", {8}),
        ("coming_soon", {9}),
        ("unreleased_claims", {6}),
    ],
)
def test_what_is_waited_for_is_listed_once_for_each_paper(ruled, view, papers):
    found = [row["entry_id"] for row in rows(ruled.database, f"select * from {view}")]
    assert sorted(found) == sorted(papers)


def test_the_mention_that_decided_is_shown(ruled, say):
    found = {row["entry_id"]: row for row in rows(ruled.database, "select * from unreleased_code")}
    assert found[8]["sentence"] == "Code will be released."
    assert (found[8]["url"], found[8]["link_id"]) == (None, None)
    assert (found[9]["url"], found[9]["claim"]) == (say.repo("redfox/soon").url, "promised")


def test_a_link_with_two_papers_is_listed_once_under_the_first(kept, say):
    kept.read(
        say.entry("First", say.mention(say.repo())),
        say.entry("Second", say.mention(say.repo()), position=2),
    )
    assert kept.all("select title from links_now") == [("First",)]
    kept.read(say.entry("Second", say.mention(say.repo()), position=2))
    assert kept.all("select title from links_now") == [("Second",)]


def test_released_code_and_changes_of_papers_are_told(ruled):
    assert [row["name"] for row in rows(ruled.database, "select * from newly_released")] == ["redfox/soon"]
    changes = rows(ruled.database, "select * from recent_changes where kind = 'overdue'")
    assert [(row["title"], row["url"]) for row in changes] == [("A promise", None)]


def test_a_listing_shows_what_has_become_of_its_links(ruled):
    expected = {"entries": 9, "links": 9, "answering": 4, "dead": 1, "never_answered": 1, "unreleased": 3}
    [found] = rows(ruled.database, "select * from listing_health")
    assert expected.items() <= found.items()


def test_runs_show_how_many_answered(filled):
    found = rows(filled.database, "select run_id, checked, links, answering from availability")
    assert found == [
        {"run_id": 1, "checked": 6, "links": 6, "answering": 6},
        {"run_id": 2, "checked": 9, "links": 9, "answering": 4},
    ]


def plan(kept, sql):
    return [row[3] for row in kept.all(f"explain query plan {sql}")]


@pytest.mark.parametrize(
    "question",
    [
        "select * from link_history where link_id = 1",
        "select * from link_history where link_id = 1 limit 20",
        "select count(*) from link_history where link_id = 1",
        "select * from link_history where link_id = 1 and run_id = 2",
    ],
)
def test_the_history_of_one_link_seeks_in_every_run(filled, question):
    steps = plan(filled, question)
    assert "SEARCH c USING PRIMARY KEY (run_id=? AND link_id=?)" in steps
    assert not [step for step in steps if step.startswith("SCAN c")]


@pytest.mark.parametrize("view", sorted(set(VIEWS) - {"link_history"}))
def test_no_other_view_reads_the_looks(filled, view):
    assert not [step for step in plan(filled, f"select * from {view}") if " c " in f"{step} "]


def test_the_history_of_a_link_is_newest_first(filled):
    assert [row[0] for row in filled.all("select run_id from link_history where link_id = 1")] == [2, 1]
