"""What is a repository on GitHub, and what is not."""

from urllib.parse import urlsplit

import pytest

from checks.forges.github import name_of, repository, target
from checks.model import ForgeName, Kind, Link, Target

REDFOX = "https://github.com/acme/redfox"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://github.com/acme/redfox", "acme/redfox"),
        ("http://github.com/acme/redfox/", "acme/redfox"),
        ("https://www.github.com/acme/redfox", "acme/redfox"),
        ("https://GitHub.com/Acme/RedFox", "Acme/RedFox"),
        ("https://github.com./acme/redfox", "acme/redfox"),
        ("https://github.com:443/acme/redfox", "acme/redfox"),
        ("https://someone:secret@github.com/acme/redfox", "acme/redfox"),
        ("https://github.com//acme//redfox", "acme/redfox"),
        ("https://github.com/acme/redfox.git", "acme/redfox"),
        ("https://github.com/acme/redfox.wiki.git", "acme/redfox"),
        ("https://github.com/acme/redfox.", "acme/redfox"),
        ("https://github.com/acme/redfox.git.", "acme/redfox"),
        ("https://github.com/acme/redfox#readme", "acme/redfox"),
        ("https://github.com/acme/redfox?tab=readme-ov-file", "acme/redfox"),
        ("https://github.com/acme/redfox/tree/main/src", "acme/redfox"),
        ("https://github.com/acme/redfox/blob/main/a.gif?raw=true", "acme/redfox"),
        ("https://github.com/acme/redfox/issues/7", "acme/redfox"),
        ("https://github.com/acme/redfox/releases/download/v1/weights.zip", "acme/redfox"),
    ],
)
def test_all_that_stands_below_a_repository_is_the_repository(url: str, name: str) -> None:
    assert target(urlsplit(url)) == Target(Kind.REPO, REDFOX, ForgeName.GITHUB, name)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("acme/red%2Dfox", "acme/red-fox"),
        ("acme/Fox2.1", "acme/Fox2.1"),
        ("acme/fox_", "acme/fox_"),
        ("acme/.github", "acme/.github"),
        ("a/b", "a/b"),
        ("acme-/redfox", "acme-/redfox"),
        ("acme/acme.github.io", "acme/acme.github.io"),
        ("github/docs", "github/docs"),
    ],
)
def test_unusual_names_are_kept_as_they_are(path: str, name: str) -> None:
    assert target(urlsplit(f"https://github.com/{path}")) == repository(name)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://github.com", Kind.OTHER),
        ("https://github.com/", Kind.OTHER),
        ("https://github.com/acme", Kind.PERSONAL),
        ("https://github.com/acme?tab=repositories", Kind.PERSONAL),
        ("https://github.com/features/actions", Kind.OTHER),
        ("https://github.com/Topics/foxes", Kind.OTHER),
        ("https://github.com/sponsors/acme", Kind.OTHER),
        ("https://github.com/orgs/acme/repositories", Kind.OTHER),
        ("https://github.com/marketplace/actions/fox", Kind.OTHER),
        ("https://github.com/login?return_to=%2Facme%2Fredfox", Kind.OTHER),
        ("https://github.com/user-attachments/assets/1234", Kind.OTHER),
        ("https://github.com/-acme/redfox", Kind.OTHER),
        ("https://github.com/acme%2Fredfox", Kind.OTHER),
        ("https://github.com/acme/..", Kind.OTHER),
        ("https://github.com/acme/.git", Kind.OTHER),
        ("https://github.com/acme/red fox", Kind.OTHER),
        (f"https://github.com/{'a' * 40}/redfox", Kind.OTHER),
        (f"https://github.com/acme/{'a' * 101}", Kind.OTHER),
        ("https://gist.github.com/acme/0123456789abcdef", Kind.PAGE),
        ("https://gist.github.com", Kind.OTHER),
        ("https://api.github.com/repos/acme/redfox", Kind.OTHER),
        ("https://raw.githubusercontent.com/acme/redfox/HEAD/README.md", Kind.OTHER),
        ("https://user-images.githubusercontent.com/1/2.png", Kind.OTHER),
    ],
)
def test_what_is_no_repository_is_told_apart(url: str, kind: Kind) -> None:
    found = target(urlsplit(url))
    assert found is not None
    assert (found.kind, found.forge, found.name) == (kind, None, None)


def test_a_person_has_one_url() -> None:
    assert target(urlsplit("https://www.github.com/Acme/?tab=stars")) == Target(
        Kind.PERSONAL, "https://github.com/acme"
    )


def test_a_link_is_asked_for_by_the_name_first_written() -> None:
    link = Link(1, REDFOX, Kind.REPO, "github.com", ForgeName.GITHUB, "Acme/RedFox")
    assert name_of(link) == "Acme/RedFox"


def test_a_link_without_a_name_is_asked_for_by_its_url() -> None:
    assert name_of(Link(1, REDFOX, Kind.REPO, "github.com", ForgeName.GITHUB)) == "acme/redfox"
