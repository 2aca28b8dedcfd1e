"""Which hosts belong together."""

import pytest

from checks.domains import domain_of


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.acme.org", "acme.org"),
        ("acme.org", "acme.org"),
        ("WWW.Acme.ORG.", "acme.org"),
        ("vision.cs.acme.ac.uk", "acme.ac.uk"),
        ("redfox.github.io", "github.io"),
        ("bluefox.github.io", "github.io"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("co.uk", "co.uk"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_a_host_belongs_to_the_domain_that_somebody_registered(host: str, domain: str) -> None:
    assert domain_of(host) == domain
