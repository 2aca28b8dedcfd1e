"""A made-up sibling is asked for when a page is suspected of being missing, once, politely, and not on forges."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from yarl import URL

from checks.classify import classify
from checks.model import ForgeName, Hop, Kind, Link, Observation, PageFacts, Reason, Signal
from checks.politeness import Politeness
from checks.probers.request import WebLimits
from checks.probers.sibling import sibling_of, wants_sibling

Server = Any  # conftest's BadServer
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PATIENT = WebLimits(connect_s=2.0, read_s=2.0, total_s=4.0, pause_s=0.0)
LOST = b"<title>Page not found</title><p>There is nothing here, sorry."


@pytest.mark.parametrize(
    ("url", "sibling"),
    [
        ("https://acme.test/foxes/red", "https://acme.test/foxes/T0"),
        ("https://acme.test/foxes/red/", "https://acme.test/foxes/T0/"),
        ("https://acme.test/foxes/red.html", "https://acme.test/foxes/T0.html"),
        ("https://acme.test/~fox/r%20d.v1.pdf", "https://acme.test/~fox/T0.pdf"),
        ("https://acme.test/", "https://acme.test/T0"),
        ("https://acme.test", "https://acme.test/T0"),
        ("http://acme.test:8080/a//", "http://acme.test:8080/T0/"),
        ("https://acme.test/view.php?id=12", "https://acme.test/view.php?id=T0"),
        ("https://acme.test/view?a=1&b=2&a=3", "https://acme.test/view?a=T0&b=T0"),
        ("https://acme.test/view?fox", "https://acme.test/view?fox=T0"),
        ("https://acme.test/foxes/red#tail", "https://acme.test/foxes/T0"),
    ],
)
def test_a_sibling_differs_in_what_names_the_page(url: str, sibling: str) -> None:
    assert str(sibling_of(URL(url), "T0")) == sibling


def seen_at(url: str, **told: Any) -> Observation:
    link = Link(1, url, Kind.PAGE, URL(url).host or "")
    page = PageFacts(len(LOST), "Page not found", LOST.decode())
    return replace(Observation(link, NOON, http_status=200, final_url=url, page=page), **told)


def test_only_what_is_suspected_wants_one() -> None:
    fine = PageFacts(9, "Red fox", "Red fox")
    url = "https://acme.test/foxes/red"
    assert wants_sibling(seen_at(url))
    assert wants_sibling(
        seen_at(url, page=fine, hops=(Hop(301, "https://acme.test/"),), final_url="https://acme.test/")
    )
    assert not wants_sibling(seen_at(url, page=fine))
    assert not wants_sibling(seen_at(url, http_status=404))
    assert not wants_sibling(seen_at(url, page=replace(fine, title="Just a moment...", text="page not found")))


@pytest.mark.parametrize(
    "url",
    ["https://github.com/acme/redfox", "https://gist.github.com/acme/1", "https://huggingface.co/acme",
     "https://gitlab.com/explore", "https://zenodo.org/communities/fox"],
)  # fmt: skip
def test_forges_are_never_asked(url: str) -> None:
    assert not wants_sibling(seen_at(url))
    link = Link(1, "https://git.acme.test/acme/redfox", Kind.REPO, "git.acme.test", ForgeName.GITEA, "acme/redfox")
    assert not wants_sibling(replace(seen_at("https://acme.test/"), link=link))


@pytest.mark.asyncio
async def test_a_site_that_says_so_of_anything_is_told_from_one_that_does_not(server: Server) -> None:
    server.answers["/foxes/red"] = server.ok(LOST)
    honest = await server.look("/foxes/red", PATIENT)
    server.otherwise = server.ok(LOST)
    lying = await server.look("/foxes/red", PATIENT)
    assert (classify(honest).signal, classify(lying).reason) == (Signal.ALIVE, Reason.SOFT_404)
    assert (honest.sibling.http_status, lying.sibling.http_status) == (404, 200)
    assert lying.sibling.url.startswith(server.url("/foxes/"))
    paths = [head.split()[1] for head in server.heads]
    assert len(paths) == len(set(paths)) + 1 == 4  # the link twice, and each time another sibling


@pytest.mark.asyncio
@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2)])
async def test_links_that_are_led_to_one_place_are_judged_alike_whoever_comes_first(
    server: Server, order: Sequence[int]
) -> None:
    server.answers = {"/welcome": server.ok(b"<title>Foxes</title>"), "/blue": server.ok(b"<title>Blue</title>")}
    server.otherwise = server.to("/welcome")
    async with server.session() as session:
        links = [server.link(f"/{number}", number) for number in order] + [server.link("/blue", 4)]
        seen = [one async for one in server.prober(session, PATIENT)(links)]
    reasons = {one.link.id: classify(one).reason for one in seen}
    assert reasons == {1: Reason.SOFT_404, 2: Reason.SOFT_404, 3: Reason.SOFT_404, 4: Reason.OK}


@pytest.mark.asyncio
async def test_a_page_behind_a_change_of_scheme_is_compared_as_well(server: Server) -> None:
    server.answers["/red"], server.answers["/red/"] = server.to("/red/"), server.ok(LOST)
    seen = await server.look("/red", PATIENT)
    assert (seen.sibling.http_status, classify(seen).signal) == (404, Signal.ALIVE)


@pytest.mark.asyncio
async def test_a_good_page_costs_no_second_request(server: Server) -> None:
    server.answers["/foxes/red"] = server.ok(b"<title>Red fox</title>")
    assert (await server.look("/foxes/red", PATIENT)).sibling is None
    assert (await server.look("/foxes/blue", PATIENT)).sibling is None
    assert len(server.heads) == 2


@pytest.mark.asyncio
async def test_a_sibling_that_is_not_answered_proves_nothing(server: Server) -> None:
    async def hang_up(writer: Any) -> None:
        writer.close()

    server.answers["/foxes/red"], server.otherwise = server.ok(LOST), hang_up
    seen = await server.look("/foxes/red", PATIENT)
    assert (seen.http_status, seen.fault, seen.sibling.http_status) == (200, None, None)
    assert classify(seen).reason is Reason.LOOKS_MISSING


@pytest.mark.asyncio
async def test_a_sibling_waits_for_its_turn_like_any_request(server: Server) -> None:
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    server.answers["/foxes/red"] = server.ok(LOST)
    politeness = Politeness(per_host=1, delay=100.0, sleep=wait)
    async with server.session() as session:
        (seen,) = [one async for one in server.prober(session, PATIENT, politeness)([server.link("/foxes/red")])]
    assert seen.sibling is not None
    assert max(waits) > 90.0


@pytest.mark.asyncio
async def test_a_sibling_that_wants_to_be_left_alone_is_heard(server: Server) -> None:
    server.answers |= {"/foxes/red": server.ok(LOST), "/foxes/blue": server.ok()}
    server.otherwise = server.ok(b"", "429 Too Many Requests", Retry_After="90")
    async with server.session() as session:
        probe = server.prober(session, PATIENT, Politeness(per_host=1, delay=0.0))
        links = [server.link("/foxes/red", 1), server.link("/foxes/blue", 2)]
        first, second = [seen async for seen in probe(links)]
    assert classify(first).reason is Reason.LOOKS_MISSING
    assert classify(second).reason is Reason.THROTTLED
    assert len(server.heads) == 2
