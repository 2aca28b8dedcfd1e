"""Promised code is found where people put it later, and nothing else is taken for it."""

from datetime import date

import pytest

from checks.model import Artifact, Claim
from checks.whereabouts import in_abstract, in_readme, in_record, on_page

DAY = date(2026, 4, 20)
PAGE = "https://redfox.github.io/tracks/"


def named(mentions):
    return [(one.target.name or one.target.url, one.origin, one.claim) for one in mentions]


CODE = ("RedFox/Tracks", "page", Claim.RELEASED)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://github.com/RedFox/Tracks">Code</a>',
        '<a href="https://github.com/RedFox/Tracks"><i class="fab fa-github"></i></a>',
        '<a href="https://github.com/RedFox/Tracks"><span><i class="fa"></i></span> <span>GitHub</span></a>',
        '<p>[<a href="paper.pdf">Paper</a>] [<a href="https://github.com/RedFox/Tracks">Source code</a>]</p>',
        '<a href="https://github.com/RedFox/Tracks" aria-label="Repository"><img src="x.svg"></a>',
        '<a href="//github.com/RedFox/Tracks">Code and data</a><a href="https://github.com/RedFox/Tracks">GitHub</a>',
        '<a href="https://github.com/RedFox/Tracks">Code</a><p><a href="https://github.com/owl/barn">Code of Barn</a>',
    ],
)
def test_a_project_page_links_its_code_under_a_label(html):
    assert named(on_page(html.encode(), PAGE)) == [CODE]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://github.com/RedFox/Tracks">Code (coming soon)</a>',
        '<a href="https://github.com/RedFox/Tracks">Video</a>',
        '<a href="#">Code</a>',
        '<a href="https://github.com/RedFox">GitHub</a>',
        '<footer><a href="https://github.com/nerfies/nerfies.github.io">source code</a></footer>',
        '<p>This website is borrowed from <a href="https://github.com/x/y">the source code</a> of Nerfies.</p>',
        '<p>Our page is built on this <a href="https://github.com/x/y">GitHub</a> template.</p>',
        "".join(f'<li><a href="https://github.com/owl/barn{n}">Code</a></li>' for n in range(9)),
        "<p>Code will be released.</p>",
        "",
    ],
)
def test_other_links_of_a_page_are_not_its_code(html):
    assert on_page(html.encode(), PAGE) == ()


def test_a_page_in_any_bytes_is_read():
    assert on_page(b"\xff\xfe<a href='http://[x'>Code</a>", PAGE) == ()


def test_a_newer_abstract_may_name_the_repository():
    (found,) = in_abstract("We track foxes. Code is available at https://github.com/redfox/tracks.", "2404.12345", DAY)
    assert (found.target.name, found.claim, found.artifact) == ("redfox/tracks", Claim.RELEASED, Artifact.CODE)
    assert (found.origin, found.place.file) == ("arxiv", "https://arxiv.org/abs/2404.12345")
    assert in_abstract("We track foxes. See https://redfox.example/.", "2404.12345", DAY) == ()


def test_a_record_names_the_repository_and_the_page():
    record = {"githubRepo": "https://github.com/redfox/tracks", "projectPage": "https://redfox.example/", "upvotes": 3}
    assert [(one.target.url, one.artifact, one.origin) for one in in_record(record, "2404.12345")] == [
        ("https://github.com/redfox/tracks", Artifact.CODE, "huggingface"),
        ("https://redfox.example/", Artifact.PROJECT, "huggingface"),
    ]
    assert in_record({"githubRepo": None, "projectPage": 7}, "2404.12345") == ()
    assert in_record({"githubRepo": "https://example.org/x"}, "2404.12345") == ()


OWN = "https://github.com/redfox/old"


@pytest.mark.parametrize(
    "readme",
    [
        "# Tracks\n\nThis repository has moved to https://github.com/redfox/tracks.",
        "# Tracks\n\nThe code is available at https://github.com/redfox/tracks.",
        "# Tracks\n\nPlease visit our new repo: https://github.com/redfox/tracks",
        "# Tracks\n\nFind the code [here](https://github.com/redfox/tracks).",
    ],
)
def test_a_readme_may_point_to_where_the_code_is(readme):
    assert [one.target.name for one in in_readme(readme, OWN, DAY)] == ["redfox/tracks"]


@pytest.mark.parametrize(
    "readme",
    [
        "# Tracks\n\nCode coming soon.",
        "# Tracks\n\nThe code is available at https://github.com/redfox/old.",
        "# Tracks\n\nOur code is based on https://github.com/owl/barn.",
        "# Tracks\n\nSee also https://github.com/owl/barn",
        "# Tracks\n\nThanks to https://github.com/owl/barn, whose code is available.",
    ],
)
def test_a_readme_that_points_nowhere_else_is_no_pointer(readme):
    assert in_readme(readme, OWN, DAY) == ()
