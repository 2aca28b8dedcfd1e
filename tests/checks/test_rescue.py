"""Where copies of a dead link may be. Shapes as the archives' own documentation gives them."""

from datetime import UTC, datetime

import pytest

from checks.model import Copy, ForgeName, Kind, Link
from checks.rescue import ARCHIVES

WAYBACK, HERITAGE = ARCHIVES
PAGE = Link(1, "https://redfox.example/a?b=c", Kind.PAGE, "redfox.example")
REPOSITORY = Link(2, "https://github.com/acme/redfox", Kind.REPO, "github.com", ForgeName.GITHUB, "acme/redfox")
CLOSEST = {
    "available": True, "status": "200", "timestamp": "20240131120000",
    "url": "http://web.archive.org/web/20240131120000/https://redfox.example/a?b=c",
}  # fmt: skip


def test_the_wayback_machine_is_asked_for_every_link():
    assert (
        WAYBACK.question(PAGE) == "https://archive.org/wayback/available?url=https%3A%2F%2Fredfox.example%2Fa%3Fb%3Dc"
    )


def test_its_closest_copy_is_taken():
    copy = WAYBACK.read({"archived_snapshots": {"closest": CLOSEST}}, PAGE)
    assert copy == Copy("wayback", f"https{CLOSEST['url'][4:]}", datetime(2024, 1, 31, 12, tzinfo=UTC))


@pytest.mark.parametrize("change", [{"available": False}, {"status": "404"}, {"url": None}])
def test_a_copy_of_nothing_is_none(change):
    assert WAYBACK.read({"archived_snapshots": {"closest": CLOSEST | change}}, PAGE) == Copy("wayback")
    assert WAYBACK.read({"archived_snapshots": {}}, PAGE) == Copy("wayback")


def test_software_heritage_keeps_repositories_only():
    assert HERITAGE.question(PAGE) is None
    question = HERITAGE.question(REPOSITORY)
    assert question is not None
    assert "/origin/https://github.com/acme/redfox/visit/latest/" in question


def test_its_latest_whole_visit_is_taken():
    visit = {"origin": REPOSITORY.url, "date": "2024-01-31T12:00:00+00:00", "status": "full", "snapshot": "c0ffee"}
    copy = HERITAGE.read(visit, REPOSITORY)
    assert copy.url is not None
    assert copy.url.endswith("origin_url=https%3A%2F%2Fgithub.com%2Facme%2Fredfox")
    assert copy.taken_at == datetime(2024, 1, 31, 12, tzinfo=UTC)
    assert HERITAGE.read({"exception": "NotFoundExc"}, REPOSITORY).url is None
