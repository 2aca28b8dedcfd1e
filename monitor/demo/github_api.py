"""The door of GitHub's API: which part of it a request is for, and whether its token opens it."""

from collections.abc import Mapping

from aiohttp import web

from monitor.demo import github_graphql, github_rest
from monitor.demo.stage import API, Stage

ENTERPRISE = "/api/v3"
"""Where the API stands on a server that is not GitHub's own; GraphQL stands beside it."""
GRAPHQL = frozenset({"/graphql", "/api/graphql"})


async def answer(stage: Stage, request: web.BaseRequest) -> web.StreamResponse:
    """Answer a request to api.github.com, or to loopback below `/api`."""
    is_graphql = request.path in GRAPHQL
    stage.requests["graphql" if is_graphql else "rest"] += 1
    is_stranger = "Authorization" not in request.headers and not is_graphql
    if is_stranger and stage.requests["rest"] > stage.stranger_allowance:
        return github_rest.spent(stage)
    if not is_stranger and not _opens(stage, request.headers):
        return github_rest.bad_credentials(stage)
    if refused := github_rest.refusal(stage):
        return refused
    if is_graphql:
        return await github_graphql.answer(stage, request)
    base = f"https://{API}" if request.url.host == API else f"https://{request.host}{ENTERPRISE}"
    return github_rest.answer(stage, request.path.removeprefix(ENTERPRISE), base)


def _opens(stage: Stage, given: Mapping[str, str]) -> bool:
    scheme, _, token = given.get("Authorization", "").partition(" ")
    return scheme.lower() in {"token", "bearer"} and token == stage.token
