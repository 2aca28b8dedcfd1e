"""What a page gives away beside its status: a login, a domain for sale."""

from dataclasses import replace

import pytest

from checks.model import Hop, PageFacts, Reason, Signal
from tests.checks.test_soft_404 import GOES_HOME, LINK, LOST, SAYS_SO, beside, judged


@pytest.mark.parametrize(
    "path",
    [
        "consent?continue=x",
        "cookie-consent/",
        "realms/fox/protocol/openid-connect/auth",
        "oauth/authorize",
        "action/cookieAbsent",
        "Account/LogOn?ReturnUrl=x",
        "adfs/ls/?wa=x",
        "Shibboleth.sso/Login",
        "auth",
        "authn/start",
    ],
)
def test_pages_that_ask_who_we_are_are_not_the_page(path: str) -> None:
    place = f"https://acme.test/{path}"
    seen = replace(GOES_HOME, final_url=place, hops=(Hop(302, place),))
    assert judged(seen) == (Signal.LIMITED, Reason.LOGIN)
    assert judged(replace(seen, link=replace(LINK, url=place))) == (Signal.ALIVE, Reason.REDIRECTED)


@pytest.mark.parametrize("query", ["next=/foxes/red", "ReturnUrl=%2Ffoxes%2Fred", "redirect_to=x"])
def test_a_front_page_that_is_told_the_way_back_asks_who_we_are(query: str) -> None:
    place = f"https://acme.test/?{query}"
    assert judged(replace(GOES_HOME, final_url=place, hops=(Hop(302, place),))) == (Signal.LIMITED, Reason.LOGIN)


@pytest.mark.parametrize("path", ["author/fox", "authors", "casino", "castle/", "logonomics", "nextjs?page=2"])
def test_paths_that_only_begin_like_a_login(path: str) -> None:
    place = f"https://acme.test/{path}"
    assert judged(replace(GOES_HOME, final_url=place, hops=(Hop(302, place),)))[0] is Signal.ALIVE


SALE = PageFacts(900, "acme.test", "<title>acme.test</title><h1>This domain is for sale!</h1>")
PARKED = (Signal.GONE, Reason.PARKED)


@pytest.mark.parametrize(
    "page",
    [
        SALE,
        PageFacts(900, "Welcome", '<p>This domain is parked.</p><a href="https://www.sedoparking.com/x">more</a>'),
        PageFacts(900, "Domain for sale", "<title>Domain for sale</title><p>Buy this domain today"),
    ],
)
def test_a_domain_for_sale_says_so_twice(page: PageFacts) -> None:
    assert judged(SAYS_SO, page=page) == PARKED
    assert judged(SAYS_SO, page=page, sibling=beside(404)) != PARKED


@pytest.mark.parametrize(
    "text",
    ["We crawled what a parked domain shows.", "Cars may be parked freely here.", "Texts such as: buy this domain now"],
)
def test_a_page_about_such_domains_is_none_of_them_until_any_address_shows_it(text: str) -> None:
    page = PageFacts(900, "A study", f"<title>A study</title><p>{text}")
    assert judged(SAYS_SO, page=page)[0] is Signal.ALIVE
    assert judged(SAYS_SO, page=page, sibling=beside(200, LOST))[0] is Signal.ALIVE
    says_so = "buy this domain" in text
    assert (judged(SAYS_SO, page=page, sibling=beside(200, page)) == PARKED) is says_so
