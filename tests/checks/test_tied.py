"""The repository behind a project page on GitHub Pages."""

from datetime import UTC, datetime

import pytest

from checks.model import Claim, Kind, Link, Observation, RepositoryFacts
from checks.tied import in_tied, tied_to

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PAGE = "https://acme.github.io/redfox/"
LINK = Link(0, "https://github.com/acme/redfox", Kind.REPO, "github.com")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://acme.github.io/RedFox", "acme/RedFox"),
        ("https://Acme.github.io/redfox/", "acme/redfox"),
        ("http://acme.github.io/redfox/index.html", "acme/redfox"),
        ("https://acme.github.io/", "acme/acme.github.io"),
        ("https://acme.github.io/index.html", "acme/acme.github.io"),
    ],
)
def test_the_front_of_a_page_is_tied_to_its_repository(url: str, name: str) -> None:
    found = tied_to(url)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "url",
    [
        "https://acme.github.io/papers/redfox",
        "https://acme.example/redfox",
        "https://github.io/redfox",
        "https://deep.acme.github.io/redfox",
        "https://acme.github.io.example/redfox",
        "https://acme.github.io/red%20fox",
        "https://-acme.github.io/redfox",
    ],
)
def test_anything_else_is_tied_to_nothing(url: str) -> None:
    assert tied_to(url) is None


def looked(*files: str, readme: str = "# Red Fox\n", **more: str) -> Observation:
    facts = RepositoryFacts("Acme/RedFox", files=files, readme=readme, **more)
    return Observation(LINK, NOON, http_status=200, repository=facts)


@pytest.mark.parametrize(
    "files",
    [
        ("index.html", "static/", "train.py", "README.md"),
        ("redfox/", "src/", "pyproject.toml"),
        ("main.cpp", "docs/"),
        ("demo.ipynb", "README.md"),
    ],
)
def test_programs_beside_a_page_are_code(files: tuple[str, ...]) -> None:
    (found,) = in_tied(looked(*files), PAGE)
    assert (found.url, found.claim, found.origin) == ("https://github.com/acme/redfox", Claim.RELEASED, "page")
    assert found.place.file == PAGE


@pytest.mark.parametrize(
    "files",
    [
        (),
        ("README.md",),
        ("index.html", "static/", "js/"),
        ("package.json", "src/", "public/", "vite.config.ts", "App.jsx"),
        ("_config.yml", "Gemfile", "_layouts/", "build.sh", "index.md"),
        ("conf.py", "index.rst", "Makefile", "requirements.txt"),
        ("data/", "results.csv"),
    ],
)
def test_what_a_site_is_made_of_is_no_code(files: tuple[str, ...]) -> None:
    assert in_tied(looked(*files), PAGE) == ()


def test_what_was_not_shown_says_nothing() -> None:
    assert in_tied(Observation(LINK, NOON, http_status=404), PAGE) == ()
    assert in_tied(Observation(LINK, NOON, http_status=200, repository=RepositoryFacts("acme/redfox")), PAGE) == ()


def test_a_repository_is_linked_by_the_name_that_it_has_now() -> None:
    moved = Observation(LINK, NOON, http_status=200, repository=RepositoryFacts("lab/fox", files=("train.py",)))
    assert in_tied(moved, PAGE)[0].url == "https://github.com/lab/fox"
