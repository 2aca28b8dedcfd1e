"""Numbers 61 and 64 of the bad servers (verdicts.md, section 10): what only many looks, or many links, can tell."""

import asyncio
from datetime import timedelta

import pytest

from db.queries import Scope
from monitor.demo.atlas import World
from monitor.demo.cast import Page, Shows
from monitor.run import run
from tests.monitor.conftest import NOON

DAY = timedelta(days=1)
SALE = Shows(200, "finch.example", "This domain is for sale. Make an offer.", everywhere=True)
FINE = Shows(200, "Brass Finch", "Abstract, videos, results.")


@pytest.fixture
def events(store):
    return lambda: [kind for (kind,) in store.database.execute("select kind from events order by id")]


@pytest.mark.asyncio
async def test_61_a_domain_that_somebody_sells_is_dead_and_its_seller_revives_nothing(
    watch, look, state, standin, events
):
    page = "https://finch.example/demo"
    standin.world = World((), (Page(page, {0: FINE, 5: Shows(404, "Not found", "Nothing."), 12: SALE}),))
    watch(page)
    for day in (0, 5, 6, 8):
        standin.day = day
        await look(NOON + day * DAY)
    assert (state(page, "health"), events()) == ("dead", ["died"])
    for day in (12, 13, 14, 30):
        standin.day = day
        await look(NOON + day * DAY)
    assert (state(page, "health"), events()) == ("dead", ["died"])


@pytest.mark.asyncio
async def test_61_a_domain_that_is_sold_while_it_was_up_dies_of_that(watch, look, state, standin, events):
    page = "https://finch.example/demo"
    standin.world = World((), (Page(page, {0: FINE, 5: SALE}),))
    watch(page)
    for day in (0, 5, 6, 8):
        standin.day = day
        await look(NOON + day * DAY)
    assert (state(page, "health", "reason"), events()) == (("dead", "parked"), ["died"])


@pytest.mark.asyncio
async def test_64_what_fails_after_the_line_went_down_in_the_middle_of_a_run_is_ours(store, watch, settings, standin):
    pages = [f"https://finch{number}.example/demo" for number in range(40)]
    standin.world = World((), tuple(Page(url, {0: FINE}) for url in pages))
    watch(*pages)

    async def once(at, tell):
        scope, stop = Scope(everything=True), asyncio.Event()
        return await run(store, settings, standin.transport, clock=lambda: at, scope=scope, tell=tell, stop=stop)

    assert (await once(NOON, lambda _: None)).checked == len(pages)
    answered = standin.requests["web"]

    async def pull_the_plug():
        while standin.requests["web"] < answered + 10:  # noqa: ASYNC110 - the stand-in counts, and tells nobody
            await asyncio.sleep(0)
        standin.network_down = True

    plug = asyncio.create_task(pull_the_plug())
    tally = await once(NOON + DAY, lambda _: None)
    await plug
    assert tally.unjudged > 0
    assert tally.checked + tally.unjudged == len(pages)
    assert tally.blind_seconds > 0
    healths = store.database.execute("select distinct health from links_now").fetchall()
    assert healths == [("up",)]


PORTAL = Shows(200, "Welcome to the hotel", "Please accept our terms.", everywhere=True)


@pytest.mark.asyncio
async def test_64_a_portal_that_answers_for_everybody_revives_and_moves_nobody(store, watch, look, standin):
    gone, fine = "http://finch.example/demo", "http://wren.example/demo"
    canary = ("http://canary-page.example/success.txt success",)
    told = Page("http://canary-page.example/success.txt", {0: Shows(200, "success", ""), 5: PORTAL})
    world = (
        Page(gone, {0: Shows(404, "Not found", "Nothing."), 5: PORTAL}),
        Page(fine, {0: FINE, 5: Shows(302, "", "", {"Location": "http://portal.example/"})}),
        Page("http://portal.example/", {0: PORTAL}),
        told,
    )
    standin.world = World((), world)
    watch(gone, fine)
    for day in (0, 1, 3):
        standin.day = day
        await look(NOON + day * DAY)
    before = store.database.execute("select url, health, reason from links_now order by url").fetchall()
    assert [health for _, health, _ in before] == ["dead", "up"]
    for day in (5, 6, 8):
        standin.day = day
        tally = await look(NOON + day * DAY, canaries=canary)
        assert tally.checked == 0
    assert store.database.execute("select url, health, reason from links_now order by url").fetchall() == before
