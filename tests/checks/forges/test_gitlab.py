"""What is a project on gitlab.com."""

from urllib.parse import urlsplit

import pytest

from checks.forges.gitlab import target
from checks.model import ForgeName, Kind, Target


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("acme/redfox", "acme/redfox"),
        ("Acme/RedFox.git", "Acme/RedFox"),
        ("acme/vision/foxes/redfox", "acme/vision/foxes/redfox"),
        ("acme/vision/redfox/-/tree/main/src", "acme/vision/redfox"),
        ("acme/redfox/blob/main/README.md", "acme/redfox"),
        ("acme/redfox/issues/7", "acme/redfox"),
        ("acme/redfox.", "acme/redfox"),
    ],
)
def test_projects_are_found_in_groups_of_any_depth(path: str, name: str) -> None:
    expected = Target(Kind.REPO, f"https://gitlab.com/{name}", ForgeName.GITLAB, name)
    assert target(urlsplit(f"https://gitlab.com/{path}")) == expected


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("acme", Kind.PERSONAL),
        ("acme/-/activity", Kind.PERSONAL),
        ("", Kind.OTHER),
        ("explore/projects", Kind.OTHER),
        ("groups/acme/-/issues", Kind.OTHER),
        ("users/sign_in", Kind.OTHER),
        ("-/snippets/7", Kind.OTHER),
        ("acme/red fox", Kind.OTHER),
    ],
)
def test_what_is_no_project_is_told_apart(path: str, kind: Kind) -> None:
    found = target(urlsplit(f"https://gitlab.com/{path}"))
    assert found is not None
    assert found.kind is kind
