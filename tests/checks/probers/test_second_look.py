"""What is definitely missing is asked for twice in one run."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

import pytest

from checks.model import Kind, Link, Observation
from checks.probers.second_look import twice

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LINKS = [Link(number, f"https://acme.test/{number}", Kind.PAGE, "acme.test") for number in range(3)]


class Answers:
    """A prober that answers each link with the next of its statuses."""

    def __init__(self, *statuses: Sequence[int]) -> None:
        self.statuses = {link.id: list(answers) for link, answers in zip(LINKS, statuses, strict=False)}
        self.batches: list[int] = []

    async def __call__(self, links: Sequence[Link]) -> AsyncIterator[Observation]:
        self.batches.append(len(links))
        for link in links:
            yield Observation(link, NOON, http_status=self.statuses[link.id].pop(0))


async def seen(answers: Answers) -> dict[int, tuple[int | None, int]]:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    found = {one.link.id: (one.http_status, one.attempts) async for one in twice(answers, sleep=sleep)(LINKS)}
    assert len(slept) == len(answers.batches) - 1
    return found


@pytest.mark.asyncio
async def test_what_is_missing_twice_is_missing() -> None:
    answers = Answers([200], [404, 404], [410, 410])
    assert await seen(answers) == {0: (200, 1), 1: (404, 2), 2: (410, 2)}
    assert answers.batches == [3, 2]


@pytest.mark.asyncio
async def test_the_second_answer_counts() -> None:
    assert await seen(Answers([200], [404, 200], [403])) == {0: (200, 1), 1: (200, 2), 2: (403, 1)}


@pytest.mark.asyncio
async def test_where_nothing_is_missing_nobody_waits() -> None:
    answers = Answers([200], [500], [403])
    await seen(answers)
    assert answers.batches == [3]
