"""What is a repository on Bitbucket."""

from urllib.parse import urlsplit

import pytest

from checks.forges.bitbucket import target
from checks.model import ForgeName, Kind, Target


@pytest.mark.parametrize("path", ["acme/redfox", "acme/redfox.git", "acme/redfox/src/main/fox.py", "acme/redfox?at=v1"])
def test_all_that_stands_below_a_repository_is_the_repository(path: str) -> None:
    expected = Target(Kind.REPO, "https://bitbucket.org/acme/redfox", ForgeName.BITBUCKET, "acme/redfox")
    assert target(urlsplit(f"https://bitbucket.org/{path}")) == expected


@pytest.mark.parametrize(
    ("path", "kind"),
    [("acme", Kind.PERSONAL), ("account/signin", Kind.OTHER), ("", Kind.OTHER), ("acme/a b", Kind.OTHER)],
)
def test_what_is_no_repository_is_told_apart(path: str, kind: Kind) -> None:
    found = target(urlsplit(f"https://bitbucket.org/{path}"))
    assert found is not None
    assert (found.kind, found.forge) == (kind, None)
