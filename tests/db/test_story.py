"""One link is found by whatever a person writes, and its story is complete."""

import pytest

from checks.model import Event, EventKind, ForgeName, Health, Kind, Target
from db.story import find_link, story

PAGE = "https://Acme.example/Project/"


@pytest.fixture
def named(kept, say):
    page = Target(Kind.PAGE, PAGE)
    elsewhere = say.repo("RedFox/Tail", ForgeName.GITLAB)
    kept.hold(elsewhere, say.repo("RedFox/Tail"), page, say.repo("redfox/den"))
    return kept


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("https://github.com/redfox/tail", 2),
        ("https://github.com/RedFox/Tail", 2),
        ("https://github.com/RedFox/Tail/", 2),
        ("  github.com/redfox/TAIL ", 2),
        ("RedFox/Tail", 2),
        ("REDFOX/tail", 2),
        ("https://gitlab.com/redfox/tail", 1),
        (PAGE, 3),
        (PAGE.rstrip("/"), 3),
        (PAGE.lower(), 3),
        ("acme.example/project", 3),
        ("redfox/den", 4),
        ("redfox", None),
        ("redfox/de", None),
        ("", None),
        ("%", None),
    ],
)
def test_a_link_is_found_by_address_or_name_in_any_case(named, text, number):
    assert find_link(named.database, text) == number


def test_the_exact_address_comes_first(kept, say):
    kept.hold(say.page("https://acme.example/A"), say.page("https://acme.example/a"))
    found = [find_link(kept.database, f"https://acme.example/{path}") for path in ("A", "a", "a/")]
    assert found == [1, 2, 2]


def test_a_story_tells_all_that_is_known(kept, say):
    [link] = kept.hold(say.repo())
    kept.run(say.seen(link, facts=say.facts()))
    died = Event(EventKind.DIED, say.noon + 2 * say.day, "suspect", "dead", "not_found")
    for day, health in enumerate((Health.SUSPECT, Health.DEAD), start=1):
        at = say.noon + day * say.day
        kept.run(say.seen(link, at, health, news=[died] * (health is Health.DEAD)), at=at)
    told = story(kept.database, link.id, looks=2)
    assert (told.link["url"], told.link["health"], told.link["stars"]) == (link.url, "dead", 10)
    assert [look["signal"] for look in told.looks] == ["gone", "gone"]
    assert [look["checked_at"][:10] for look in told.looks] == ["2026-04-22", "2026-04-21"]
    assert [(one["health"], one["last_seen_at"] is None) for one in told.intervals] == [
        ("dead", True),
        ("suspect", False),
        ("up", False),
    ]
    assert [(one["kind"], one["detail"]) for one in told.events] == [("died", "not_found")]
    assert [(one["title"], one["file"], one["line"]) for one in told.mentions] == [("Paper 1", "list.md", 3)]
