"""What may come back over the wire instead of an answer, from small servers that say odd things."""

import json
import logging
import socket
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from aiohttp import web

from checks.classify import classify
from checks.code import inspect
from checks.forges.fields import README_CAP
from checks.model import CodeState, Fault, ForgeName, Kind, Link, Observation, Reason, Signal, Verdict
from checks.probers.github import GitHubAccess, github_api_prober
from monitor.demo.stage import DAY_0

LINKS = [
    Link(number, f"https://github.com/acme/fox{number}", Kind.REPO, "github.com", ForgeName.GITHUB, f"acme/fox{number}")
    for number in range(2)
]
Handler = Callable[[web.BaseRequest, bytes], web.Response]
"""What a server makes of a request and its body."""


async def look(api_url: str, asked: Sequence[Link]) -> list[Observation]:
    prober = github_api_prober(GitHubAccess(api_url, "made-up"), clock=lambda: DAY_0, pause_s=0.0)
    return [seen async for seen in prober(asked)]


async def look_at_odd_api(answer: Handler, asked: Sequence[Link]) -> list[Observation]:
    """Look through an API that always answers like this, over plain HTTP on loopback."""

    async def handle(request: web.BaseRequest) -> web.Response:
        return answer(request, await request.read())

    runner = web.ServerRunner(web.Server(handle))
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return await look(f"http://127.0.0.1:{runner.addresses[0][1]}", asked)
    finally:
        await runner.cleanup()


def with_repository(node: object, rest: web.Response) -> Handler:
    def answer(request: web.BaseRequest, _: bytes) -> web.Response:
        data = {"rateLimit": {"cost": 1}, "a0": node}
        return web.json_response({"data": data}) if request.method == "POST" else rest

    return answer


@pytest.mark.asyncio
async def test_a_repository_that_only_our_token_sees_is_not_public() -> None:
    node = {"id": "R_1", "nameWithOwner": "acme/fox0", "isPrivate": True}
    (seen,) = await look_at_odd_api(with_repository(node, web.Response(status=500)), LINKS[:1])
    assert (seen.fault, seen.http_status, seen.repository) == (None, 404, None)


@pytest.mark.asyncio
async def test_a_null_that_rest_shows_is_told_by_rest() -> None:
    rest = web.json_response({"full_name": "acme/fox0", "node_id": "R_1", "stargazers_count": 5})
    (seen,) = await look_at_odd_api(with_repository(None, rest), LINKS[:1])
    assert seen.repository
    assert (seen.http_status, seen.repository.stars, seen.repository.files) == (200, 5, None)


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (lambda *_: web.Response(text="<html>"), Fault.FORGE_DOWN),
        (lambda *_: web.Response(text="[" * 100_000), Fault.FORGE_DOWN),
        (lambda *_: web.Response(text='{"data": {"a0": {"nameWithO'), Fault.FORGE_DOWN),
        (lambda *_: web.json_response({"data": None, "errors": [{"message": "Sorry"}]}), Fault.FORGE_DOWN),
        (lambda *_: web.Response(status=404), Fault.FORGE_DOWN),
        (lambda *_: web.Response(status=403, text="no"), Fault.TOKEN_REJECTED),
        (lambda *_: web.Response(status=429), Fault.RATE_LIMITED),
        (lambda *_: web.Response(status=504), Fault.FORGE_DOWN),
        (lambda *_: web.Response(status=301, headers={"Location": "http://example.org/graphql"}), Fault.FORGE_DOWN),
        (lambda request, _: web.Response(status=301, headers={"Location": str(request.url)}), Fault.FORGE_DOWN),
        (lambda *_: web.Response(headers={"X-RateLimit-Reset": "soon"}), Fault.FORGE_DOWN),
    ],
    ids=[
        "no json", "too deep", "cut short", "data null", "not an api", "forbidden", "too many", "time out",
        "other host", "loop", "odd header",
    ],
)  # fmt: skip
@pytest.mark.asyncio
async def test_odd_answers_of_the_api_are_faults_and_never_exceptions(answer: Handler, fault: Fault) -> None:
    seen = await look_at_odd_api(answer, LINKS)
    assert [one.fault for one in seen] == [fault, fault]


