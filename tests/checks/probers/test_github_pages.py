"""The page prober against the stand-in: one page a repository, at its pace, and not one more when GitHub minds."""

import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from checks.model import Fault, ForgeName, Hop, Kind, Link, Observation, Prober, RepositoryFacts, Validator
from checks.probers.github_pages import github_page_prober
from checks.probers.transport import open_session
from monitor.demo.atlas import World
from monitor.demo.cast import Access, Growth, Repository
from monitor.demo.stage import DAY_0
from monitor.demo.standin import StandIn


def repo(name: str, **does: Any) -> Repository:
    shown: dict[str, Any] = {"stars": Growth(1234), "files": {-9: ["train.py", "src/a.py"]}, "readme": {-9: "# Fox\n"}}
    return Repository(name, **(shown | does))


def link(number: int, name: str) -> Link:
    return Link(number, f"https://github.com/{name.lower()}", Kind.REPO, "github.com", ForgeName.GITHUB, name)


REST = "https://api.github.com"
LINKS = [link(1, "acme/redfox"), link(2, "acme/bluefox")]


@asynccontextmanager
async def prober_for(standin: StandIn, pace_s: float = 0.0, api_url: str | None = None) -> AsyncIterator[Prober]:
    async with standin, open_session(standin.transport, standin.allowed, "linkpulse-test") as session:
        yield github_page_prober(session, clock=lambda: DAY_0, pace_s=pace_s, api_url=api_url)


@asynccontextmanager
async def stage(
    *repositories: Repository, pace_s: float = 0.0, api_url: str | None = None
) -> AsyncIterator[tuple[StandIn, Prober]]:
    standin = StandIn(world=World(repositories))
    async with prober_for(standin, pace_s, api_url) as prober:
        yield standin, prober


class OddGitHub(StandIn):
    """A github.com that always answers in one way, and the paths that it was asked for."""

    def __init__(self, answer: Callable[[web.BaseRequest], web.Response]) -> None:
        """Keep what to answer."""
        super().__init__(world=World())
        self.answer = answer
        self.asked: list[str] = []

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.asked.append(request.path)
        return self.answer(request)


async def look(prober: Prober, asked: Sequence[Link]) -> list[Observation]:
    return [seen async for seen in prober(asked)]


async def look_once(repository: Repository, *, day: int = 0) -> Observation:
    async with stage(repository) as (standin, prober):
        standin.day = day
        (seen,) = await look(prober, LINKS[:1])
    return seen


@pytest.mark.asyncio
async def test_one_page_tells_all_that_a_stranger_can_see() -> None:
    async with stage(repo("Acme/RedFox")) as (standin, prober):
        (seen,) = await look(prober, LINKS[:1])
        assert standin.requests == {"page": 1}
    assert seen.repository
    assert seen == Observation(
        LINKS[0],
        DAY_0,
        http_status=200,
        repository=RepositoryFacts(
            "Acme/RedFox",
            stars=1234,
            forks=seen.repository.forks,
            head_oid=seen.repository.head_oid,
            files=("src/", "README.md", "train.py"),
            readme="# Fox",
        ),
        latency_ms=seen.latency_ms,
        validator=Validator(seen.repository.head_oid or "", DAY_0),
    )
    assert len(seen.repository.head_oid or "") == 40


@pytest.mark.asyncio
async def test_a_renamed_repository_is_followed_to_its_new_name() -> None:
    seen = await look_once(repo("acme/redfox", names={2: "lanternlab/RedFox"}), day=2)
    assert seen.hops == (Hop(301, "https://github.com/lanternlab/RedFox"),)
    assert seen.final_url == "https://github.com/lanternlab/RedFox"
    assert seen.repository
    assert seen.repository.name == "lanternlab/RedFox"


@pytest.mark.asyncio
async def test_a_missing_repository_is_a_404() -> None:
    seen = await look_once(repo("acme/redfox", access={-9: Access.MISSING}))
    assert (seen.fault, seen.http_status, seen.repository) == (None, 404, None)


@pytest.mark.asyncio
async def test_archived_and_empty_repositories_say_so() -> None:
    archived = await look_once(repo("acme/redfox", access={-9: Access.ARCHIVED}))
    empty = await look_once(repo("acme/redfox", files={}, readme={}))
    assert archived.repository
    assert (archived.repository.archived, archived.repository.empty) == (True, False)
    assert empty.repository
    assert (empty.repository.empty, empty.repository.files, empty.repository.readme) == (True, (), "")


@pytest.mark.parametrize(("status"), [200, 451])
@pytest.mark.asyncio
async def test_a_takedown_is_told_by_its_text(status: int) -> None:
    async with stage(repo("acme/redfox", access={-9: Access.DMCA})) as (standin, prober):
        standin.dmca_page_status = status
        (seen,) = await look(prober, LINKS[:1])
    assert (seen.http_status, seen.block_reason, seen.repository) == (status, "dmca", None)


@pytest.mark.asyncio
async def test_a_repository_that_github_disabled_is_told_by_its_header() -> None:
    seen = await look_once(repo("acme/redfox", access={-9: Access.TOS}))
    assert (seen.http_status, seen.block_reason, seen.repository) == (200, "disabled", None)


