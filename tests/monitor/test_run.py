"""One pass, end to end: real probers against the stand-in, a real database, and an instant that is given."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from db.queries import Scope
from monitor.demo.atlas import World
from monitor.demo.cast import Page, Shows
from monitor.settings import GITHUB_API
from monitor.tally import Outcome

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
FOX = "https://github.com/lanternlab/redfox"
NEVER = "https://github.com/papercrane/fold-and-tell"
PAGE = "https://orchard-vision.github.io/pippin/"
WALL = "https://tidal-commons.example/map"
NO_NAME = "https://forgotten-foundry.example/anvil/"
EXPIRED = "https://copperline.example/verdigris/"


@pytest.mark.asyncio
async def test_a_run_records_what_repositories_and_pages_show(watch, look, state):
    watch(FOX, PAGE)
    tally = await look()
    assert (tally.outcome, tally.checked, tally.unjudged) == (Outcome.COMPLETE, 2, 0)
    assert state(FOX, "health", "code_state", "stars") == ("up", "placeholder", 118)
    assert state(PAGE, "health", "http_status") == ("up", 200)


@pytest.mark.asyncio
async def test_each_kind_of_trouble_has_its_own_name(watch, look, state):
    watch(NEVER, WALL, NO_NAME, EXPIRED)
    await look()
    assert state(NEVER, "health", "reason") == ("suspect", "not_public")
    assert state(WALL, "health", "reason") == ("limited", "bot_wall")
    assert state(NO_NAME, "health", "reason") == ("suspect", "domain_gone")
    assert state(EXPIRED, "health", "flags") == ("up", "tls")


@pytest.mark.asyncio
async def test_without_network_nothing_is_judged(watch, look, state, standin):
    watch(FOX, PAGE)
    standin.network_down = True
    tally = await look()
    assert (tally.outcome, tally.checked) == (Outcome.BLIND, 0)
    assert state(FOX, "health", "next_check_at") == ("new", None)
    assert state(PAGE, "health", "next_check_at") == ("new", None)


@pytest.mark.asyncio
async def test_a_blind_run_leaves_a_gap_in_the_record(watch, look, store, standin):
    watch(FOX)
    standin.network_down = True
    await look()
    assert store.database.execute("select outcome, checked from runs").fetchall() == [("blind", 0)]


@pytest.mark.asyncio
async def test_a_pass_with_nothing_due_writes_no_run(watch, look, store):
    watch(FOX)
    await look(scope=Scope())
    tally = await look(NOON + timedelta(minutes=5), scope=Scope())
    assert tally.outcome is Outcome.NOTHING_DUE
    assert store.database.execute("select count(*) from runs").fetchone() == (1,)


@pytest.mark.asyncio
async def test_what_a_failing_forge_leaves_unjudged_stays_due_and_the_rest_is_recorded(watch, look, state, standin):
    watch(FOX, PAGE)
    standin.graphql_502_above = 0
    tally = await look()
    assert (tally.outcome, tally.checked, tally.unjudged) == (Outcome.PARTIAL, 1, 1)
    assert tally.reasons == {"forge_down": 1}
    assert state(FOX, "health", "next_check_at") == ("new", None)
    assert state(PAGE, "health") == "up"


@pytest.mark.asyncio
async def test_a_forge_that_limits_us_is_left_alone_until_it_says_so(watch, look, state, standin):
    watch(FOX)
    standin.rate_limited = "primary"
    assert (await look()).unjudged == 1
    standin.rate_limited = None
    standin.requests.clear()
    tally = await look(NOON + timedelta(seconds=10))
    assert tally.outcome is Outcome.NOTHING_DUE
    assert [(held.host, held.links) for held in tally.held] == [("github.com", 1)]
    assert standin.requests["graphql"] == 0
    assert (await look(NOON + timedelta(days=2))).checked == 1
    assert state(FOX, "health") == "up"


@pytest.mark.asyncio
async def test_without_a_token_github_is_looked_at_as_pages(watch, look, state, standin):
    watch(FOX)
    await look(github_token=None)
    assert state(FOX, "health", "code_state", "stars") == ("up", "placeholder", 118)
    assert (standin.requests["graphql"], standin.requests["page"]) == (0, 1)


@pytest.mark.asyncio
async def test_without_a_token_an_unchanged_repository_keeps_what_its_page_told(watch, look, state, standin):
    watch(FOX)
    await look(github_token=None)
    await look(NOON + timedelta(days=1), github_token=None)
    assert standin.requests == {"page": 1, "refs": 1, "web": standin.requests["web"]}
    assert state(FOX, "health", "code_state", "stars", "http_status") == ("up", "placeholder", 118, 304)
    await look(NOON + timedelta(days=7), github_token=None)
    assert (standin.requests["page"], state(FOX, "http_status")) == (2, 200)


@pytest.mark.asyncio
async def test_without_a_token_rest_settles_what_pages_leave_in_doubt(watch, look, state, standin):
    watch(FOX, NEVER)
    await look(github_token=None, github_api=GITHUB_API)
    assert state(NEVER, "health", "reason") == ("suspect", "not_public")
    assert (standin.requests["page"], standin.requests["rest"]) == (2, 1)


@pytest.mark.asyncio
async def test_a_stopped_run_is_marked_and_its_links_stay_due(watch, look, store, state):
    watch(FOX, PAGE)
    stop = asyncio.Event()
    stop.set()
    tally = await look(stop=stop)
    assert tally.outcome is Outcome.INTERRUPTED
    assert store.database.execute("select outcome from runs").fetchall() == [("interrupted",)]
    assert state(PAGE, "next_check_at") is None


@pytest.mark.asyncio
async def test_a_secret_in_an_address_is_never_sent(watch, look, state, standin):
    secret = "https://orchard-vision.github.io/pippin/?access_token=%2A%2A%2A"
    watch(secret)
    await look()
    assert state(secret, "health", "reason") == ("skipped", "secret_in_url")
    assert standin.hosts["orchard-vision.github.io"] == 0


@pytest.mark.asyncio
async def test_a_page_that_always_wants_to_be_asked_later_keeps_its_neighbours_from_nothing(
    watch, look, state, standin
):
    pages = [f"https://den.example/{number}" for number in range(6)]
    fine, later = Shows(200, "A den", "Of foxes."), Shows(429, "", "", {"Retry-After": "600"})
    standin.world = World((), tuple(Page(url, {0: fine if number else later}) for number, url in enumerate(pages)))
    watch(*pages)
    for minutes in (0, 11, 22):
        await look(NOON + timedelta(minutes=minutes), scope=Scope())
    assert [state(url, "health") for url in pages] == ["new", *["up"] * 5]


@pytest.mark.asyncio
async def test_a_private_address_in_a_listing_is_never_contacted(watch, look, state, standin):
    literal = f"https://127.0.0.2:{standin.port}/admin"
    watch(literal)
    await look()
    assert state(literal, "health", "reason") == ("skipped", "private_address")
    assert standin.hosts["127.0.0.2"] == 0


@pytest.mark.asyncio
async def test_when_many_healthy_sites_fail_at_once_the_fault_is_taken_for_ours(watch, look, store, state):
    gone = [f"https://fox{number}.example/" for number in range(30)]
    watch(PAGE, *gone)
    store.database.execute("update link_state set health = 'up'")
    tally = await look(hosts_at_once=1)
    assert tally.tripped
    assert (tally.outcome, tally.checked) in {(Outcome.PARTIAL, 1), (Outcome.BLIND, 0)}
    assert 10 < tally.unjudged < 30, "and the rest is left alone"
    assert {state(url, "health") for url in gone} == {"up"}


@pytest.mark.asyncio
async def test_a_few_healthy_sites_that_fail_are_judged_at_the_end(watch, look, store, state):
    watch(PAGE, NO_NAME)
    store.database.execute("update link_state set health = 'up'")
    tally = await look()
    assert (tally.outcome, tally.checked, tally.tripped) == (Outcome.COMPLETE, 2, False)
    assert state(NO_NAME, "health") == "suspect"
