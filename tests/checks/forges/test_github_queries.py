"""The queries as they go over the wire: whole, small and checked by a real GraphQL parser."""

import pytest
from graphql import parse, print_ast

from checks.forges.github_queries import Deeper, Depth, deeper, repositories

POLL_OF_TWO = """\
query Repositories($n0: String!, $n1: String!, $o0: String!, $o1: String!) {
  rateLimit { cost remaining resetAt }
  a0: repository(owner: $o0, name: $n0) { ...Poll }
  a1: repository(owner: $o1, name: $n1) { ...Poll }
}
fragment Poll on Repository {
  id nameWithOwner stargazerCount forkCount isArchived isDisabled isEmpty isPrivate pushedAt description homepageUrl
  licenseInfo { spdxId } primaryLanguage { name } latestRelease { tagName }
  defaultBranchRef { target { oid } }
}
"""
FULL_PART = """\
fragment Full on Repository {
  ...Poll
  root: object(expression: "HEAD:") { ... on Tree { entries { name type } } }
  r0: object(expression: "HEAD:README.md") { ...Readme } r1: object(expression: "HEAD:readme.md") { ...Readme } \
r2: object(expression: "HEAD:README.rst") { ...Readme } r3: object(expression: "HEAD:README") { ...Readme }
  languages(first: 5, orderBy: {field: SIZE, direction: DESC}) { nodes { name } }
}
fragment Readme on Blob { isBinary text }
"""
DEEPER_OF_TWO = """\
query Repositories($f1x0: String!, $n0: String!, $n1: String!, $o0: String!, $o1: String!, $r0: String!) {
  rateLimit { cost remaining resetAt }
  a0: repository(owner: $o0, name: $n0) { id readme: object(expression: $r0) { ... on Blob { isBinary text } } }
  a1: repository(owner: $o1, name: $n1) { id f0: object(expression: $f1x0) { ... on Tree { entries { name type } } } }
}
"""


def test_a_poll_asks_for_scalars_and_carries_names_as_variables() -> None:
    query = repositories(["acme/redfox", "lanternlab/fox.2"], Depth.POLL)
    assert query.text == POLL_OF_TWO
    assert query.variables == {"o0": "acme", "n0": "redfox", "o1": "lanternlab", "n1": "fox.2"}


def test_a_full_query_adds_the_root_and_the_readmes() -> None:
    text = repositories(["acme/redfox", "lanternlab/fox.2"], Depth.FULL).text
    assert text == POLL_OF_TWO.replace("{ ...Poll }", "{ ...Full }") + FULL_PART


def test_what_was_left_open_is_asked_for_by_path() -> None:
    query = deeper([Deeper("acme/redfox", readme="Readme.txt"), Deeper("acme/bluefox", folders=("fox net/",))])
    assert query.text == DEEPER_OF_TWO
    assert query.variables["r0"] == "HEAD:Readme.txt"
    assert query.variables["f1x0"] == "HEAD:fox net"


@pytest.mark.parametrize("depth", [Depth.POLL, Depth.FULL])
def test_the_closed_connection_of_stargazers_is_never_asked_for(depth: Depth) -> None:
    text = print_ast(parse(repositories(["acme/redfox"] * 50, depth).text))
    assert "stargazers" not in text
    assert text.count("repository(") == 50


def test_a_name_cannot_break_out_of_its_query() -> None:
    query = repositories(['acme/") { id } evil: viewer { login } #'], Depth.POLL)
    assert "evil" not in query.text
