"""What is only suspected of being a soft 404, and what a made-up sibling says about it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from checks.classify import classify
from checks.model import Hop, Kind, Link, Observation, PageFacts, Reason, SiblingFacts, Signal
from checks.soft_404 import suspected

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LINK = Link(1, "https://acme.test/foxes/red", Kind.PAGE, "acme.test")
HOME, BESIDE = "https://acme.test/", "https://acme.test/foxes/0a1b2c3d"
LOST = PageFacts(60, "Page not found", "<title>Page not found</title><p>There is nothing here, sorry.")
FINE = PageFacts(60, "Red fox", "<title>Red fox</title><p>All about foxes and their young.")
SAYS_SO = Observation(LINK, NOON, http_status=200, final_url=LINK.url, page=LOST)
GOES_HOME = Observation(LINK, NOON, http_status=200, final_url=HOME, hops=(Hop(302, HOME),), page=FINE)


def beside(status: int | None, page: PageFacts | None = LOST, final_url: str = BESIDE) -> SiblingFacts:
    return SiblingFacts(BESIDE, status, final_url, page)


def judged(seen: Observation, **told: Any) -> tuple[Signal, Reason]:
    verdict = classify(replace(seen, **told))
    return verdict.signal, verdict.reason


MISSING = (Signal.DOUBTFUL, Reason.SOFT_404)
UNPROVEN = (Signal.LIMITED, Reason.LOOKS_MISSING)


@pytest.mark.parametrize("seen", [SAYS_SO, GOES_HOME])
def test_suspicion_stands_until_a_sibling_clears_it(seen: Observation) -> None:
    assert suspected(seen)
    assert judged(seen) == MISSING


@pytest.mark.parametrize("status", [404, 410])
def test_where_missing_pages_are_said_to_be_missing_this_one_is_not(status: int) -> None:
    assert judged(SAYS_SO, sibling=beside(status)) == (Signal.ALIVE, Reason.OK)
    assert judged(GOES_HOME, sibling=beside(status)) == (Signal.ALIVE, Reason.REDIRECTED)
    lasting = replace(GOES_HOME, hops=(Hop(301, HOME),))
    assert judged(lasting, sibling=beside(status)) == (Signal.MOVED, Reason.REDIRECTED)


def test_where_anything_looks_the_same_it_is_missing() -> None:
    assert judged(SAYS_SO, sibling=beside(200)) == MISSING
    assert judged(GOES_HOME, sibling=beside(200, FINE, HOME)) == MISSING
    assert judged(GOES_HOME, sibling=beside(200, replace(FINE, title="Foxes today"), HOME)) == MISSING


def test_what_looks_otherwise_was_meant() -> None:
    assert judged(SAYS_SO, sibling=beside(200, FINE)) == (Signal.ALIVE, Reason.OK)
    assert judged(GOES_HOME, sibling=beside(200, LOST)) == (Signal.ALIVE, Reason.REDIRECTED)


@pytest.mark.parametrize("status", [None, 301, 401, 403, 429, 500, 503])
def test_a_sibling_that_is_not_shown_proves_nothing_and_without_a_proof_nothing_counts(status: int | None) -> None:
    assert judged(SAYS_SO, sibling=beside(status)) == UNPROVEN
    assert judged(GOES_HOME, sibling=beside(status)) == UNPROVEN
    assert judged(SAYS_SO, sibling=beside(200, None)) == UNPROVEN


def test_what_is_sent_to_a_page_for_the_missing_needs_no_proof() -> None:
    lost = "https://acme.test/404.html"
    seen = replace(GOES_HOME, final_url=lost, hops=(Hop(302, lost),))
    assert judged(seen) == judged(seen, sibling=beside(404)) == MISSING


@pytest.mark.parametrize(
    "title",
    ["HTTP 404", "Error: 404", "acme | 404", "acme 404: not found", "Object not found!", "Project not found",
     "Oops! That page can\u2019t be found.", "We couldn't find that page", "Sorry, this page isn't available.",
     "404页面", "页面未找到", "找不到网页", "无法找到该页", "ページが見つかりません", "페이지를 찾을 수 없습니다",
     "Página não encontrada", "Página no encontrada", "Pagina non trovata", "Pagina niet gevonden",
     "Страница не найдена", "Account Suspended"],
)  # fmt: skip
def test_titles_of_missing_pages_in_many_words(title: str) -> None:
    assert suspected(replace(SAYS_SO, page=replace(FINE, title=title)))


@pytest.mark.parametrize(
    "title",
    ["Room 404", "Foxes: 4040 of them", "Finding foxes that cannot be found by eye", "Available foxes",
     "Does a page exist for every fox?", "Where foxes were found in 1404", "Suspended foxes"],
)  # fmt: skip
def test_titles_that_only_use_the_words(title: str) -> None:
    assert not suspected(replace(SAYS_SO, page=replace(FINE, title=title)))


def test_hosters_that_suspend_an_account_say_so_by_the_path() -> None:
    place = "https://acme.test/cgi-sys/suspendedpage.cgi"
    assert judged(replace(GOES_HOME, final_url=place, hops=(Hop(302, place),))) == MISSING


def test_a_sibling_says_nothing_about_other_verdicts() -> None:
    assert judged(SAYS_SO, http_status=404, sibling=beside(404)) == (Signal.GONE, Reason.NOT_FOUND)
    assert judged(replace(SAYS_SO, page=FINE), sibling=beside(200, FINE)) == (Signal.ALIVE, Reason.OK)


def test_a_link_led_to_one_place_with_many_others_is_suspected_until_its_site_proves_to_know_what_it_has() -> None:
    place = "https://acme.test/welcome"
    led = replace(GOES_HOME, final_url=place, hops=(Hop(301, place),))
    assert judged(led) == judged(led, crowd=2) == (Signal.MOVED, Reason.REDIRECTED)
    assert judged(led, crowd=3) == judged(led, crowd=3, sibling=beside(200, FINE, place)) == MISSING
    assert judged(led, crowd=3, sibling=beside(404)) == (Signal.MOVED, Reason.REDIRECTED)
    # A page that its scripts fill shows the same to all; only who is led along with them is of the crowd.
    assert judged(led, crowd=3, sibling=beside(200, FINE)) == (Signal.MOVED, Reason.REDIRECTED)
    assert judged(led, crowd=3, sibling=beside(None)) == UNPROVEN
