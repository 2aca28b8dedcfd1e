"""What is a repository on Codeberg and gitea.com."""

from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

import pytest

from checks.forges.gitea import codeberg, gitea
from checks.model import ForgeName, Kind, Target

SITES = pytest.mark.parametrize(
    ("target", "host", "forge"),
    [(codeberg, "codeberg.org", ForgeName.CODEBERG), (gitea, "gitea.com", ForgeName.GITEA)],
    ids=["codeberg", "gitea"],
)
Reader = Callable[[SplitResult], Target | None]


@SITES
@pytest.mark.parametrize(
    "path", ["acme/redfox", "acme/redfox.git", "acme/redfox/src/branch/main/fox.py", "acme/redfox/"]
)
def test_all_that_stands_below_a_repository_is_the_repository(
    target: Reader, host: str, forge: ForgeName, path: str
) -> None:
    expected = Target(Kind.REPO, f"https://{host}/acme/redfox", forge, "acme/redfox")
    assert target(urlsplit(f"https://{host}/{path}")) == expected


@SITES
@pytest.mark.parametrize(
    ("path", "kind"),
    [("acme", Kind.PERSONAL), ("explore/repos", Kind.OTHER), ("user/login", Kind.OTHER), ("", Kind.OTHER)],
)
def test_what_is_no_repository_is_told_apart(
    target: Reader, host: str, forge: ForgeName, path: str, kind: Kind
) -> None:
    found = target(urlsplit(f"https://{host}/{path}"))
    assert found is not None
    assert (found.kind, found.forge) == (kind, None), forge


def test_one_site_does_not_answer_for_the_other() -> None:
    assert codeberg(urlsplit("https://gitea.com/acme/redfox")) is None
    assert gitea(urlsplit("https://codeberg.org/acme/redfox")) is None
