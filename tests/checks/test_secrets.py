import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.secrets import has_secret, masked


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x?token=abc", "https://a.example/x?token=***"),
        ("https://a.example/x?page=2&api_key=abc&b=1", "https://a.example/x?page=2&api_key=***&b=1"),
        (
            "https://a.example/x?X-Amz-Signature=abc&X-Amz-Date=1",
            "https://a.example/x?X-Amz-Signature=***&X-Amz-Date=1",
        ),
        ("https://a.example/x#access_token=abc", "https://a.example/x#access_token=***"),
        ("https://fox:pw@a.example/x", "https://***@a.example/x"),
        ("https://a.example/x?q=ghp_0123456789abcdefghij", "https://a.example/x?q=***"),
    ],
)
def test_credentials_are_masked_and_still_told(url, expected):
    assert has_secret(url)
    assert masked(url) == expected
    assert has_secret(masked(url))


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/token/x",
        "https://a.example/x?monkey=1&page=2",
        "https://a.example/x?token=",
        "ssh://git@github.com/acme/redfox.git",
        "git@github.com:acme/redfox.git",
        "https://a.example/@fox/x",
    ],
)
def test_harmless_urls_stay_as_they_are(url):
    assert not has_secret(url)
    assert masked(url) == url


@given(st.text())
def test_masking_twice_changes_nothing_more(text):
    assert masked(masked(text)) == masked(text)
