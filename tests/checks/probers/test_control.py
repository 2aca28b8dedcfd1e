"""A forge that shows nothing at all is not believed when it calls things missing."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

import pytest

from checks.model import Fault, ForgeName, Kind, Link, Observation, RepositoryFacts
from checks.probers.control import proved

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def link(number: int, name: str, host: str = "github.com") -> Link:
    return Link(number, f"https://{host}/{name}", Kind.REPO, host, ForgeName.GITHUB, name)


CONTROL, RED, BLUE = link(0, "acme/known"), link(1, "acme/redfox"), link(2, "acme/bluefox")
MISSING, LIMITED = 404, Fault.RATE_LIMITED


class Forge:
    """A forge that shows some repositories, or refuses one with a fault; all others are missing."""

    def __init__(self, *shown: Link, refuses: Link | None = None) -> None:
        self.shown, self.refuses = shown, refuses
        self.asked: list[str | None] = []

    async def __call__(self, links: Sequence[Link]) -> AsyncIterator[Observation]:
        for one in links:
            self.asked.append(one.name)
            if one is self.refuses:
                yield Observation(one, NOON, fault=LIMITED, retry_at=NOON)
            elif one in self.shown:
                yield Observation(one, NOON, http_status=200, repository=RepositoryFacts(one.name or ""))
            else:
                yield Observation(one, NOON, http_status=404)


async def seen(forge: Forge, control: Link | None = CONTROL) -> dict[int, int | Fault | None]:
    return {one.link.id: one.fault or one.http_status async for one in proved(forge, control)([RED, BLUE])}


@pytest.mark.asyncio
async def test_where_a_repository_was_shown_no_control_is_asked() -> None:
    forge = Forge(BLUE)
    assert await seen(forge) == {1: MISSING, 2: 200}
    assert forge.asked == ["acme/redfox", "acme/bluefox"]


@pytest.mark.asyncio
async def test_where_none_was_shown_the_control_is_the_proof() -> None:
    forge = Forge(CONTROL)
    assert await seen(forge) == {1: MISSING, 2: MISSING}
    assert forge.asked == ["acme/redfox", "acme/bluefox", "acme/known"]


@pytest.mark.asyncio
async def test_a_forge_that_does_not_show_its_control_is_down_and_nothing_is_missing() -> None:
    assert await seen(Forge()) == {1: Fault.FORGE_DOWN, 2: Fault.FORGE_DOWN}


@pytest.mark.asyncio
async def test_what_kept_the_control_from_us_is_what_is_said() -> None:
    assert await seen(Forge(refuses=CONTROL)) == {1: LIMITED, 2: LIMITED}


@pytest.mark.asyncio
async def test_an_installation_without_a_control_is_taken_at_its_word() -> None:
    assert await seen(Forge(), None) == {1: MISSING, 2: MISSING}


@pytest.mark.asyncio
async def test_one_proof_is_enough_for_a_run() -> None:
    forge = Forge(CONTROL)
    probe = proved(forge, CONTROL)
    for _ in range(2):
        assert [one.http_status async for one in probe([RED])] == [404]
    assert forge.asked.count("acme/known") == 1


@pytest.mark.asyncio
async def test_a_repository_that_has_not_changed_was_shown() -> None:
    async def forge(links: Sequence[Link]) -> AsyncIterator[Observation]:
        for one in links:
            yield Observation(one, NOON, http_status=304 if one is RED else 404)

    assert [one.http_status async for one in proved(forge, CONTROL)([RED, BLUE])] == [304, 404]


@pytest.mark.asyncio
async def test_one_host_proves_nothing_of_another() -> None:
    own, other = link(3, "acme/greyfox", "git.acme.example"), link(4, "acme/fox", "git.acme.example")
    forge = Forge(own)
    found = [one.fault or one.http_status async for one in proved(forge, CONTROL)([RED, other, own])]
    assert sorted(map(str, found)) == ["200", "404", "forge_down"]
    assert forge.asked[-1] == "acme/known"
