"""Addresses from papers are hostile until shown otherwise."""

import pytest

from db.site.links import is_web, link


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "https://",
        "http://[broken",
        "https://a b.example",
        "//acme.example/no-scheme",
        "",
    ],
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert not is_web(url)
    assert "href" not in link(url)


def test_a_link_shows_its_host_apart_and_the_whole_address_on_hover() -> None:
    assert link("https://github.com/acme/rocket") == (
        '<a class="out" href="https://github.com/acme/rocket" title="https://github.com/acme/rocket" '
        'rel="noreferrer nofollow"><span class="host">github.com/</span><wbr>acme/<wbr>rocket</a>'
    )


def test_a_long_address_is_cut_and_a_bare_host_stands_alone() -> None:
    assert "…</a>" in link("https://acme.example/" + "x" * 200)
    assert '<span class="host">acme.example</span></a>' in link("https://acme.example/")


def test_quotes_and_angles_in_an_address_stay_text() -> None:
    shown = link('https://acme.example/"><script>alert(1)</script>')
    assert "<script>" not in shown
    assert '"><' not in shown.replace('nofollow"><span', "")
