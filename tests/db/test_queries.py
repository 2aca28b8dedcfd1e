"""What is due, which listings there are, and what it all comes to."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from checks.model import (
    Artifact,
    Claim,
    CodeState,
    Flag,
    ForgeName,
    Health,
    LinkState,
    Reason,
    ReleaseStatus,
    StatusRuling,
    Transition,
    Validator,
    Watched,
)
from db import queries
from db.queries import Counts, Held, Listing, Scope, counts, due_hosts, due_links, held_hosts, run_interval

ALL = Scope(everything=True)


@pytest.fixture
def many(kept, say):
    """Seven repositories and three pages of two more hosts."""
    repos = [say.repo(f"Redfox/Den{n}") for n in range(7)]
    pages = [say.page(f"https://{host}.example/{n}") for n, host in enumerate(("acme", "lantern", "acme"))]
    return kept.hold(*repos, *pages)


def urls(kept, scope, now, *hosts):
    found = hosts or [host for host, _ in due_hosts(kept.database, now, scope)]
    return [watched.link.url for host in found for watched in due_links(kept.database, host, now, scope)]


def test_new_links_are_due_at_once_by_host(kept, say, many):
    assert list(due_hosts(kept.database, say.noon, Scope())) == [
        ("acme.example", 2),
        ("github.com", 7),
        ("lantern.example", 1),
    ]
    assert urls(kept, Scope(), say.noon, "github.com") == [link.url for link in many[:7]]


def test_a_link_is_due_again_from_its_instant_on(kept, say, many):
    kept.run(*(say.seen(link) for link in many))
    next_look = say.noon + say.day
    assert urls(kept, Scope(), next_look - timedelta(seconds=1)) == []
    assert len(urls(kept, Scope(), next_look)) == len(many)
    assert len(urls(kept, ALL, say.noon)) == len(many)


def test_due_links_come_in_the_order_of_their_ids_a_page_at_a_time(kept, say, many):
    pages, after = [], 0
    while page := due_links(kept.database, "github.com", say.noon, ALL, after_id=after, limit=3):
        pages.append([watched.link.id for watched in page])
        after = page[-1].link.id
    assert pages == [[1, 2, 3], [4, 5, 6], [7]]
    assert len(many) == 10


def test_hosts_come_in_pages_too(kept, say, monkeypatch, many):
    monkeypatch.setattr(queries, "PAGE", 1)
    assert [host for host, _ in due_hosts(kept.database, say.noon, ALL)] == sorted({link.host for link in many})


@pytest.mark.parametrize(
    ("only", "numbers"),
    [
        ("den3", [3]),
        ("Redfox/Den3", [3]),
        ("REDFOX/DEN3", [3]),
        ("https://github.com/redfox/den3", [3]),
        ("redfox/den?", list(range(7))),
        ("*/den[35]", []),
        ("den[35]", []),
        ("*den*", list(range(7))),
        ("den*", []),
        ("acme.example", [7, 9]),
        ("*.example/1", [8]),
        ("%", []),
        ("'; drop table links", []),
    ],
)
def test_a_pattern_is_a_part_or_has_wildcards_in_any_case(kept, say, many, only, numbers):
    expected = {many[number].url for number in numbers}
    assert set(urls(kept, Scope(everything=True, only=only), say.noon)) == expected


def test_only_the_links_of_some_listings(kept, say):
    kept.hold(say.repo(), say.page(), source="a.md")
    kept.hold(say.repo(), say.repo("redfox/den"), source="b.md")
    of = [urls(kept, Scope(everything=True, listings=ids), say.noon) for ids in ((1,), (2,), (1, 2), ())]
    tail, den, page = say.repo().url, say.repo("redfox/den").url, say.page().url
    assert of == [[page, tail], [tail, den], [page, tail, den], []]


def test_links_that_are_known_are_left_out_even_when_they_fill_whole_pages(kept, say, many):
    known = frozenset(link.url for link in many[:5])
    scope = Scope(everything=True, known=known)
    found = due_links(kept.database, "github.com", say.noon, scope, limit=2)
    assert [watched.link.id for watched in found] == [6, 7]
    assert ("github.com", 2) in list(due_hosts(kept.database, say.noon, scope))


def test_a_host_that_wants_to_be_left_alone_is_left_out_until_its_instant(kept, say, many):
    until = say.noon + timedelta(hours=1)
    kept.store.back_off("github.com", until, "throttled", say.noon)
    assert [host for host, _ in due_hosts(kept.database, say.noon, ALL)] == ["acme.example", "lantern.example"]
    assert held_hosts(kept.database, say.noon, ALL) == [Held("github.com", "2026-04-20T13:00:00Z", "throttled", 7)]
    assert ("github.com", 7) in list(due_hosts(kept.database, until, ALL))
    assert held_hosts(kept.database, until, ALL) == []
    assert len(many) == 10


def test_what_no_listing_holds_is_never_due(kept, say, many):
    kept.store.remove_listing("list.md", say.noon)
    assert urls(kept, ALL, say.noon) == []
    assert urls(kept, ALL, say.noon, "github.com") == []
    assert len(many) == 10


def test_a_link_is_restored_exactly_as_it_was_recorded(kept, say):
    """Every field of a state has a value of its own here, so that none can stand for another."""
    target = say.repo("RedFox/Tail")
    [link] = kept.hold(target, claim=Claim.PROMISED)
    names = [field.name for field in fields(LinkState)]
    instants = {name: say.noon + n * say.day for n, name in enumerate(names) if name == "since" or name.endswith("_at")}
    state = LinkState(
        health=Health.DEAD,
        reason=Reason.NOT_FOUND,
        fail_count=7,
        fail_reason=Reason.TIMEOUT,
        moved_to="https://github.com/redfox/new",
        flags=frozenset({Flag.ARCHIVED, Flag.TLS}),
        recent="osx",
        content_type="text/html",
        **instants,
    )
    assert all(getattr(state, name) != getattr(LinkState(), name) for name in names)
    facts = say.facts(pushed_at=say.noon)
    look = replace(say.seen(link, facts=facts, code=CodeState.PLACEHOLDER), transition=Transition(state))
    kept.run(look)
    known = replace(link, node_id="R_1", head_oid="c0ffee", pushed_at=say.noon)
    expected = Watched(known, state, CodeState.PLACEHOLDER, promised=True)
    assert due_links(kept.database, "github.com", say.noon, ALL) == [expected]
    assert (known.name, known.forge) == ("RedFox/Tail", ForgeName.GITHUB)


def test_a_page_is_restored_with_what_it_can_be_asked_for_changes_by(kept, say):
    [link] = kept.hold(say.page())
    validator = Validator('"one"', say.noon)
    kept.run(replace(say.seen(link), validator=validator))
    [known] = due_links(kept.database, link.host, say.noon, ALL)
    assert known.link.validator == validator
    kept.run(say.seen(known.link), at=say.noon + say.day)
    [known] = due_links(kept.database, link.host, say.noon, ALL)
    assert known.link.validator is None


def test_a_new_link_is_restored_as_new(kept, say):
    [link] = kept.hold(say.page())
    assert due_links(kept.database, link.host, say.noon, ALL) == [Watched(link, LinkState())]


def test_every_listing_that_was_read_is_listed(kept, say):
    kept.store.save_listing("a.md", "markdown", say.noon, active=True)
    kept.hold(say.repo(), source="b.md", at=say.noon + say.day)
    first, second = "2026-04-20T12:00:00Z", "2026-04-21T12:00:00Z"
    assert queries.listings(kept.database) == [
        Listing(1, "a.md", "markdown", first, first, active=True),
        Listing(2, "b.md", "markdown", second, second, active=False),
    ]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ((), 24),
        ((0,), 24),
        ((0, 1), 24),
        ((0, 1, 2), 1),
        ((0, 6, 12, 18, 24, 500), 6),
        ((0, 1, 25, 49, 73), 24),
    ],
)
def test_the_interval_between_runs_is_the_median_of_those_seen(kept, say, hours, expected):
    for hour in hours:
        kept.run(at=say.noon + timedelta(hours=hour))
    assert run_interval(kept.database) == timedelta(hours=expected)


def test_killed_runs_do_not_count_as_runs(kept, say):
    for hour in (0, 6, 12):
        kept.run(at=say.noon + timedelta(hours=hour))
        kept.store.start_run(say.noon + timedelta(hours=hour, minutes=1))
    assert run_interval(kept.database) == timedelta(hours=6)


def test_when_the_first_and_the_latest_run_started(kept, say):
    assert queries.played(kept.database) == (None, None)
    for day in range(3):
        kept.run(at=say.noon + day * say.day)
    assert queries.played(kept.database) == (say.noon, say.noon + 2 * say.day)


def test_everything_is_counted_with_never_answered_apart(filled, say):
    rulings = [StatusRuling(8, ReleaseStatus.COMING_SOON), StatusRuling(9, ReleaseStatus.RELEASED)]
    filled.store.save_rulings(None, rulings, say.noon)
    health = {Health.UP: 4, Health.LIMITED: 1, Health.SUSPECT: 1, Health.DEAD: 1, Health.WITHHELD: 1}
    expected = Counts(9, health, 1, {ReleaseStatus.COMING_SOON: 1, ReleaseStatus.RELEASED: 1})
    assert counts(filled.database) == counts(filled.database, [1]) == expected
    assert counts(filled.database, []) == Counts(0, {}, 0, {})


def test_a_link_of_two_listings_counts_once(kept, say):
    kept.hold(say.repo(), source="a.md")
    kept.hold(say.repo(), source="b.md")
    assert counts(kept.database) == Counts(1, {Health.NEW: 1}, 0, {})


def test_an_empty_database_counts_nothing(kept):
    assert counts(kept.database) == Counts(0, {}, 0, {})


@pytest.mark.parametrize("listings", [None, (1,)], ids=["all", "one listing"])
def test_due_links_are_found_through_their_host_and_their_mentions_through_the_link(filled, say, listings):
    """A listing may have as many mentions as there are links: going through them for each link takes for ever."""
    scope = Scope(everything=True, listings=listings)
    sql = f"explain query plan select l.id {queries._due(scope)} and l.host = :host"
    plan = " ".join(row[3] for row in filled.database.execute(sql, queries._binding(scope, say.noon) | {"host": "x"}))
    assert "links_host (host=?)" in plan
    assert "mentions_link (link_id=?)" in plan
    assert "mentions_listing" not in plan


def test_artifacts_do_not_decide_who_is_watched(kept, say):
    kept.read(say.entry("One", say.mention(say.repo(), Claim.NONE, Artifact.UNKNOWN)))
    assert urls(kept, ALL, say.noon) == [say.repo().url]
