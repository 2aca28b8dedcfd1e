"""What is a repository on Gitee."""

from urllib.parse import urlsplit

import pytest

from checks.forges.gitee import target
from checks.model import ForgeName, Kind, Target


@pytest.mark.parametrize("path", ["acme/redfox", "acme/redfox.git", "acme/redfox/tree/master/src", "acme/redfox?at=v1"])
def test_all_that_stands_below_a_repository_is_the_repository(path: str) -> None:
    expected = Target(Kind.REPO, "https://gitee.com/acme/redfox", ForgeName.GITEE, "acme/redfox")
    assert target(urlsplit(f"https://gitee.com/{path}")) == expected


@pytest.mark.parametrize(
    ("path", "kind"), [("acme", Kind.PERSONAL), ("explore/ai", Kind.OTHER), ("", Kind.OTHER), ("acme/a b", Kind.OTHER)]
)
def test_what_is_no_repository_is_told_apart(path: str, kind: Kind) -> None:
    found = target(urlsplit(f"https://gitee.com/{path}"))
    assert found is not None
    assert (found.kind, found.forge) == (kind, None)