@pytest.mark.asyncio
async def test_too_many_requests_end_the_asking_for_the_run() -> None:
    async with stage(repo("acme/redfox"), repo("acme/bluefox")) as (standin, prober):
        standin.page_429 = True
        seen = await look(prober, LINKS)
        standin.page_429 = False
        seen += await look(prober, LINKS)
        assert standin.requests == {"page": 1}
    assert [one.fault for one in seen] == [Fault.RATE_LIMITED] * 4
    assert {one.retry_at for one in seen} == {DAY_0 + timedelta(minutes=1)}


@pytest.mark.asyncio
async def test_where_github_names_no_time_it_is_left_alone_for_half_an_hour() -> None:
    async with prober_for(OddGitHub(lambda _: web.Response(status=429))) as prober:
        (seen,) = await look(prober, LINKS[:1])
    assert (seen.fault, seen.retry_at) == (Fault.RATE_LIMITED, DAY_0 + timedelta(minutes=30))


@pytest.mark.asyncio
async def test_a_github_that_fails_is_no_fault_of_any_repository() -> None:
    github = OddGitHub(lambda _: web.Response(status=503))
    async with prober_for(github) as prober:
        seen = await look(prober, LINKS * 5)
    assert {one.fault for one in seen} == {Fault.FORGE_DOWN}
    assert len(github.asked) == 3


@pytest.mark.asyncio
async def test_a_github_that_cannot_be_reached_is_down() -> None:
    async with stage() as (standin, prober):
        standin.network_down = True
        assert {one.fault for one in await look(prober, LINKS)} == {Fault.FORGE_DOWN}


@pytest.mark.asyncio
async def test_a_page_that_is_no_repository_is_told_like_any_page() -> None:
    def sign_in(request: web.BaseRequest) -> web.Response:
        if request.path == "/login":
            return web.Response(text="<title>Sign in</title>", content_type="text/html")
        return web.Response(status=302, headers={"Location": "/login?return_to=x"})

    async with prober_for(OddGitHub(sign_in)) as prober:
        (seen,) = await look(prober, LINKS[:1])
    assert (seen.http_status, seen.final_url, seen.repository) == (200, "https://github.com/login?return_to=x", None)
    assert seen.page
    assert seen.page.title == "Sign in"


@pytest.mark.asyncio
async def test_redirects_without_end_come_to_one() -> None:
    github = OddGitHub(lambda request: web.Response(status=301, headers={"Location": request.path}))
    async with prober_for(github) as prober:
        (seen,) = await look(prober, LINKS[:1])
    assert (seen.http_status, len(seen.hops)) == (301, 5)


@pytest.mark.asyncio
async def test_a_pause_passes_between_two_pages() -> None:
    async with stage(repo("acme/redfox"), repo("acme/bluefox"), pace_s=0.05) as (_, prober):
        began = time.monotonic()
        await look(prober, LINKS)
        await look(prober, LINKS[:1])
    assert time.monotonic() - began >= 0.1


async def read_before(prober: Prober, *, days: int = 1) -> Link:
    """Look once, and give the link as it is known so many days later, when nothing has changed since."""
    (seen,) = await look(prober, LINKS[:1])
    assert seen.validator
    return replace(LINKS[0], validator=replace(seen.validator, read_at=DAY_0 - timedelta(days=days)))


@pytest.mark.asyncio
async def test_a_page_is_not_asked_for_again_while_git_names_the_same_commit() -> None:
    async with stage(repo("acme/redfox")) as (standin, prober):
        known = await read_before(prober)
        (seen,) = await look(prober, [known])
        assert standin.requests == {"page": 1, "refs": 1}
    assert (seen.http_status, seen.repository, seen.validator) == (304, None, known.validator)


@pytest.mark.asyncio
async def test_a_new_commit_is_a_new_look_at_the_page() -> None:
    async with stage(repo("acme/redfox", pushes=[3])) as (standin, prober):
        known = await read_before(prober)
        standin.day = 3
        (seen,) = await look(prober, [known])
        assert standin.requests == {"page": 2, "refs": 1}
    assert seen.repository
    assert seen.validator
    assert seen.repository.head_oid == seen.validator.text != (known.validator and known.validator.text)


@pytest.mark.asyncio
async def test_stars_come_without_commits_so_a_page_is_read_once_a_week() -> None:
    async with stage(repo("acme/redfox")) as (standin, prober):
        await look(prober, [await read_before(prober, days=7)])
        assert standin.requests == {"page": 2}


@pytest.mark.parametrize("does", [{"access": {-9: Access.PUBLIC, 2: Access.MISSING}}, {"names": {2: "acme/fox"}}])
@pytest.mark.asyncio
async def test_where_git_names_no_commit_the_page_tells_why(does: dict[str, Any]) -> None:
    async with stage(repo("acme/redfox", **does)) as (standin, prober):
        known = await read_before(prober)
        standin.day = 2
        (seen,) = await look(prober, [known])
        assert standin.requests["refs"] == 1
    assert seen.http_status == 404 or seen.hops


