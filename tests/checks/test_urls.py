import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checks.model import Artifact, Claim, ForgeName, Kind, Mention, Place, Target
from checks.urls import canonical, is_watched, target

REDFOX = Target(Kind.REPO, "https://github.com/acme/redfox", ForgeName.GITHUB, "acme/redfox")


@pytest.mark.parametrize(
    "written",
    [
        "https://github.com/acme/redfox",
        "http://www.github.com/acme/redfox/",
        "github.com/acme/redfox",
        "https://github.com:443/acme/redfox.git",
        "git@github.com:acme/redfox.git",
        "ssh://git@github.com/acme/redfox.git",
        "git+https://github.com/acme/redfox.git@v1.0#egg=redfox",
        "https://github.com/acme/redfox/tree/main/papers#readme",
        "https://web.archive.org/web/2020/https://github.com/acme/redfox",
        "https://www.google.com/url?q=https%3A%2F%2Fgithub.com%2Facme%2Fredfox&sa=D",
    ],
)
def test_a_repository_is_told_in_every_form_it_is_written_in(written):
    assert target(written) == REDFOX


@pytest.mark.parametrize("name", ["llama.cpp", "Fox2.1", "net_", "fox.pytorch", "mr.right"])
def test_names_that_look_trimmed_are_kept_whole(name):
    found = target(f"https://github.com/acme/{name}")
    assert found is not None
    assert found.name == f"acme/{name}"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://redfox.example.org/", Kind.PAGE),
        ("https://acme.github.io/redfox", Kind.PAGE),
        ("https://sites.google.com/view/redfox", Kind.PAGE),
        ("https://web.archive.org/web/2020/https://redfox.example.org/", Kind.OTHER),
        ("https://arxiv.org/abs/2601.00001", Kind.PAPER),
        ("https://export.arxiv.org/abs/2601.00001", Kind.PAPER),
        ("https://doi.org/10.1000/redfox", Kind.PAPER),
        ("https://openreview.net/forum?id=redfox", Kind.PAPER),
        ("https://aclanthology.org/2026.acl-long.1/", Kind.PAPER),
        ("https://huggingface.co/papers/2601.00001", Kind.PAPER),
        ("https://redfox.example.org/paper.PDF", Kind.PAPER),
        ("https://img.shields.io/github/stars/acme/redfox", Kind.BADGE),
        ("https://ci.example.org/acme/redfox/badge.svg", Kind.BADGE),
        ("https://creativecommons.org/licenses/by/4.0/", Kind.LICENCE),
        ("https://www.apache.org/licenses/LICENSE-2.0", Kind.LICENCE),
        ("https://x.com/redfox", Kind.SOCIAL),
        ("https://youtu.be/redfox", Kind.SOCIAL),
        ("https://join.slack.com/t/redfox", Kind.SOCIAL),
        ("https://discord.gg/redfox", Kind.SOCIAL),
        ("https://scholar.google.com/citations?user=fox", Kind.PERSONAL),
        ("https://people.example.edu/~fox/", Kind.PERSONAL),
        ("https://github.com/acme", Kind.PERSONAL),
        ("https://github.com/topics/foxes", Kind.OTHER),
        ("https://crates.io/crates/redfox", Kind.OTHER),
        ("https://redfox.example.org/teaser.png", Kind.OTHER),
    ],
)
def test_kinds_are_told_by_host_and_path(url, kind):
    found = target(url)
    assert found is not None
    assert found.kind is kind


def test_hosts_that_only_look_like_github_are_no_repositories():
    for url in ("https://notgithub.com/acme/redfox", "https://github.com.evil.example/acme/redfox"):
        found = target(url)
        assert found is not None
        assert found.kind is Kind.PAGE


@pytest.mark.parametrize(
    "text", ["", "redfox", "mailto:fox@example.org", "ftp://example.org/x", "http://", "http://[::1", "https://localhost/x",
             "https://example.org:99999/", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_web_link_has_no_target(text):
    assert target(text) is None
    assert canonical(text) == text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("HTTPS://Redfox.Example.ORG", "https://redfox.example.org/"),
        ("http://redfox.example.org:80/a#top", "http://redfox.example.org/a"),
        ("https://redfox.example.org:8443/a", "https://redfox.example.org:8443/a"),
        ("https://redfox.example.org./a?utm_source=x&b=1&fbclid=2", "https://redfox.example.org/a?b=1"),
        ("https://redfox.example.org/A?q=B%2Fc", "https://redfox.example.org/A?q=B%2Fc"),
        ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
        ("http://127.0.0.2:8080/ok/1", "http://127.0.0.2:8080/ok/1"),
        ("http://GitHub.com/Acme/RedFox", "https://github.com/acme/redfox"),
        ("https://fox:pw@redfox.example.org/", "https://fox:pw@redfox.example.org/"),
    ],
)
def test_canonical_keeps_what_means_something(written, expected):
    assert canonical(written) == expected


@given(
    st.one_of(
        st.text(), st.text().map("https://redfox.example.org/".__add__), st.from_regex(r"https?://[a-z.:@/?#&=%]+")
    )
)
@example("https://redfox.example.org//a//")
@example("https://github.com/acme/redfox.git.git/")
@example("0.0/\x0c#")
@example("0.0/?a\x0c#b")
def test_canonical_is_idempotent(url):
    assert canonical(canonical(url)) == canonical(url)


@pytest.mark.parametrize(
    ("aim", "watched"),
    [
        (REDFOX, True),
        (Target(Kind.PAGE, "https://redfox.example.org/"), True),
        (None, True),
        (Target(Kind.PAPER, "https://arxiv.org/abs/2601.00001"), False),
        (Target(Kind.SOCIAL, "https://x.com/redfox"), False),
    ],
    ids=["repository", "page", "promise without a link", "paper", "social"],
)
def test_only_repositories_pages_and_bare_promises_are_watched(aim, watched):
    mention = Mention(aim and aim.url, aim, Claim.NONE, Artifact.UNKNOWN, "A sentence.", Place("list.md", 1, 1))
    assert is_watched(mention) is watched
