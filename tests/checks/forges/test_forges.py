"""Every forge at once: who answers for a URL, and the law that a canonical URL is its own canonical URL."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.forges import FORGES, Forge
from checks.model import ForgeName, Kind, Target

HOSTS = (
    "github.com", "www.github.com", "gist.github.com", "huggingface.co", "hf.co", "gitlab.com", "codeberg.org",
    "gitea.com", "bitbucket.org", "gitee.com", "zenodo.org", "doi.org",
)  # fmt: skip
SEGMENTS = st.one_of(
    st.text("abYZ01._-~%@:/ é", max_size=8),
    st.sampled_from(
        ["tree", "blob", "-", "datasets", "spaces", "papers", "records", "10.5281", "zenodo.77", "x.git", "x."]
    ),
)


def targets(url: str) -> list[Target]:
    return [found for forge in FORGES if (found := forge.target(urlsplit(url)))]


def test_every_forge_of_the_glossary_is_there_once() -> None:
    assert sorted(forge.name for forge in FORGES) == sorted(ForgeName)


@pytest.mark.parametrize(
    ("url", "forge"),
    [
        ("https://github.com/acme/redfox", ForgeName.GITHUB),
        ("https://huggingface.co/acme/redfox", ForgeName.HUGGINGFACE),
        ("https://gitlab.com/acme/redfox", ForgeName.GITLAB),
        ("https://codeberg.org/acme/redfox", ForgeName.CODEBERG),
        ("https://gitea.com/acme/redfox", ForgeName.GITEA),
        ("https://bitbucket.org/acme/redfox", ForgeName.BITBUCKET),
        ("https://gitee.com/acme/redfox", ForgeName.GITEE),
        ("https://zenodo.org/records/77", ForgeName.ZENODO),
    ],
)
def test_a_repository_belongs_to_one_forge_alone(url: str, forge: ForgeName) -> None:
    (found,) = targets(url)
    assert (found.kind, found.forge, found.url) == (Kind.REPO, forge, url)


@pytest.mark.parametrize(
    "url",
    [
        "https://acme.github.io/redfox",
        "https://docs.github.com/en/rest",
        "https://acme-redfox.hf.space",
        "https://acme.gitlab.io/redfox",
        "https://git.example.org/acme/redfox",
        "https://github.com.example.org/acme/redfox",
        "https://doi.org/10.1000/redfox",
        "https://github.com:8443/acme/redfox",
        "https://github.com:port/acme/redfox",
        "https:///acme/redfox",
    ],
)
def test_other_hosts_are_no_forge(url: str) -> None:
    assert targets(url) == []


@given(host=st.sampled_from(HOSTS), path=st.lists(SEGMENTS, max_size=5), query=st.text("ab=&", max_size=6))
def test_a_canonical_url_is_its_own_canonical_url(host: str, path: list[str], query: str) -> None:
    for found in targets(f"https://{host}/{'/'.join(path)}?{query}"):
        (again,) = targets(found.url)
        assert (again.kind, again.url, again.forge) == (found.kind, found.url, found.forge)


@pytest.mark.parametrize("forge", FORGES, ids=lambda forge: forge.name)
def test_every_forge_has_a_control_on_its_own_host(forge: Forge) -> None:
    control = forge.control
    found = forge.target(urlsplit(control.url))
    assert found is not None
    assert (found.kind, found.forge, found.url) == (control.kind, control.forge, control.url)
    assert (found.name or "").lower() == (control.name or "").lower()
    assert (control.forge, control.host) == (forge.name, urlsplit(control.url).hostname)
