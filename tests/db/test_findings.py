"""What `--fail-on` names is counted in the listings of a run."""

import pytest

from checks.model import Event, EventKind, Health, Reason, ReleaseStatus, StatusRuling
from db.findings import found
from db.queries import Scope


@pytest.fixture
def judged(kept, say):
    """Two listings: one link each that is new and missing, newly dead, dead for long, suspect; one unreleased paper."""
    names = ("missing", "died", "dead", "suspect", "timeout", "up")
    missing, died, dead, suspect, timeout, up = kept.hold(*(say.repo(f"redfox/{name}") for name in names))
    kept.hold(say.repo("redfox/died"), source="other.md")
    known = {"first_ok_at": say.noon}
    kept.run(*(say.seen(link) for link in (died, dead, suspect, up)))
    kept.run(say.seen(dead, say.noon + say.day, Health.DEAD, **known), at=say.noon + say.day)
    at = say.noon + 2 * say.day
    kept.run(
        say.seen(missing, at, Health.SUSPECT, fail_first_at=at),
        say.seen(died, at, Health.DEAD, news=[Event(EventKind.DIED, at)], **known),
        say.seen(suspect, at, Health.SUSPECT, fail_first_at=at, **known),
        say.seen(timeout, at, Health.SUSPECT, reason=Reason.TIMEOUT, fail_first_at=at),
        at=at,
    )
    kept.store.save_rulings(3, [StatusRuling(1, ReleaseStatus.UNRELEASED), StatusRuling(4, ReleaseStatus.OVERDUE)], at)
    return kept


@pytest.mark.parametrize(
    ("what", "everywhere", "elsewhere"),
    [
        ("never", 0, 0),
        ("new-broken", 3, 1),
        ("new-dead", 1, 1),
        ("dead", 2, 1),
        ("suspect", 5, 1),
        ("unreleased", 2, 1),
    ],
)
def test_each_word_names_its_links(judged, what, everywhere, elsewhere):
    assert found(judged.database, what, 3, Scope()) == everywhere
    assert found(judged.database, what, 3, Scope(listings=(1, 2))) == everywhere
    assert found(judged.database, what, 3, Scope(listings=(2,))) == elsewhere
    assert found(judged.database, what, 3, Scope(listings=())) == 0


def test_what_was_broken_in_an_earlier_run_is_broken_in_this_one(judged, say):
    at = say.noon + 3 * say.day
    missing = judged.link(say.repo("redfox/missing"))
    judged.run(say.seen(missing, at, Health.SUSPECT, fail_first_at=at - say.day), at=at)
    assert found(judged.database, "new-broken", 4, Scope()) == 1
    judged.run(say.seen(missing, at + say.day, Health.SUSPECT, reason=Reason.TIMEOUT), at=at + say.day)
    assert found(judged.database, "new-broken", 5, Scope()) == 0


@pytest.mark.parametrize("what", ["new-broken", "new-dead"])
def test_nothing_is_new_without_a_run(judged, what):
    assert found(judged.database, what, None, Scope()) == 0


@pytest.mark.parametrize(("what", "left"), [("new-dead", 0), ("dead", 1), ("suspect", 4)])
def test_what_is_known_from_before_does_not_count(judged, say, what, left):
    known = frozenset({say.repo("redfox/died").url})
    assert found(judged.database, what, 3, Scope(known=known)) == left
