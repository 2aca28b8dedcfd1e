"""The stand-in's GraphQL beside the schema that GitHub publishes: the same types, and answers of the same shape."""

import json

import pytest
from graphql import (
    FieldNode,
    NameNode,
    SelectionSetNode,
    Visitor,
    execute_sync,
    find_breaking_changes,
    parse,
    print_ast,
    visit,
)

from checks.forges.github_queries import Deeper, Depth, deeper, repositories
from monitor.demo.graphql_schema import schema
from tests.published import graphql_schema

TYPENAME = FieldNode(name=NameNode(value="__typename"))


class TypesToo(Visitor):
    """Asks for the type of everything: an answer does not show otherwise whether a tree or a file stands there."""

    def leave_selection_set(self, node, *_):
        return SelectionSetNode(selections=(*node.selections, TYPENAME))


def by_alias(answer, info, **_arguments):
    return answer[info.path.key]


def reread(query, data):
    """Let the published schema answer a query with what the stand-in has answered: a wrong type does not pass."""
    return execute_sync(
        graphql_schema(),
        parse(query.text),
        root_value=data,
        variable_values=dict(query.variables),
        field_resolver=by_alias,
    )


async def answered(api, query):
    """Return a query that asks for types too, and the data of its answer."""
    text = print_ast(visit(parse(query.text), TypesToo()))
    asked = type(query)(text, query.variables)
    return asked, (await api.query(asked.text, **asked.variables))["data"]


def test_the_stand_in_promises_nothing_else_than_github():
    assert [change.description for change in find_breaking_changes(schema(), graphql_schema())] == []


@pytest.mark.parametrize("day", [0, 28])
@pytest.mark.parametrize("depth", [Depth.POLL, Depth.FULL])
@pytest.mark.asyncio
async def test_every_repository_has_the_published_shape(api, standin, depth, day):
    standin.day = day
    query = repositories([repository.name for repository in standin.world.repositories], depth)
    asked, data = await answered(api, query)
    seen = reread(asked, data)
    assert seen.errors is None
    # As text, since True is 1 in Python, and 5.0 is 5.
    assert json.dumps(seen.data, sort_keys=True) == json.dumps(data, sort_keys=True)


@pytest.mark.asyncio
async def test_deeper_looks_have_the_published_shape(api):
    looks = [
        Deeper("lanternlab/redfox", readme="README.md", folders=("src/", "assets/")),
        Deeper("acme/nobody", readme="README.md"),
        Deeper("ferrostack/rivet", readme="nowhere.txt", folders=("nowhere/",)),
    ]
    asked, data = await answered(api, deeper(looks))
    seen = reread(asked, data)
    assert (seen.errors, seen.data) == (None, data)
    assert data["a1"] is None
    assert data["a2"]["readme"] is data["a2"]["f0"] is None


@pytest.mark.parametrize(
    ("field", "wrong", "told"),
    [
        ("stargazerCount", None, "Cannot return null for non-nullable field Repository.stargazerCount."),
        ("stargazerCount", "many", "Int cannot represent non-integer value: 'many'"),
        ("pushedAt", "yesterday", "no instant in UTC: 'yesterday'"),
    ],
)
@pytest.mark.asyncio
async def test_a_wrong_shape_would_be_found(api, field, wrong, told):
    asked, data = await answered(api, repositories(["ferrostack/rivet"], Depth.POLL))
    data["a0"][field] = wrong
    assert [error.message for error in reread(asked, data).errors] == [told]
