"""Every answer has its verdict: the decision table, row by row, and that it is total."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.classify import CONFIRMATIONS, RULES, UNTOLD, Confirmation, classify
from checks.model import (
    Fault,
    Flag,
    ForgeName,
    Hop,
    Kind,
    Link,
    Observation,
    PageFacts,
    Reason,
    RepositoryFacts,
    Signal,
    Verdict,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PAGE = Link(1, "https://acme.test/redfox/", Kind.PAGE, "acme.test")
REPO = Link(
    2, "https://github.com/lanternlab/glow", Kind.REPO, "github.com", ForgeName.GITHUB, "LanternLab/Glow", "R_1"
)
GLOW = RepositoryFacts("LanternLab/Glow", "R_1")
FINE = PageFacts(2000, "Red fox", "<html><title>Red fox</title><p>We track foxes.")

BLIND, REFUSED, LIMITED = Signal.BLIND, Signal.REFUSED, Signal.LIMITED
GONE, DOUBTFUL, UNREACHABLE = Signal.GONE, Signal.DOUBTFUL, Signal.UNREACHABLE
ALIVE, MOVED, WITHHELD = Signal.ALIVE, Signal.MOVED, Signal.WITHHELD

BY_FAULT = {
    Fault.DNS_NXDOMAIN: (GONE, Reason.DOMAIN_GONE),
    Fault.DNS_NODATA: (DOUBTFUL, Reason.NO_ADDRESS),
    Fault.DNS_FAILURE: (UNREACHABLE, Reason.DNS_FAILURE),
    Fault.DNS_UNREACHABLE: (BLIND, Reason.OWN_OUTAGE),
    Fault.NO_ROUTE: (UNREACHABLE, Reason.NO_ROUTE),
    Fault.NETWORK_DOWN: (BLIND, Reason.OWN_OUTAGE),
    Fault.CONNECT_TIMEOUT: (UNREACHABLE, Reason.TIMEOUT),
    Fault.CONNECTION_REFUSED: (UNREACHABLE, Reason.CONNECTION_FAILED),
    Fault.CONNECTION_RESET: (UNREACHABLE, Reason.CONNECTION_FAILED),
    Fault.DISCONNECTED: (UNREACHABLE, Reason.CONNECTION_FAILED),
    Fault.READ_TIMEOUT: (UNREACHABLE, Reason.TIMEOUT),
    Fault.TLS_HANDSHAKE: (UNREACHABLE, Reason.TLS_HANDSHAKE),
    Fault.BAD_HTTP: (UNREACHABLE, Reason.BAD_HTTP),
    Fault.BAD_REDIRECT: (DOUBTFUL, Reason.BAD_REDIRECT),
    Fault.TOO_MANY_REDIRECTS: (LIMITED, Reason.REDIRECT_LOOP),
    Fault.BAD_URL: (REFUSED, Reason.BAD_URL),
    Fault.PRIVATE_ADDRESS: (REFUSED, Reason.PRIVATE_ADDRESS),
    Fault.ODD_PORT: (REFUSED, Reason.ODD_PORT),
    Fault.SECRET_IN_URL: (REFUSED, Reason.SECRET_IN_URL),
    Fault.RATE_LIMITED: (BLIND, Reason.THROTTLED),
    Fault.FORGE_DOWN: (BLIND, Reason.FORGE_DOWN),
    Fault.TOKEN_REJECTED: (BLIND, Reason.TOKEN_REJECTED),
    Fault.OWN_OUTAGE: (BLIND, Reason.OWN_OUTAGE),
    Fault.INTERNAL: (BLIND, Reason.INTERNAL),
}

BY_STATUS = {
    (LIMITED, Reason.LOGIN): {401},
    (LIMITED, Reason.FORBIDDEN): set(range(402, 451)) - {404, 408, 410, 414, 421, 425, 429, 431} | set(range(452, 500)),
    (LIMITED, Reason.BOT_WALL): {999},
    (GONE, Reason.NOT_FOUND): {404},
    (GONE, Reason.GONE): {410},
    (WITHHELD, Reason.LEGAL_BLOCK): {451},
    (BLIND, Reason.THROTTLED): {408, 425, 429},
    (ALIVE, Reason.EMPTY_BODY): {204, 205},
    (ALIVE, Reason.OK): {*range(200, 301), 304} - {204, 205},
    (DOUBTFUL, Reason.BAD_REDIRECT): set(range(301, 400)) - {304},
    (DOUBTFUL, Reason.BAD_REQUEST): {400, 414, 421, 431},
    (UNREACHABLE, Reason.SERVER_ERROR): set(range(500, 600)),
    (UNREACHABLE, Reason.BAD_HTTP): {*range(100, 200), *range(600, 999)},
}


def seen(link: Link = PAGE, **told: Any) -> Observation:
    """Give an observation of a page that answered well, but for what is told."""
    if "fault" in told:
        return Observation(link, NOON, **told)
    well: dict[str, Any] = {"http_status": 200, "page": FINE, "final_url": link.url}
    return Observation(link, NOON, **(well | told))


def redirected(*statuses: int, to: str, link: Link = PAGE, **told: Any) -> Observation:
    """Give an observation that was redirected with these statuses, in the end to one place."""
    hops = [Hop(status, f"https://hop-{at}.test/") for at, status in enumerate(statuses)]
    hops[-1] = Hop(statuses[-1], to)
    return seen(link, hops=tuple(hops), final_url=to, **told)


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_its_verdict(fault: Fault) -> None:
    assert classify(seen(fault=fault)) == Verdict(*BY_FAULT[fault])


def test_every_status_has_its_verdict() -> None:
    for (signal, reason), statuses in BY_STATUS.items():
        for status in statuses:
            verdict = classify(seen(http_status=status))
            assert (verdict.signal, verdict.reason) == (signal, reason), status
    assert set().union(*BY_STATUS.values()) == set(range(100, 1000))


def test_exactly_one_row_of_the_table_asks_for_nothing_more_before_it_decides_a_fault() -> None:
    for fault in Fault:
        assert len([row for row in RULES if fault in row.outcomes]) == 1


def test_every_status_ends_in_a_row_that_asks_for_nothing_more() -> None:
    for status in range(100, 1000):
        assert any(status in row.outcomes and row.when is None for row in RULES)


def test_what_says_nothing_is_a_mistake_of_ours() -> None:
    for nothing in (None, 0, 99, 1000, -1):
        assert classify(seen(http_status=nothing)) == Verdict(UNTOLD.signal, UNTOLD.reason)


@pytest.mark.parametrize(
    ("observation", "signal", "reason"),
    [
        (seen(http_status=503, retry_at=NOON), LIMITED, Reason.UNAVAILABLE),
        (seen(http_status=503, page=replace(FINE, bot_mitigation="cf-mitigated: challenge")), LIMITED, Reason.BOT_WALL),
        (seen(http_status=403, page=replace(FINE, server="cloudflare")), LIMITED, Reason.BOT_WALL),
        (seen(http_status=500, page=replace(FINE, server="cloudflare")), UNREACHABLE, Reason.SERVER_ERROR),
        (seen(http_status=404, page=replace(FINE, server="cloudflare")), GONE, Reason.NOT_FOUND),
        (seen(http_status=404, page=replace(FINE, bot_mitigation="cf-mitigated: x")), LIMITED, Reason.BOT_WALL),
        (seen(http_status=406, page=replace(FINE, title="Access Denied")), LIMITED, Reason.BOT_WALL),
        (seen(http_status=520, page=replace(FINE, title="Just a moment...")), LIMITED, Reason.BOT_WALL),
        (seen(page=replace(FINE, server="cloudflare")), ALIVE, Reason.OK),
        (seen(page=replace(FINE, title="Just a moment...")), LIMITED, Reason.BOT_WALL),
        (seen(http_status=202, page=replace(FINE, bot_mitigation="x-amzn-waf-action: x")), LIMITED, Reason.BOT_WALL),
        (seen(http_status=429, page=replace(FINE, bot_mitigation="cf-mitigated: x")), BLIND, Reason.THROTTLED),
        (redirected(302, to="https://accounts.acme.test/x"), LIMITED, Reason.LOGIN),
        (redirected(302, to="https://acme.test/users/sign_in"), LIMITED, Reason.LOGIN),
        (redirected(302, to="https://acme.test/login?next=/redfox"), LIMITED, Reason.LOGIN),
        (redirected(302, to="https://acme.test/loginov/"), ALIVE, Reason.REDIRECTED),
        (redirected(302, to="https://acme.test/login", http_status=404), LIMITED, Reason.LOGIN),
        (redirected(302, to="https://acme.test/login", http_status=500), UNREACHABLE, Reason.SERVER_ERROR),
        (redirected(302, to="https://acme.test/"), DOUBTFUL, Reason.SOFT_404),
        (redirected(301, to="https://www.acme.test/"), DOUBTFUL, Reason.SOFT_404),
        (redirected(301, to="https://acme.test/index.html"), DOUBTFUL, Reason.SOFT_404),
        (redirected(301, to="https://acme.test/en/"), DOUBTFUL, Reason.SOFT_404),
        (redirected(302, to="https://acme.test/404.html"), DOUBTFUL, Reason.SOFT_404),
        (redirected(302, to="https://redfox.test/"), ALIVE, Reason.REDIRECTED),
        (redirected(302, to="https://acme.test/other"), ALIVE, Reason.REDIRECTED),
        (redirected(301, to="https://www.hugedomains.com/acme"), GONE, Reason.PARKED),
        (seen(page=PageFacts(900, "acme.test", "<h1>This domain is for sale!</h1>")), GONE, Reason.PARKED),
        (seen(page=PageFacts(90_000, "acme.test", "<p>Buy this domain</p>")), ALIVE, Reason.OK),
        (seen(page=PageFacts(0)), ALIVE, Reason.EMPTY_BODY),
        (seen(http_status=204, page=PageFacts(0)), ALIVE, Reason.EMPTY_BODY),
        (seen(http_status=304, page=PageFacts(0)), ALIVE, Reason.OK),
        (seen(page=None), ALIVE, Reason.OK),
    ],
)
def test_pages(observation: Observation, signal: Signal, reason: Reason) -> None:
    verdict = classify(observation)
    assert (verdict.signal, verdict.reason) == (signal, reason)


@pytest.mark.parametrize(
    "title",
    ["404", "404 Not Found", "Error 404", "404 - acme", "Page not found", "Not Found", "Oops! Page not found | acme",
     "acme | Page Not Found", "Site not found · acme", "The page does not exist", "Seite nicht gefunden"],
)  # fmt: skip
def test_titles_that_say_not_found(title: str) -> None:
    assert classify(seen(page=replace(FINE, title=title))) == Verdict(DOUBTFUL, Reason.SOFT_404)


@pytest.mark.parametrize(
    "title",
    ["Red fox", "4040 foxes", "Lost and Not Found: searching foxes", "Room 404", "Benchmark of 404 tasks",
     "What was not found in the data", "Notfound"],
)  # fmt: skip
def test_titles_that_only_sound_like_it(title: str) -> None:
    assert classify(seen(page=replace(FINE, title=title))).reason is Reason.OK


def test_small_pages_that_say_not_found_are_doubtful() -> None:
    page = PageFacts(700, "acme", "<p>Sorry, the page you are looking for is gone.</p>")
    assert classify(seen(page=page)).reason is Reason.SOFT_404
    assert classify(seen(page=replace(page, size=50_000))).reason is Reason.OK


@pytest.mark.parametrize("url", ["https://acme.test", "https://acme.test/index.html", "https://acme.test/en/"])
def test_a_front_page_that_leads_to_the_front_page_is_fine(url: str) -> None:
    assert classify(redirected(302, to="https://acme.test/", link=replace(PAGE, url=url))).signal is ALIVE


@pytest.mark.parametrize(
    ("observation", "moved_to"),
    [
        (redirected(301, to="https://redfox.test/"), "https://redfox.test/"),
        (redirected(308, to="https://acme.test/foxes/red"), "https://acme.test/foxes/red"),
        (redirected(301, 301, to="https://redfox.test/new"), "https://redfox.test/new"),
        (redirected(301, 302, to="https://redfox.test/en/"), "https://hop-0.test/"),
        (redirected(302, 301, to="https://redfox.test/new"), None),
        (redirected(301, to="http://acme.test/redfox/"), None),
        (redirected(301, to="https://www.acme.test/redfox/"), None),
        (redirected(301, to="https://acme.test/redfox"), None),
        (redirected(301, to="https://acme.test:443/redfox"), None),
        (redirected(301, to="https://acme.test/redfox/?lang=en"), "https://acme.test/redfox/?lang=en"),
    ],
)
def test_moved_is_permanent_and_to_another_place(observation: Observation, moved_to: str | None) -> None:
    signal = MOVED if moved_to else ALIVE
    assert classify(observation) == Verdict(signal, Reason.REDIRECTED, moved_to=moved_to)


@pytest.mark.parametrize(
    ("observation", "verdict"),
    [
        (seen(REPO, page=None, repository=GLOW), Verdict(ALIVE, Reason.OK)),
        (seen(REPO, page=None, repository=replace(GLOW, name="lanternlab/glow")), Verdict(ALIVE, Reason.OK)),
        (
            seen(REPO, page=None, repository=replace(GLOW, archived=True, empty=True)),
            Verdict(ALIVE, Reason.OK, frozenset({Flag.ARCHIVED, Flag.EMPTY})),
        ),
        (
            seen(REPO, page=None, repository=replace(GLOW, disabled=True)),
            Verdict(ALIVE, Reason.OK, frozenset({Flag.DISABLED})),
        ),
        (
            seen(REPO, page=None, repository=replace(GLOW, name="redfox/Glow2", archived=True)),
            Verdict(MOVED, Reason.RENAMED, frozenset({Flag.ARCHIVED}), "https://github.com/redfox/Glow2"),
        ),
        (
            seen(replace(REPO, node_id=None), page=None, repository=replace(GLOW, name="redfox/Glow2")),
            Verdict(MOVED, Reason.RENAMED, moved_to="https://github.com/redfox/Glow2"),
        ),
        (
            seen(REPO, page=None, repository=RepositoryFacts("redfox/Glow2")),
            Verdict(MOVED, Reason.RENAMED, moved_to="https://github.com/redfox/Glow2"),
        ),
        (
            seen(REPO, page=None, repository=replace(GLOW, node_id="R_2")),
            Verdict(DOUBTFUL, Reason.REPLACED, frozenset({Flag.REPLACED})),
        ),
        (seen(replace(REPO, node_id=None), page=None, repository=GLOW), Verdict(ALIVE, Reason.OK)),
        (seen(REPO, http_status=404, page=None), Verdict(GONE, Reason.NOT_PUBLIC)),
        (seen(REPO, http_status=451, page=None, block_reason="dmca"), Verdict(WITHHELD, Reason.LEGAL_BLOCK)),
        (seen(REPO, http_status=403, page=None, block_reason="tos"), Verdict(WITHHELD, Reason.FORGE_BLOCK)),
        (seen(REPO, http_status=403, page=None), Verdict(LIMITED, Reason.FORBIDDEN)),
        (seen(REPO, fault=Fault.RATE_LIMITED), Verdict(BLIND, Reason.THROTTLED)),
    ],
)
def test_repositories(observation: Observation, verdict: Verdict) -> None:
    assert classify(observation) == verdict


def test_a_bad_certificate_is_a_flag_of_what_is_alive() -> None:
    tls = frozenset({Flag.TLS})
    assert classify(seen(tls_defect="expired")) == Verdict(ALIVE, Reason.OK, tls)
    assert classify(seen(tls_defect="expired", page=PageFacts(0))) == Verdict(
        ALIVE, Reason.EMPTY_BODY, tls | {Flag.EMPTY}
    )
    assert classify(seen(tls_defect="expired", http_status=404)) == Verdict(GONE, Reason.NOT_FOUND)


def test_every_bad_reason_has_its_confirmation_and_no_other_has() -> None:
    bad = {row.reason for row in RULES if row.signal in {GONE, DOUBTFUL, UNREACHABLE}}
    assert set(CONFIRMATIONS) == bad


def test_a_reason_is_bad_in_all_its_rows_or_in_none() -> None:
    bad = {row.reason for row in RULES if row.signal in {GONE, DOUBTFUL, UNREACHABLE}}
    assert not bad & {row.reason for row in RULES if row.signal not in {GONE, DOUBTFUL, UNREACHABLE}}


def test_every_reason_is_named_by_a_row() -> None:
    assert {row.reason for row in RULES} == set(Reason)


@pytest.mark.parametrize(
    ("reason", "looks", "days"),
    [
        (Reason.NOT_FOUND, 3, 3),
        (Reason.NOT_PUBLIC, 3, 3),
        (Reason.GONE, 2, 1),
        (Reason.PARKED, 2, 3),
        (Reason.SOFT_404, 3, 7),
        (Reason.DOMAIN_GONE, 4, 7),
        (Reason.BAD_REQUEST, 4, 7),
        (Reason.SERVER_ERROR, 5, 14),
        (Reason.TIMEOUT, 5, 14),
    ],
)
def test_what_it_takes_to_be_believed(reason: Reason, looks: int, days: int) -> None:
    assert CONFIRMATIONS[reason] == Confirmation(looks, timedelta(days=days))


URLS = st.one_of(st.text(max_size=40), st.sampled_from([PAGE.url, REPO.url, "https://acme.test/login", "http://[x"]))
OBSERVATIONS = st.builds(
    Observation,
    link=st.sampled_from([PAGE, REPO]),
    at=st.just(NOON),
    fault=st.none() | st.sampled_from(Fault),
    http_status=st.none() | st.integers(-1, 1100),
    final_url=st.none() | URLS,
    hops=st.lists(st.builds(Hop, st.sampled_from([301, 302, 308]), URLS), max_size=3).map(tuple),
    page=st.none()
    | st.builds(PageFacts, st.integers(0, 300_000), st.none() | st.text(max_size=40), st.text(max_size=80)),
    repository=st.none() | st.builds(RepositoryFacts, st.text(max_size=9), st.none() | st.text(max_size=3)),
    block_reason=st.none() | st.text(max_size=5),
    tls_defect=st.none() | st.just("expired"),
    retry_at=st.none() | st.just(NOON),
)


def test_urls_that_are_none_resemble_nothing() -> None:
    assert classify(redirected(302, to="http://[x")).reason is Reason.REDIRECTED


@given(OBSERVATIONS)
def test_whatever_is_seen_is_judged_and_always_the_same(observation: Observation) -> None:
    verdict = classify(observation)
    assert verdict == classify(observation)
    assert (verdict.moved_to is not None) == (verdict.signal is MOVED)


@given(OBSERVATIONS)
def test_silence_and_refusals_never_count_towards_death(observation: Observation) -> None:
    if observation.http_status in {401, 402, 403, 407, 408, 425, 429, 999} and observation.fault is None:
        verdict = classify(observation)
        assert verdict.signal in {LIMITED, BLIND, WITHHELD, ALIVE, MOVED} or verdict.reason is Reason.REPLACED