@pytest.mark.asyncio
async def test_a_refusal_of_gits_question_ends_the_asking_too() -> None:
    async with stage(repo("acme/redfox")) as (standin, prober):
        known = await read_before(prober)
        standin.page_429 = True
        seen = await look(prober, [known, known])
        assert standin.requests == {"page": 1, "refs": 1}
    assert [one.fault for one in seen] == [Fault.RATE_LIMITED] * 2


@pytest.mark.asyncio
async def test_a_readme_that_is_not_on_the_page_is_asked_for_by_itself() -> None:
    async with stage(repo("acme/redfox")) as (standin, prober):
        standin.readme_off_page = True
        (seen,) = await look(prober, LINKS[:1])
        assert standin.requests == {"page": 1, "raw": 1}
    assert seen.repository
    assert seen.repository.readme == "# Fox\n"


@pytest.mark.asyncio
async def test_a_readme_that_cannot_be_had_is_unknown_and_the_page_is_read_again_next_time() -> None:
    async with stage(repo("acme/redfox"), repo("acme/bluefox")) as (standin, prober):
        standin.readme_off_page = standin.raw_429 = True
        seen = await look(prober, LINKS)
        assert standin.requests == {"page": 2, "raw": 1}
    assert [(one.repository and one.repository.readme, one.validator) for one in seen] == [(None, None)] * 2


@pytest.mark.asyncio
async def test_a_repository_without_a_readme_costs_no_second_question() -> None:
    async with stage(repo("acme/redfox", readme={})) as (standin, prober):
        await look(prober, LINKS[:1])
        assert standin.requests == {"page": 1}


@pytest.mark.asyncio
async def test_rest_confirms_what_a_page_calls_missing() -> None:
    async with stage(repo("acme/redfox", access={-9: Access.MISSING}), api_url=REST) as (standin, prober):
        (seen,) = await look(prober, LINKS[:1])
        assert standin.requests == {"page": 1, "rest": 1}
    assert (seen.http_status, seen.block_reason, seen.repository) == (404, None, None)


@pytest.mark.asyncio
async def test_a_takedown_behind_a_404_is_told_by_rest() -> None:
    async with stage(repo("acme/redfox", access={-9: Access.DMCA}), api_url=REST) as (standin, prober):
        standin.dmca_page_status = 404
        (seen,) = await look(prober, LINKS[:1])
    assert (seen.http_status, seen.block_reason) == (451, "dmca")


class DoubtfulGitHub(StandIn):
    """A github.com whose pages show nothing, beside an API that tells everything."""

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.url.host == "github.com":
            self.requests["page"] += 1
            return web.Response(text="<title>Whoops</title>", content_type="text/html")
        return await super()._answer(request)


@pytest.mark.asyncio
async def test_what_a_page_does_not_show_rest_does_and_follows_a_rename() -> None:
    github = DoubtfulGitHub(world=World([repo("acme/redfox", names={-5: "lanternlab/RedFox"})]))
    async with prober_for(github, api_url=REST) as prober:
        (seen,) = await look(prober, LINKS[:1])
    assert seen.repository
    assert (seen.repository.name, seen.repository.stars, seen.page) == ("lanternlab/RedFox", 1234, None)
    assert (seen.http_status, seen.final_url) == (200, "https://github.com/lanternlab/redfox")
    assert github.requests == {"page": 1, "rest": 2}


@pytest.mark.asyncio
async def test_when_the_hour_of_rest_is_spent_the_page_has_the_last_word() -> None:
    async with stage(api_url=REST) as (standin, prober):
        standin.stranger_allowance = 1
        seen = await look(prober, LINKS * 2)
        assert standin.requests == {"page": 4, "rest": 2}
    assert [one.http_status for one in seen] == [404] * 4


ODD_PAGES = {
    "cut short": "<html><span id=repo-stars-counter-star title='1,2",
    "absurd stars": f"<span id=repo-stars-counter-star title='{'9' * 5000}'></span>",
    "too deep": "<script data-target='x.embeddedData'>" + "[" * 100_000 + "</script>",
    "nothing": "",
}


@pytest.mark.parametrize("html", ODD_PAGES.values(), ids=ODD_PAGES)
@pytest.mark.asyncio
async def test_odd_pages_say_nothing_of_a_repository_and_hurt_nobody(html: str) -> None:
    async with prober_for(OddGitHub(lambda _: web.Response(text=html, content_type="text/html"))) as prober:
        (seen,) = await look(prober, LINKS[:1])
    assert (seen.fault, seen.repository, seen.validator) == (None, None, None)


@pytest.mark.parametrize("body", ["<html>", "[" * 100_000, '{"full_na', "null", "[]", "{}"])
@pytest.mark.asyncio
async def test_odd_answers_of_rest_leave_the_page_its_word(body: str) -> None:
    def answer(request: web.BaseRequest) -> web.Response:
        return web.Response(text=body) if request.url.host == "api.github.com" else web.Response(status=404)

    async with prober_for(OddGitHub(answer), api_url=REST) as prober:
        (seen,) = await look(prober, LINKS[:1])
    assert (seen.http_status, seen.repository) == (404, None)
