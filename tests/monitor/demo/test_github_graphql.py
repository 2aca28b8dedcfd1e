"""GraphQL: the queries that are really sent, executed on the world."""

import pytest

from checks.forges.github_queries import Depth, repositories

POLL = """
fragment Poll on Repository {
  id databaseId nameWithOwner stargazerCount forkCount
  isArchived archivedAt isDisabled isEmpty isFork isPrivate isLocked lockReason isMirror
  pushedAt updatedAt createdAt diskUsage
  licenseInfo { spdxId key name } primaryLanguage { name }
  latestRelease { tagName publishedAt isPrerelease }
  defaultBranchRef { name target { oid ... on Commit { committedDate } } }
}
"""
FULL = """
fragment Full on Repository {
  ...Poll
  description homepageUrl
  languages(first: 5, orderBy: {field: SIZE, direction: DESC}) { totalSize edges { size node { name } } }
  root: object(expression: "HEAD:") { ... on Tree { entries { name type size } } }
  src: object(expression: "HEAD:src") { ... on Tree { entries { name type } } }
  r0: object(expression: "HEAD:README.md") { ...Readme }
  r1: object(expression: "HEAD:README.rst") { ...Readme }
}
fragment Readme on Blob { oid byteSize isBinary isTruncated text }
fragment History on Repository { head: defaultBranchRef { target { ... on Commit { history { totalCount } } } } }
"""
ONE = "query One($o0: String!, $n0: String!) { a0: repository(owner: $o0, name: $n0) { %s } }"
LIMIT = "{ rateLimit { cost remaining limit used resetAt nodeCount } viewer { login } }"


def ask(body, name):
    """Return a query for one repository and its variables."""
    owner, _, short = name.partition("/")
    return ONE % body, {"o0": owner, "n0": short}


@pytest.mark.asyncio
async def test_a_poll_tells_what_changes(api, standin):
    standin.day = 20
    query, variables = ask("...Poll", "ferrostack/anvil-rl")
    found = (await api.query(query + POLL, **variables))["data"]["a0"]
    assert found["nameWithOwner"] == "ferrostack/anvil-rl"
    assert (found["isArchived"], found["archivedAt"]) == (True, "2026-01-25T08:00:00Z")
    assert found["stargazerCount"] == 934
    assert found["pushedAt"] == "2024-08-23T08:00:00Z"
    assert found["licenseInfo"] == {"spdxId": "MIT", "key": "mit", "name": "MIT"}
    assert found["primaryLanguage"] == {"name": "Python"}
    assert found["defaultBranchRef"]["target"]["committedDate"] == found["pushedAt"]


@pytest.mark.asyncio
async def test_a_full_look_brings_root_readme_and_history(api, standin):
    standin.day = 28
    query, variables = ask("...Full ...History", "lanternlab/redfox")
    found = (await api.query(query + POLL + FULL, **variables))["data"]["a0"]
    assert {entry["name"]: entry["type"] for entry in found["root"]["entries"]} == {
        "LICENSE": "blob",
        "README.md": "blob",
        "assets": "tree",
        "configs": "tree",
        "evaluate.py": "blob",
        "requirements.txt": "blob",
        "src": "tree",
        "train.py": "blob",
    }
    assert [entry["name"] for entry in found["src"]["entries"]] == ["losses.py", "model.py"]
    assert found["r0"]["text"].startswith("# Red Fox")
    assert found["r0"]["byteSize"] == len(found["r0"]["text"])
    assert found["r1"] is None
    assert found["languages"]["edges"][0]["node"] == {"name": "Python"}
    assert found["latestRelease"]["tagName"] == "v1.0"
    assert found["head"]["target"]["history"]["totalCount"] > 1


@pytest.mark.asyncio
async def test_an_empty_repository_has_neither_branch_nor_tree(api):
    query, variables = ask("...Full", "kitefield/updraft")
    found = (await api.query(query + POLL + FULL.partition("fragment History")[0], **variables))["data"]["a0"]
    assert found["isEmpty"]
    assert (found["defaultBranchRef"], found["root"], found["r0"], found["primaryLanguage"]) == (None,) * 4


