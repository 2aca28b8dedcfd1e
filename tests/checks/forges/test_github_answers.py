"""What GitHub's JSON is taken to mean, however much of it is missing."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.forges.github_answers import (
    Answer,
    Trouble,
    block_reason,
    facts,
    is_private,
    read_answer,
    rest_facts,
    with_deeper,
)
from checks.forges.github_queries import Deeper
from checks.model import RepositoryFacts

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
POLLED: dict[str, Any] = {
    "id": "R_1",
    "nameWithOwner": "Acme/RedFox",
    "stargazerCount": 12,
    "forkCount": 3,
    "isArchived": False,
    "isDisabled": False,
    "isEmpty": False,
    "isPrivate": False,
    "pushedAt": "2026-01-05T12:00:00Z",
    "description": "Foxes",
    "homepageUrl": "https://redfox.example.org",
    "licenseInfo": {"spdxId": "MIT"},
    "primaryLanguage": {"name": "Python"},
    "latestRelease": {"tagName": "v1"},
    "defaultBranchRef": {"target": {"oid": "abc"}},
}
POLLED_FACTS = RepositoryFacts(
    name="Acme/RedFox",
    node_id="R_1",
    stars=12,
    forks=3,
    pushed_at=NOON,
    head_oid="abc",
    license="MIT",
    language="Python",
    release_tag="v1",
    description="Foxes",
    homepage="https://redfox.example.org",
)
NO_READMES = {"r0": None, "r1": None, "r2": None, "r3": None}
ROOT = {
    "entries": [{"name": "src", "type": "tree"}, {"name": "fox", "type": "commit"}, {"name": "a.py", "type": "blob"}]
}
KEYS = st.sampled_from(["data", "errors", "a0", "rateLimit", "type", "path", "root", "entries", "r0", "pushedAt"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
)


def error(kind: str, *path: str) -> dict[str, Any]:
    return {"type": kind, "path": list(path)}


def test_a_polled_repository_has_neither_files_nor_readme() -> None:
    assert facts(POLLED, "acme/redfox") == POLLED_FACTS


def test_folders_and_submodules_end_in_a_slash_and_the_first_readme_counts() -> None:
    readmes = NO_READMES | {"r1": {"isBinary": False, "text": "# Fox"}, "r2": {"isBinary": False, "text": "later"}}
    found = facts(POLLED | {"root": ROOT} | readmes, "acme/redfox")
    assert found.files == ("src/", "fox/", "a.py")
    assert found.readme == "# Fox"


def test_a_root_without_readme_is_known_to_have_none() -> None:
    assert facts(POLLED | {"root": ROOT} | NO_READMES, "acme/redfox").readme == ""


def test_languages_are_told_by_size_and_only_where_they_were_asked_for() -> None:
    told = {"nodes": [{"name": "Cuda"}, None, {"name": 7}, {"name": "Python"}]}
    assert facts(POLLED, "acme/redfox").languages is None
    assert facts(POLLED | {"languages": told}, "acme/redfox").languages == ("Cuda", "Python")
    assert facts(POLLED | {"languages": None}, "acme/redfox").languages == ()


def test_a_binary_readme_is_unknown() -> None:
    readmes = NO_READMES | {"r0": {"isBinary": True, "text": None}}
    assert facts(POLLED | {"root": ROOT} | readmes, "acme/redfox").readme is None


def test_an_empty_repository_is_known_to_be_empty() -> None:
    bare = POLLED | {"isEmpty": True, "root": None, "defaultBranchRef": None} | NO_READMES
    found = facts(bare, "acme/redfox")
    assert (found.empty, found.files, found.readme, found.head_oid) == (True, (), "", None)


def test_an_empty_repository_that_was_only_polled_tells_no_files() -> None:
    assert facts(POLLED | {"isEmpty": True}, "acme/redfox").files is None


def test_archived_and_disabled_are_told() -> None:
    found = facts(POLLED | {"isArchived": True, "isDisabled": True}, "acme/redfox")
    assert (found.archived, found.disabled) == (True, True)


def test_a_repository_that_tells_nothing_keeps_the_name_it_was_asked_by() -> None:
    assert facts({}, "acme/redfox") == RepositoryFacts("acme/redfox")


def test_nulls_stand_where_they_were_asked() -> None:
    document = {"data": {"rateLimit": {"cost": 1}, "a0": POLLED, "a1": None}, "errors": [error("NOT_FOUND", "a1")]}
    assert read_answer(document, 2) == Answer((POLLED, None), cost=1)


@pytest.mark.parametrize(
    ("document", "trouble"),
    [
        ({"errors": [{"type": "RATE_LIMITED"}]}, Trouble.RATE_LIMITED),
        ({"errors": [{"type": "RATE_LIMIT", "code": "graphql_rate_limit"}]}, Trouble.RATE_LIMITED),
        ({"errors": [{"extensions": {"code": "graphql_rate_limit"}}]}, Trouble.RATE_LIMITED),
        ({"data": {"a0": POLLED}, "errors": [error("RESOURCE_LIMITS_EXCEEDED", "a1")]}, Trouble.TOO_HEAVY),
        ({"data": None, "errors": [{"message": "Something went wrong"}]}, Trouble.UNREADABLE),
        ({"data": None}, Trouble.UNREADABLE),
        ({}, Trouble.UNREADABLE),
        ([], Trouble.UNREADABLE),
        (None, Trouble.UNREADABLE),
    ],
)
def test_some_answers_are_of_no_use_as_a_whole(document: object, trouble: Trouble) -> None:
    assert read_answer(document, 2) == Answer(trouble=trouble)


def test_a_rate_limit_may_tell_when_it_ends() -> None:
    document = {"data": {"rateLimit": {"resetAt": "2026-01-05T12:00:00Z"}}, "errors": [{"type": "RATE_LIMITED"}]}
    assert read_answer(document, 1) == Answer(trouble=Trouble.RATE_LIMITED, reset_at=NOON)


def test_a_field_that_came_with_an_error_is_unknown_and_not_absent() -> None:
    full = POLLED | {"root": None} | NO_READMES
    document = {
        "data": {"a0": full},
        "errors": [error("FORBIDDEN", "a0", "root"), error("FORBIDDEN", "a0", "r0", "text")],
    }
    (node,) = read_answer(document, 1).nodes
    assert node is not None
    assert facts(node, "acme/redfox") == POLLED_FACTS


@given(JSON)
def test_no_shape_of_json_breaks_the_reading(document: object) -> None:
    for node in read_answer(document, 2).nodes:
        if node is not None:
            facts(node, "acme/redfox")


def test_a_second_look_adds_the_readme_and_what_is_in_the_folders() -> None:
    seen = RepositoryFacts("acme/redfox", files=("Readme.txt", "fox/"), readme="")
    look = Deeper("acme/redfox", "Readme.txt", ("fox/",))
    node = {"readme": {"isBinary": False, "text": "Fox"}, "f0": {"entries": [{"name": "net.py", "type": "blob"}]}}
    expected = RepositoryFacts("acme/redfox", files=("Readme.txt", "fox/", "fox/net.py"), readme="Fox")
    assert with_deeper(seen, look, node) == expected


def test_a_readme_that_a_second_look_could_not_bring_is_unknown() -> None:
    seen = RepositoryFacts("acme/redfox", files=("Readme.txt",), readme="")
    assert with_deeper(seen, Deeper("acme/redfox", "Readme.txt"), None).readme is None


def test_rest_tells_neither_files_nor_head() -> None:
    document = {
        "full_name": "Acme/RedFox",
        "node_id": "R_1",
        "stargazers_count": 12,
        "forks_count": 3,
        "archived": True,
        "pushed_at": "2026-01-05T12:00:00Z",
        "license": {"spdx_id": "MIT"},
        "language": None,
    }
    assert rest_facts(document, "acme/redfox") == RepositoryFacts(
        "Acme/RedFox", node_id="R_1", stars=12, forks=3, archived=True, pushed_at=NOON, license="MIT"
    )


@pytest.mark.parametrize(("node", "private"), [({"isPrivate": True}, True), ({"private": True}, True), (POLLED, False)])
def test_what_only_our_token_sees_is_private(node: dict[str, Any], private: bool) -> None:  # noqa: FBT001 - a column
    assert is_private(node) is private


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({"message": "Repository access blocked", "block": {"reason": "dmca"}}, "dmca"),
        ({"block": {}}, "unknown"),
        ({"message": "Not Found"}, None),
        (None, None),
    ],
)
def test_a_block_has_a_reason(document: object, reason: str | None) -> None:
    assert block_reason(document) == reason
