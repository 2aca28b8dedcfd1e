"""Unmet promises are looked for when they are due, and what is found stays with its paper."""

from dataclasses import replace

import pytest

from checks.model import Claim, Event, EventKind, Health, ReleaseStatus, StatusRuling
from db.sought import Unmet, entries_promising, note_sought, unmet_promises


@pytest.fixture
def waiting(kept, say):
    """Three papers: a promise beside a project page, one with a number only, one that is kept."""
    page = say.mention(say.page(), Claim.PROMISED)
    kept.read(
        say.entry("One", page),
        say.entry("Two", say.mention(None, Claim.PROMISED), position=2, arxiv_id="2604.00002"),
        say.entry("Three", say.mention(say.repo(), Claim.PROMISED), position=3, arxiv_id="2604.00003"),
        say.entry("Four", say.mention(None, Claim.PROMISED), position=4),
    )
    kept.run(say.seen(kept.link(say.page())))
    soon = [StatusRuling(number, ReleaseStatus.COMING_SOON) for number in (1, 2, 4)]
    kept.store.save_rulings(1, [*soon, StatusRuling(3, ReleaseStatus.RELEASED)], say.noon)
    return kept


def due(kept, at, **more):
    return unmet_promises(kept.database, at, **({"limit": 9, "listings": None} | more))


def test_a_promise_is_looked_for_where_there_is_a_place_to_look(waiting, say):
    assert due(waiting, say.noon) == [
        Unmet(1, None, ("https://acme.example/project",), say.noon),
        Unmet(2, "2604.00002", (), say.noon),
    ]
    assert due(waiting, say.noon, listings=(1,)) == due(waiting, say.noon)
    assert due(waiting, say.noon, listings=(7,)) == []


def test_a_page_that_does_not_answer_is_not_read(waiting, say):
    at = say.noon + say.day
    waiting.run(say.seen(waiting.link(say.page()), at, Health.LIMITED), at=at)
    assert due(waiting, at)[0] == Unmet(1, None, (), say.noon)


def test_what_was_looked_for_waits_for_its_turn(waiting, say):
    note_sought(waiting.database, 1, say.noon, say.noon + say.day)
    assert [one.entry_id for one in due(waiting, say.noon)] == [2]
    assert [one.entry_id for one in due(waiting, say.noon + say.day)] == [2, 1]
    assert [one.entry_id for one in due(waiting, say.noon + say.day, limit=1)] == [2]


@pytest.fixture
def found(say):
    return replace(say.mention(say.repo("redfox/new")), origin="page", sentence="Code")


def test_what_is_found_is_a_mention_and_news(waiting, say, found):
    at = say.noon + say.day
    events = waiting.store.save_found(1, [found], at, rule_version=say.rules)
    link = waiting.link(say.repo("redfox/new"))
    assert events == [Event(EventKind.CODE_LINKED, at, detail="page", link_id=link.id, entry_id=1)]
    assert waiting.all("select kind, link_id, entry_id, detail from events") == [("code_linked", link.id, 1, "page")]
    assert waiting.all("select origin, claim, listing_id from mentions where link_id = ?", link.id) == [
        ("page", "released", 1)
    ]


def test_what_is_found_again_is_no_news(waiting, say, found):
    waiting.store.save_found(1, [found], say.noon + say.day, rule_version=say.rules)
    assert waiting.store.save_found(1, [found], say.noon + 2 * say.day, rule_version=say.rules) == []


def test_reading_the_listing_again_leaves_what_was_found_until_the_paper_is_gone(waiting, say, found):
    waiting.store.save_found(1, [found], say.noon + say.day, rule_version=say.rules)
    removed = "select removed_at is not null from mentions where origin = 'page'"
    waiting.read(say.entry("One", say.mention(say.page(), Claim.PROMISED)), at=say.noon + 2 * say.day)
    assert waiting.one(removed) == 0
    waiting.read(say.entry("Five", say.mention(say.page())), at=say.noon + 3 * say.day)
    assert waiting.one(removed) == 1
    assert waiting.store.save_found(1, [found], say.noon + 4 * say.day, rule_version=say.rules) == []


def test_the_papers_that_wait_for_a_repository_are_known(waiting, say):
    assert entries_promising(waiting.database, waiting.link(say.repo()).id) == [3]
