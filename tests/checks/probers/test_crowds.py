"""Links of one host that are led to one place are counted, each of them once."""

from datetime import UTC, datetime

from checks.model import Hop, Kind, Link, Observation
from checks.probers.crowds import Crowds

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def led(url: str, to: str) -> Observation:
    return Observation(Link(1, url, Kind.PAGE, "acme.test"), NOON, http_status=200, final_url=to, hops=(Hop(301, to),))


def sizes(*looks: tuple[str, str]) -> list[int]:
    crowds = Crowds()
    for url, to in looks:
        crowds.note(led(url, to))
    return [crowds.size(led(url, to)) for url, to in looks]


def test_each_link_of_a_host_counts_once_and_all_are_told_the_same() -> None:
    names = ["red", "red/", "blue", "arctic"]
    assert sizes(*((f"https://acme.test/{name}", "https://foxes.test/") for name in names)) == [3, 3, 3, 3]


def test_other_hosts_and_other_places_are_other_crowds() -> None:
    assert sizes(
        ("https://acme.test/red", "https://foxes.test/"),
        ("https://owls.test/barn", "https://foxes.test/"),
        ("https://acme.test/blue", "https://foxes.test/blue"),
    ) == [1, 1, 1]


def test_what_only_the_query_tells_apart_is_apart() -> None:
    assert sizes(*((f"https://acme.test/goto?id={n}", f"https://acme.test/view?id={n}") for n in range(4))) == [1] * 4
    assert sizes(*((f"https://acme.test/view?id={n}", "https://acme.test/gone") for n in range(4))) == [3] * 4


def test_a_crowd_is_counted_no_further_than_it_matters() -> None:
    assert sizes(*((f"https://acme.test/{n}", "https://foxes.test/") for n in range(9)))[-1] == 3