@pytest.mark.asyncio
async def test_an_organisation_that_wants_single_sign_on_is_limited_and_no_limit_for_others() -> None:
    refused = {"message": "Resource protected by organization SAML enforcement. You must grant your token access."}
    headers = {"X-GitHub-SSO": "required; url=https://github.com/orgs/acme/sso?authorization_request=A"}
    rest = web.json_response(refused, status=403, headers=headers)
    (seen,) = await look_at_odd_api(with_repository(None, rest), LINKS[:1])
    assert classify(seen) == Verdict(Signal.LIMITED, Reason.FORBIDDEN)


@pytest.mark.asyncio
async def test_a_token_that_may_not_ask_is_rejected_and_nothing_is_judged() -> None:
    rest = web.json_response({"message": "Resource not accessible by personal access token"}, status=403)
    (seen,) = await look_at_odd_api(with_repository(None, rest), LINKS[:1])
    assert seen.fault is Fault.TOKEN_REJECTED


@pytest.mark.asyncio
async def test_a_book_for_a_readme_and_a_hundred_thousand_files_are_read_in_part() -> None:
    node = {
        "nameWithOwner": "acme/fox0",
        "stargazerCount": 2**70,
        "forkCount": -1.5,
        "root": {"entries": [{"name": f"photo{number}.jpg", "type": "blob"} for number in range(100_000)]},
        "r0": {"isBinary": False, "text": "Foxes. " * 750_000},
        **dict.fromkeys(("r1", "r2", "r3")),
    }
    (seen,) = await look_at_odd_api(with_repository(node, web.Response(status=500)), LINKS[:1])
    assert seen.repository
    assert (seen.repository.stars, seen.repository.forks) == (None, None)
    assert (len(seen.repository.readme or ""), len(seen.repository.files or ())) == (README_CAP, 100_000)
    assert inspect(seen.repository.readme, seen.repository.files).state is CodeState.PLACEHOLDER


@pytest.mark.asyncio
async def test_an_api_whose_name_is_not_known_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_such_name(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    seen = await look("https://api.acme.example", LINKS)
    assert {(one.fault, one.http_status) for one in seen} == {(Fault.FORGE_DOWN, None)}
    assert {classify(one).signal for one in seen} == {Signal.BLIND}


@pytest.mark.asyncio
async def test_one_repository_that_breaks_every_query_does_not_take_the_others_along() -> None:
    asked = [replace(LINKS[0], id=number, name=f"acme/fox{number}") for number in range(60)]

    def answer(_: web.BaseRequest, body: bytes) -> web.Response:
        variables = json.loads(body)["variables"]
        names = [variables[f"n{i}"] for i in range(len(variables) // 2)]
        if "fox7" in names:
            return web.Response(status=502)
        return web.json_response({"data": {f"a{i}": {"nameWithOwner": f"acme/{name}"} for i, name in enumerate(names)}})

    seen = {one.link.id: one for one in await look_at_odd_api(answer, asked)}
    assert seen.pop(7).fault is Fault.FORGE_DOWN
    assert {one.http_status for one in seen.values()} == {200}
    assert len(seen) == 59


@pytest.mark.asyncio
async def test_an_api_that_nobody_serves_is_down() -> None:
    (seen, _) = await look("http://127.0.0.1:1", LINKS)
    assert seen == Observation(LINKS[0], DAY_0, fault=Fault.FORGE_DOWN)


def test_the_token_stands_in_no_text() -> None:
    assert "made-up" not in repr(GitHubAccess("https://api.github.com", "made-up"))


def test_pygithub_prints_nothing_by_itself() -> None:
    assert logging.getLogger("github").handlers == []
