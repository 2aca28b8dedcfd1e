"""Where the token is rejected, GitHub is asked as if there were none."""

import logging
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

import pytest

from checks.model import Fault, ForgeName, Kind, Link, Observation
from checks.probers.fallback import without_token

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LINKS = [
    Link(number, f"https://github.com/acme/fox{number}", Kind.REPO, "github.com", ForgeName.GITHUB, f"acme/fox{number}")
    for number in range(3)
]


async def api(links: Sequence[Link]) -> AsyncIterator[Observation]:
    for link in links:
        fault = None if link.id == 0 else Fault.TOKEN_REJECTED
        yield Observation(link, NOON, fault, None if fault else 200)


async def pages(links: Sequence[Link]) -> AsyncIterator[Observation]:
    for link in links:
        yield Observation(link, NOON, http_status=299)


@pytest.mark.asyncio
async def test_what_the_token_could_not_ask_is_looked_at_as_a_page(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        seen = {one.link.id: one.http_status async for one in without_token(api, pages)(LINKS)}
    assert seen == {0: 200, 1: 299, 2: 299}
    assert caplog.text.count("GitHub rejects the token") == 1


@pytest.mark.asyncio
async def test_a_token_that_is_taken_needs_no_page(caplog: pytest.LogCaptureFixture) -> None:
    assert [one.http_status async for one in without_token(api, pages)(LINKS[:1])] == [200]
    assert caplog.text == ""


@pytest.mark.asyncio
async def test_what_an_organisation_keeps_from_such_tokens_is_looked_at_as_a_page(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def forbidding(links: Sequence[Link]) -> AsyncIterator[Observation]:
        for link, reason in zip(links, ("tos", None, None), strict=True):
            yield Observation(link, NOON, http_status=403, block_reason=reason)

    seen = {one.link.id: one.http_status async for one in without_token(forbidding, pages)(LINKS)}
    assert seen == {0: 403, 1: 299, 2: 299}
    assert caplog.text == ""
