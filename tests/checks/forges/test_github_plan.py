"""How queries are cut, and which repositories are read again."""

from datetime import UTC, datetime

import pytest

from checks.forges.github_plan import TOPS, Ceiling, depth_for, has_changed, left_open
from checks.forges.github_queries import Deeper, Depth
from checks.model import ForgeName, Kind, Link, RepositoryFacts

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
NEW = Link(1, "https://github.com/acme/redfox", Kind.REPO, "github.com", ForgeName.GITHUB, "acme/redfox")
KNOWN = Link(
    1, NEW.url, Kind.REPO, "github.com", ForgeName.GITHUB, "acme/redfox", node_id="R_1", head_oid="abc", pushed_at=NOON
)
SAME = RepositoryFacts("acme/redfox", node_id="R_1", head_oid="abc", pushed_at=NOON)


@pytest.mark.parametrize("depth", Depth)
def test_a_run_starts_with_what_is_known_to_pass(depth: Depth) -> None:
    assert Ceiling.of(depth).size == TOPS[depth]


def test_every_failure_halves_the_ceiling_for_the_rest_of_the_run() -> None:
    ceiling = Ceiling(50, 50)
    sizes = []
    while ceiling.size > 1:
        ceiling = ceiling.failed(ceiling.size)
        sizes.append(ceiling.size)
    assert sizes == [25, 12, 6, 3, 1]


def test_the_ceiling_does_not_grow_with_success() -> None:
    assert Ceiling(50, 50).failed(50).passed(25).passed(25).size == 25


def test_one_repository_that_fails_alone_is_not_held_against_the_others() -> None:
    assert Ceiling(1, 50, proven=12).failed(1).size == 12
    assert Ceiling(1, 50).failed(1).size == 50


def test_a_repository_that_was_never_read_is_read_in_full() -> None:
    assert (depth_for(NEW), depth_for(KNOWN)) == (Depth.FULL, Depth.POLL)


@pytest.mark.parametrize(
    ("facts", "changed"),
    [
        (SAME, False),
        (RepositoryFacts("acme/redfox", node_id="R_1", head_oid="abc", pushed_at=NOON, stars=99), False),
        (RepositoryFacts("acme/foxes", node_id="R_1", head_oid="abc", pushed_at=NOON), False),
        (RepositoryFacts("acme/redfox", node_id="R_1", head_oid="def", pushed_at=NOON), True),
        (RepositoryFacts("acme/redfox", node_id="R_1", head_oid="abc", pushed_at=NOON.replace(hour=13)), True),
        (RepositoryFacts("acme/redfox", node_id="R_2", head_oid="abc", pushed_at=NOON), True),
        (RepositoryFacts("acme/redfox", node_id="R_1"), True),
    ],
)
def test_only_pushes_and_strangers_are_read_again(facts: RepositoryFacts, changed: bool) -> None:  # noqa: FBT001 - a column
    assert has_changed(KNOWN, facts) is changed


@pytest.mark.parametrize(
    ("files", "readme", "look"),
    [
        (("train.py",), "# Fox", None),
        (("train.py",), "", None),
        (("Readme.txt", "train.py"), "", Deeper("acme/redfox", "Readme.txt")),
        (("Readme.txt", "train.py"), None, None),
        (("README.md", "LICENSE", "redfox/"), "# Fox", Deeper("acme/redfox", None, ("redfox/",))),
        (("README.md", "redfox/", "fox-net/", "third/"), "# Fox", Deeper("acme/redfox", None, ("redfox/", "fox-net/"))),
        (("README.md", "src/"), "# Fox", None),
        (("README.md", "pyproject.toml", "redfox/"), "# Fox", None),
        (("README.md", "docs/", "assets/"), "# Fox", None),
        (("README.md",), "# Fox", None),
        ((), "", None),
        (None, None, None),
    ],
)
def test_a_second_look_is_taken_only_where_the_first_left_the_question_open(
    files: tuple[str, ...] | None, readme: str | None, look: Deeper | None
) -> None:
    assert left_open(RepositoryFacts("acme/redfox", files=files, readme=readme)) == look
