"""Whatever we can ask GitHub for is valid in the schema that GitHub publishes."""

import pytest
from graphql import OperationDefinitionNode, parse, validate
from graphql.execution.values import get_variable_values

from checks.forges.github_queries import Deeper, Depth, Query, deeper, repositories
from tests.published import graphql_schema

ODD = ('acme/") { id } evil: viewer { login } #', "acme/fox\n net", "Ünïted/红狐", "a/b/c", "nameless", "/", "")
README = Deeper("acme/redfox", readme='Read "me".txt')
FOLDERS = Deeper("acme/redfox", folders=("fox net/", "$n0/"))
BOTH = Deeper("acme/redfox", readme="Readme.rst", folders=("owls/",))
ALONE = {"a readme": README, "folders": FOLDERS, "both": BOTH, "nothing": Deeper("acme/redfox")}


def faults(query: Query) -> list[str]:
    """Say what GitHub would not understand: in the text, and in its variables."""
    document = parse(query.text)
    [operation] = (node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    schema = graphql_schema()
    invalid = validate(schema, document)
    values = get_variable_values(schema, operation.variable_definitions, dict(query.variables))
    return [str(error) for error in (*invalid, *(values if isinstance(values, list) else ()))]


@pytest.mark.parametrize("count", [1, 2, 25, 50, 100])
@pytest.mark.parametrize("depth", [Depth.POLL, Depth.FULL])
def test_many_repositories_can_be_asked_for_at_once(depth, count):
    assert faults(repositories([f"acme/fox-{number}" for number in range(count)], depth)) == []


@pytest.mark.parametrize("depth", [Depth.POLL, Depth.FULL])
def test_odd_names_can_be_asked_for(depth):
    assert faults(repositories(ODD, depth)) == []


@pytest.mark.parametrize("look", ALONE.values(), ids=ALONE)
def test_what_was_left_open_can_be_asked_for(look):
    assert faults(deeper([look])) == []


def test_many_deeper_looks_go_into_one_query():
    assert faults(deeper([README, FOLDERS, BOTH] * 10 + [Deeper(name, readme=name) for name in ODD])) == []


def test_a_field_that_github_does_not_know_would_be_found():
    query = repositories(["acme/redfox"], Depth.POLL)
    [fault] = faults(Query(query.text.replace("stargazerCount", "starCount"), query.variables))
    assert fault.startswith("Cannot query field 'starCount' on type 'Repository'.")


def test_a_variable_without_a_value_would_be_found():
    query = repositories(["acme/redfox"], Depth.POLL)
    [fault] = faults(Query(query.text, {"o0": "acme"}))
    assert "'$n0'" in fault