@pytest.mark.parametrize("depth", [Depth.POLL, Depth.FULL])
@pytest.mark.asyncio
async def test_our_own_queries_are_understood(api, standin, depth):
    names = [repository.name for repository in standin.world.repositories]
    query = repositories(names, depth)
    document = await api.query(query.text, **query.variables)
    found = {name: document["data"][f"a{i}"] for i, name in enumerate(names)}
    assert {error["type"] for error in document["errors"]} == {"NOT_FOUND"}
    assert {name for name, node in found.items() if node is None} == {
        "glasswing-robotics/chrysalis",
        "papercrane/fold-and-tell",
        "papercrane/crease",
        "saltmarsh/heronet",
    }


@pytest.mark.asyncio
async def test_what_is_missing_is_null_with_an_error_that_names_it(api):
    query, variables = ask("id", "acme/nobody")
    document = await api.query(query, **variables)
    assert document["data"] == {"a0": None}
    [error] = document["errors"]
    assert (error["type"], error["path"]) == ("NOT_FOUND", ["a0"])
    assert error["message"] == "Could not resolve to a Repository with the name 'acme/nobody'."


@pytest.mark.asyncio
async def test_an_old_name_leads_to_the_repository_that_had_it(api, standin):
    query, variables = ask("id nameWithOwner", "mossgate/fernnet")
    before = (await api.query(query, **variables))["data"]["a0"]
    standin.day = 28
    after = (await api.query(query, **variables))["data"]["a0"]
    assert after == before | {"nameWithOwner": "mossgate/fern-networks"}


@pytest.mark.asyncio
async def test_repositories_are_found_by_their_identities(api):
    query, variables = ask("id", "ferrostack/rivet")
    known = (await api.query(query, **variables))["data"]["a0"]["id"]
    by_ids = "query ByIds($ids: [ID!]!) { nodes(ids: $ids) { ... on Repository { nameWithOwner } } }"
    document = await api.query(by_ids, ids=[known, "R_kgDO00000000"])
    assert document["data"]["nodes"] == [{"nameWithOwner": "ferrostack/rivet"}, None]
    assert [(error["type"], error["path"]) for error in document["errors"]] == [("NOT_FOUND", ["nodes", 1])]


@pytest.mark.asyncio
async def test_who_starred_is_nobodys_business_and_costs_the_whole_repository(api):
    query, variables = ask("id stargazers { totalCount }", "ferrostack/rivet")
    document = await api.query(query, **variables)
    assert document["data"] == {"a0": None}
    assert document["errors"][0]["type"] == "FORBIDDEN"


@pytest.mark.asyncio
async def test_the_allowance_is_counted(api):
    await api.query(LIMIT)
    limit = (await api.query(LIMIT))["data"]["rateLimit"]
    assert limit == {
        "cost": 1,
        "used": 2,
        "remaining": 4998,
        "limit": 5000,
        "resetAt": "2026-01-05T09:00:00Z",
        "nodeCount": 0,
    }


@pytest.mark.parametrize(
    "query", ["{ repository(", "{ nonsense }", "", "query Q { rateLimit { cost } } fragment F on Release { tagName }"]
)
@pytest.mark.asyncio
async def test_a_bad_query_gets_errors_and_no_data(api, query):
    document = await api.query(query)
    assert "data" not in document
    assert document["errors"]


TWO = 'query Two($ids: [ID!]!) { one: repository(owner: "ferrostack", name: "rivet") { name } nodes(ids: $ids) { id } }'


@pytest.mark.parametrize(("above", "status"), [(1, 502), (2, 502), (3, 200)])
@pytest.mark.asyncio
async def test_a_query_for_too_many_is_a_bad_gateway(api, standin, above, status):
    standin.graphql_502_above = above
    answered, body = await api.post({"query": TWO, "variables": {"ids": ["a", "b"]}})
    assert answered == status
    assert (status == 200) == isinstance(body, dict)


@pytest.mark.asyncio
async def test_a_query_that_is_too_heavy_is_answered_in_part(api, standin):
    standin.graphql_limits_above = 1
    query = repositories(["ferrostack/rivet", "mossgate/lichen"], Depth.POLL)
    document = await api.query(query.text, **query.variables)
    assert [node is not None for node in (document["data"]["a0"], document["data"]["a1"])] == [True, False]
    assert [error["type"] for error in document["errors"]] == ["RESOURCE_LIMITS_EXCEEDED"]


@pytest.mark.asyncio
async def test_a_used_up_allowance_may_hide_in_a_200(api, standin):
    standin.rate_limited = "graphql200"
    document = await api.query(LIMIT)
    assert document["errors"][0]["type"] == "RATE_LIMITED"
    assert "data" not in document
    assert (await api.get("/repos/ferrostack/rivet"))[0] == 200
