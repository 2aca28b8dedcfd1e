"""What is a record on Zenodo."""

from urllib.parse import urlsplit

import pytest

from checks.forges.zenodo import target
from checks.model import ForgeName, Kind, Target


@pytest.mark.parametrize(
    "url",
    [
        "https://zenodo.org/records/77",
        "https://zenodo.org/record/77#files",
        "https://www.zenodo.org/records/77/files/foxes.zip?download=1",
        "https://zenodo.org/doi/10.5281/zenodo.77",
        "https://doi.org/10.5281/zenodo.77",
        "http://dx.doi.org/10.5281/ZENODO.77.",
    ],
)
def test_a_record_is_known_by_its_number_and_by_its_doi(url: str) -> None:
    assert target(urlsplit(url)) == Target(Kind.REPO, "https://zenodo.org/records/77", ForgeName.ZENODO, "77")


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://zenodo.org", Kind.OTHER),
        ("https://zenodo.org/communities/foxes", Kind.OTHER),
        ("https://zenodo.org/records/foxes", Kind.OTHER),
        ("https://zenodo.org/badge/77.svg", Kind.BADGE),
        ("https://zenodo.org/badge/latestdoi/77", Kind.BADGE),
    ],
)
def test_what_is_no_record_is_told_apart(url: str, kind: Kind) -> None:
    found = target(urlsplit(url))
    assert found is not None
    assert (found.kind, found.forge) == (kind, None)


@pytest.mark.parametrize("url", ["https://doi.org/10.5281/foxes", "https://doi.org/10.1000/zenodo.77"])
def test_dois_of_others_are_left_to_others(url: str) -> None:
    assert target(urlsplit(url)) is None
