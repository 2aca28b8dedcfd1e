"""The stand-in's REST beside the description that GitHub publishes: every answer has the published shape."""

import pytest
from openapi_schema_validator import OAS30Validator, oas30_format_checker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from tests.published import openapi

GITHUB = "github:openapi"
REPOSITORY = "/repos/{owner}/{repo}"
BLOCKED = 451


def faults(document, pointer):
    """Say where a document differs from what stands at `pointer` of the description."""
    registry = Registry().with_resource(GITHUB, Resource(openapi(), DRAFT4))
    validator = OAS30Validator({"$ref": f"{GITHUB}#{pointer}"}, registry=registry, format_checker=oas30_format_checker)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


def described(route, status):
    """Return the pointer to what a GET of `route` answers with `status`."""
    answer = openapi()["paths"][route]["get"]["responses"][str(status)]
    at = answer.get("$ref", f"#/paths/{route.replace('/', '~1')}/get/responses/{status}").removeprefix("#")
    return f"{at}/content/application~1json/schema"


async def statuses(api, day):
    """Return the statuses of all repositories on a day, once their documents are known to be in shape."""
    api.standin.day = day
    seen = set()
    for repository in api.standin.world.repositories:
        status, _, document = await api.get(f"/repos/{repository.name}")
        seen.add(status)
        if status != BLOCKED:
            assert faults(document, described(REPOSITORY, status)) == []
    return seen


@pytest.mark.parametrize(("day", "answers"), [(0, {200, 403, 404, 451}), (28, {200, 301, 403, 404, 451})])
@pytest.mark.asyncio
async def test_repositories_have_the_published_shape(api, day, answers):
    """Found, renamed, refused and missing; 451 is not described for this route."""
    assert await statuses(api, day) == answers


@pytest.mark.parametrize("name", ["saltmarsh/heronet", "papercrane/crease"])
@pytest.mark.asyncio
async def test_a_block_has_the_published_shape_of_blocks(api, name):
    """GitHub describes it for gists alone."""
    _, _, document = await api.get(f"/repos/{name}")
    block = openapi()["components"]["responses"]["forbidden_gist"]["content"]["application/json"]["schema"]
    assert faults(document, "/components/responses/forbidden_gist/content/application~1json/schema") == []
    assert document["block"].keys() == block["properties"]["block"]["properties"].keys()


@pytest.mark.asyncio
async def test_a_renamed_repository_has_the_published_shape_under_its_number(api, standin):
    standin.day = 28
    _, headers, _ = await api.get("/repos/mossgate/fernnet")
    _, _, document = await api.get(headers["Location"].removeprefix(standin.api_url))
    assert faults(document, described(REPOSITORY, 200)) == []


@pytest.mark.parametrize("kind", ["secondary", "primary"])
@pytest.mark.asyncio
async def test_a_used_up_allowance_has_the_published_shape(api, standin, kind):
    standin.rate_limited = kind
    status, _, document = await api.get("/repos/ferrostack/rivet")
    assert faults(document, described(REPOSITORY, status)) == []


@pytest.mark.asyncio
async def test_a_wrong_token_gets_the_published_shape(api):
    status, _, document = await api.get("/repos/ferrostack/rivet", token="stolen")
    assert faults(document, described("/user", status)) == []


@pytest.mark.asyncio
async def test_the_allowances_have_the_published_shape(api):
    status, _, document = await api.get("/rate_limit")
    assert faults(document, described("/rate_limit", status)) == []


@pytest.mark.parametrize(
    ("field", "wrong", "told"),
    [
        ("stargazers_count", "3270", "$.stargazers_count: '3270' is not of type 'integer'"),
        ("archived", None, "$.archived: None is not of type 'boolean'"),
        ("pushed_at", "yesterday", "$.pushed_at: 'yesterday' is not a 'date-time'"),
    ],
)
@pytest.mark.asyncio
async def test_a_wrong_shape_would_be_found(api, field, wrong, told):
    _, _, document = await api.get("/repos/ferrostack/rivet")
    assert told in faults(document | {field: wrong}, described(REPOSITORY, 200))
