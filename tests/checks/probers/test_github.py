"""The API prober against the stand-in over TLS: how often it asks, and what it makes of all that GitHub may say."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest

from checks.classify import classify
from checks.model import Fault, Flag, ForgeName, Kind, Link, Observation, Prober, Reason, Signal, Verdict
from checks.probers.github import GitHubAccess, github_api_prober
from monitor.demo.atlas import World
from monitor.demo.cast import Access, Growth, Repository
from monitor.demo.stage import DAY_0
from monitor.demo.standin import StandIn

MISSING = {-9: Access.MISSING}


def repo(name: str, **does: Any) -> Repository:
    shown: dict[str, Any] = {"stars": Growth(12), "files": {-9: ["train.py"]}, "readme": {-9: "# Fox\n"}}
    return Repository(name, **(shown | does))


def link(number: int, name: str) -> Link:
    return Link(number, f"https://github.com/{name.lower()}", Kind.REPO, "github.com", ForgeName.GITHUB, name)


def links(count: int) -> list[Link]:
    return [link(number, f"acme/fox{number}") for number in range(count)]


def stage(count: int = 0, *others: Repository) -> StandIn:
    return StandIn(world=World((*(repo(f"acme/fox{number}") for number in range(count)), *others)))


def prober_for(standin: StandIn, token: str | None = None, **more: Any) -> Prober:
    access = GitHubAccess(standin.api_url, token or standin.token, standin.transport.ca_file)
    return github_api_prober(access, clock=lambda: DAY_0, pause_s=0.0, **more)


async def look(prober: Prober, asked: Sequence[Link]) -> list[Observation]:
    return sorted([seen async for seen in prober(asked)], key=lambda seen: seen.link.id)


async def look_once(standin: StandIn, asked: Link) -> Observation:
    (seen,) = await look(prober_for(standin), [asked])
    return seen


def known(seen: Observation) -> Link:
    """Return the link as it stands in the database after a look."""
    facts = seen.repository
    assert facts is not None
    return replace(seen.link, node_id=facts.node_id, head_oid=facts.head_oid, pushed_at=facts.pushed_at)


@pytest.mark.asyncio
async def test_new_repositories_are_read_in_full_25_at_a_time() -> None:
    async with stage(60) as standin:
        seen = await look(prober_for(standin), links(60))
        assert standin.requests == {"graphql": 3}
    assert [one.link.id for one in seen] == list(range(60))
    facts = seen[7].repository
    assert facts is not None
    assert (facts.name, facts.stars, facts.files, facts.readme) == (
        "acme/fox7",
        12,
        ("README.md", "train.py"),
        "# Fox\n",
    )
    assert facts.languages == ("Python",)
    assert {(one.fault, one.http_status, one.at) for one in seen} == {(None, 200, DAY_0)}


@pytest.mark.asyncio
async def test_known_repositories_are_polled_50_at_a_time() -> None:
    async with stage(60) as standin:
        before = await look(prober_for(standin), links(60))
        standin.requests.clear()
        seen = await look(prober_for(standin), [known(one) for one in before])
        assert standin.requests == {"graphql": 2}
    assert all(one.repository and one.repository.stars == 12 for one in seen)
    assert {(one.repository.files, one.repository.readme) for one in seen if one.repository} == {(None, None)}


@pytest.mark.asyncio
async def test_a_known_repository_is_read_again_after_a_push() -> None:
    async with stage(1, repo("acme/redfox", files={-9: [], 3: ["train.py"]})) as standin:
        before = await look(prober_for(standin), [link(0, "acme/fox0"), link(1, "acme/redfox")])
        standin.requests.clear()
        standin.day = 3
        seen = await look(prober_for(standin), [known(one) for one in before])
        assert standin.requests == {"graphql": 2}
    files = [one.repository and one.repository.files for one in seen]
    assert files == [None, ("README.md", "train.py")]


@pytest.mark.asyncio
async def test_a_repository_that_github_has_switched_off_says_so() -> None:
    async with stage(0, repo("acme/fox0", access={-9: Access.DISABLED})) as standin:
        (seen,) = await look(prober_for(standin), links(1))
    assert classify(seen) == Verdict(Signal.ALIVE, Reason.OK, frozenset({Flag.DISABLED}))


@pytest.mark.asyncio
async def test_a_missing_repository_is_settled_by_exactly_one_rest_call() -> None:
    async with stage(2, repo("acme/gone", access=MISSING)) as standin:
        seen = await look(prober_for(standin), [*links(2), link(2, "acme/gone")])
        assert standin.requests == {"graphql": 1, "rest": 1}
    assert [one.http_status for one in seen] == [200, 200, 404]
    assert (seen[2].fault, seen[2].repository, seen[2].block_reason) == (None, None, None)


@pytest.mark.parametrize(
    ("access", "status", "reason"), [(Access.DMCA, 451, "dmca"), (Access.TOS, 403, "tos")], ids=["dmca", "tos"]
)
@pytest.mark.asyncio
async def test_a_blocked_repository_carries_the_reason(access: Access, status: int, reason: str) -> None:
    async with stage(0, repo("acme/redfox", access={-9: access})) as standin:
        seen = await look_once(standin, link(1, "acme/redfox"))
        assert standin.requests == {"graphql": 1, "rest": 1}
    assert (seen.fault, seen.http_status, seen.block_reason) == (None, status, reason)


@pytest.mark.asyncio
async def test_a_renamed_repository_keeps_its_identity() -> None:
    async with stage(0, repo("acme/redfox", names={2: "lanternlab/RedFox"})) as standin:
        before = await look_once(standin, link(1, "acme/redfox"))
        standin.day = 2
        seen = await look_once(standin, known(before))
    assert before.repository
    assert seen.repository
    assert seen.repository.node_id == before.repository.node_id
    assert (seen.repository.name, seen.final_url) == ("lanternlab/RedFox", "https://github.com/lanternlab/redfox")
    assert before.final_url is None


@pytest.mark.asyncio
async def test_another_spelling_of_a_name_is_no_rename() -> None:
    async with stage(0, repo("Acme/RedFox")) as standin:
        seen = await look_once(standin, link(1, "acme/redfox"))
    assert seen.repository
    assert (seen.repository.name, seen.final_url) == ("Acme/RedFox", None)


@pytest.mark.asyncio
async def test_archived_repositories_say_so() -> None:
    async with stage(0, repo("acme/redfox", access={-9: Access.ARCHIVED})) as standin:
        seen = await look_once(standin, link(1, "acme/redfox"))
    assert seen.repository
    assert seen.repository.archived


@pytest.mark.asyncio
async def test_an_empty_repository_has_no_files_and_no_head() -> None:
    async with stage(0, repo("acme/redfox", files={}, readme={})) as standin:
        seen = await look_once(standin, link(1, "acme/redfox"))
        standin.requests.clear()
        await look_once(standin, known(seen))
        assert standin.requests == {"graphql": 1}
    facts = seen.repository
    assert facts
    assert (facts.empty, facts.files, facts.readme, facts.head_oid) == (True, (), "", None)


@pytest.mark.asyncio
async def test_a_repository_with_nothing_but_a_readme_shows_just_that() -> None:
    async with stage(0, repo("acme/redfox", files={}, readme={-9: "Code follows soon.\n"})) as standin:
        seen = await look_once(standin, link(1, "acme/redfox"))
    assert seen.repository
    assert (seen.repository.files, seen.repository.readme) == (("README.md",), "Code follows soon.\n")


@pytest.mark.asyncio
async def test_folders_that_tell_nothing_by_their_names_are_looked_into() -> None:
    others = [repo(f"acme/deep{number}", files={-9: ["redfox/train.py"]}) for number in range(30)]
    async with stage(0, *others) as standin:
        seen = await look(prober_for(standin), [link(number, other.name) for number, other in enumerate(others)])
        assert standin.requests == {"graphql": 3}
    assert {one.repository.files for one in seen if one.repository} == {("README.md", "redfox/", "redfox/train.py")}


@pytest.mark.asyncio
async def test_a_batch_that_is_too_much_is_halved_once_and_for_the_run() -> None:
    async with stage(60) as standin:
        standin.graphql_502_above = 12
        prober = prober_for(standin)
        seen = [*await look(prober, links(30)), *await look(prober, links(60)[30:])]
        assert standin.requests == {"graphql": 1 + 3 + 3}
    assert {one.http_status for one in seen} == {200}


@pytest.mark.asyncio
async def test_partial_answers_above_a_limit_are_asked_again_in_halves() -> None:
    async with stage(25) as standin:
        standin.graphql_limits_above = 13
        seen = await look(prober_for(standin), links(25))
        assert standin.requests == {"graphql": 1 + 3}
    assert {one.http_status for one in seen} == {200}


@pytest.mark.asyncio
async def test_when_everything_fails_the_forge_is_down_and_left_alone() -> None:
    async with stage(60) as standin:
        standin.graphql_502_above = 0
        prober = prober_for(standin)
        seen = await look(prober, links(60))
        asked = standin.requests["graphql"]
        assert asked <= 15
        assert await look(prober, links(60)) == seen
        assert standin.requests == {"graphql": asked}
    assert {(one.fault, one.http_status) for one in seen} == {(Fault.FORGE_DOWN, None)}


@pytest.mark.parametrize(
    ("kind", "wait"),
    [("graphql200", timedelta(hours=1)), ("primary", timedelta(hours=1)), ("secondary", timedelta(minutes=1))],
)
@pytest.mark.asyncio
async def test_a_rate_limit_ends_the_asking_for_the_run(kind: Any, wait: timedelta) -> None:
    async with stage(60) as standin:
        standin.rate_limited = kind
        prober = prober_for(standin)
        seen = await look(prober, links(60))
        standin.rate_limited = None
        seen += await look(prober, links(60))
        assert standin.requests == {"graphql": 1}
    assert len(seen) == 120
    assert {(one.fault, one.retry_at) for one in seen} == {(Fault.RATE_LIMITED, DAY_0 + wait)}


@pytest.mark.asyncio
async def test_a_short_limit_is_waited_for() -> None:
    slept: list[float] = []
    async with stage(60) as standin:

        async def sleep(seconds: float) -> None:
            slept.append(seconds)
            standin.rate_limited = None

        standin.rate_limited = "secondary"
        seen = await look(prober_for(standin, patience_s=90.0, sleep=sleep), links(60))
        assert standin.requests == {"graphql": 4}
    assert slept == [60.0]
    assert {(one.fault, one.http_status) for one in seen} == {(None, 200)}


@pytest.mark.asyncio
async def test_who_is_limited_again_and_again_gives_up() -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async with stage(60) as standin:
        standin.rate_limited = "secondary"
        seen = await look(prober_for(standin, patience_s=90.0, sleep=sleep), links(60))
    assert slept == [60.0] * 3
    assert {one.fault for one in seen} == {Fault.RATE_LIMITED}


@pytest.mark.asyncio
async def test_a_bad_token_is_no_fault_of_any_repository() -> None:
    async with stage(60) as standin:
        seen = await look(prober_for(standin, token="made-up"), links(60))
        assert standin.requests == {"graphql": 1}
    assert {(one.fault, one.http_status) for one in seen} == {(Fault.TOKEN_REJECTED, None)}


@pytest.mark.asyncio
async def test_conversations_that_break_off_are_a_forge_that_is_down() -> None:
    async with stage(3) as standin:
        standin.network_down = True
        seen = await look(prober_for(standin), links(3))
    assert {one.fault for one in seen} == {Fault.FORGE_DOWN}


@pytest.mark.asyncio
async def test_no_page_of_github_is_ever_fetched() -> None:
    others = [repo("acme/gone", access=MISSING), repo("acme/taken", access={-9: Access.DMCA})]
    async with stage(30, *others) as standin:
        await look(prober_for(standin), [*links(30), link(30, "acme/gone"), link(31, "acme/taken")])
        assert set(standin.requests) == {"graphql", "rest"}
        assert set(standin.hosts) == {"127.0.0.1"}


@pytest.mark.asyncio
async def test_a_look_that_is_given_up_asks_no_more() -> None:
    async with stage(60) as standin:
        observations = cast("AsyncGenerator[Observation]", prober_for(standin)(links(60)))
        await anext(observations)
        await observations.aclose()
        assert standin.requests == {"graphql": 1}
