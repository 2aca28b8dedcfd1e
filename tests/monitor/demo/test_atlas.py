"""Finding things in the world."""

import pytest

from monitor.demo.atlas import World
from monitor.demo.cast import Access, Growth, Page, Repository, Shows
from monitor.demo.moment import now_of

FOX = Repository("acme/RedFox", Growth(1), names={7: "acme/greyfox"})
HIDDEN = Repository("acme/hidden", Growth(1), access={0: Access.MISSING, 9: Access.PUBLIC})
PAGE = Page("https://acme.example/fox/", {0: Shows(), 9: None})
ATLAS = World((FOX, HIDDEN), (PAGE,))


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("acme/redfox", 0, "acme/RedFox"),
        ("ACME/REDFOX", 8, "acme/greyfox"),
        ("acme/greyfox", 8, "acme/greyfox"),
        ("acme/greyfox", 6, None),
        ("acme/hidden", 8, None),
        ("acme/hidden", 9, "acme/hidden"),
        ("acme/nobody", 0, None),
    ],
)
def test_a_repository_is_found_by_any_name_it_has_had(name: str, day: int, expected: str | None):
    found = ATLAS.repository(name, day)
    assert (found.name if found else None) == expected


def test_a_repository_is_found_by_its_identity():
    fox = now_of(FOX, 0)
    assert ATLAS.identified(fox.node_id, 0) == ATLAS.numbered(fox.number, 0) == fox


@pytest.mark.parametrize("node_id", ["R_kgDO00000000", "R_kgDOnonsense", "", "12"])
def test_an_unknown_identity_finds_nothing(node_id: str):
    assert ATLAS.identified(node_id, 0) is None


@pytest.mark.parametrize("path", ["/fox", "/fox/"])
def test_a_closing_slash_makes_no_difference(path: str):
    assert ATLAS.page("acme.example", path) is PAGE


def test_a_host_may_lose_its_name():
    assert [ATLAS.hosts(day) for day in (8, 9)] == [{"acme.example"}, set()]
