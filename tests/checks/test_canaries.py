"""How canaries are written."""

import pytest

from checks.canaries import Canary, parse_canary
from checks.errors import SettingsError


@pytest.mark.parametrize(
    ("written", "canary"),
    [
        ("https://acme.test/", Canary("https", "https://acme.test/", "acme.test")),
        ("http://acme.test/ok all is well", Canary("http", "http://acme.test/ok", "acme.test", body="all is well")),
        ("tcp://acme.test:443", Canary("tcp", "tcp://acme.test:443", "acme.test", 443)),
        ("nxdomain://acme.test", Canary("nxdomain", "nxdomain://acme.test", "acme.test")),
    ],
)
def test_a_canary_is_asked_in_one_of_four_ways(written: str, canary: Canary) -> None:
    assert parse_canary(written) == canary


@pytest.mark.parametrize(
    "written", ["", "acme.test", "ftp://acme.test/", "https://", "tcp://acme.test", "tcp://a:99999"]
)
def test_what_cannot_be_asked_is_said(written: str) -> None:
    with pytest.raises(SettingsError, match="canary"):
        parse_canary(written)
