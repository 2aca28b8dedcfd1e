"""Which URLs are worth asking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from checks.model import Fault
from checks.probers.destination import first_url, next_url

HERE = URL("https://acme.test/a/b?x=1")


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/c", "https://acme.test/c"),
        ("c", "https://acme.test/a/c"),
        ("?y=2", "https://acme.test/a/b?y=2"),
        ("//redfox.test/x", "https://redfox.test/x"),
        (" http://redfox.test/x#part ", "http://redfox.test/x"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("/süß x", "https://acme.test/s%C3%BC%C3%9F%20x"),
        ("/caf\udce9/\udcff", "https://acme.test/caf%E9/%FF"),
        ("mailto:a@acme.test", None),
        ("http://user@redfox.test/", None),
        ("http://0x7f.1/", None),
        ("http://redfox.test:0/", None),
        ("http://redfox.test:x/", None),
        ("http:///x", None),
    ],
)
def test_where_a_redirect_leads(location: str, expected: str | None) -> None:
    there = next_url(HERE, location)
    assert (there and str(there)) == expected


@pytest.mark.parametrize(
    "url",
    ["https://acme.test", "http://b\u00fccher.test/x", "http://1.1.1.1/", "http://v2.acme.test/", "http://4ever.test/"],
)
def test_what_can_be_asked(url: str) -> None:
    assert isinstance(first_url(url), URL)


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    for url in (text, f"http://{text}", f"https://acme.test{text}"):
        assert isinstance(first_url(url), URL | Fault)
        assert isinstance(next_url(HERE, url), URL | None)
