"""The table of the world: whole in itself, at one with the listing, and with the story that a second run tells."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from checks.classify import classify
from checks.code import inspect
from checks.forges import huggingface
from checks.listings import extract
from checks.model import Claim, CodeState, Flag, ForgeName, Kind, Link, Reason, Signal
from checks.politeness import Politeness
from checks.probers.github import GitHubAccess, github_api_prober
from checks.probers.github_pages import github_page_prober
from checks.probers.rest import rest_prober
from checks.probers.web import WebLimits, web_prober
from monitor.demo.listing import bundled_listing
from monitor.demo.moment import number_of
from monitor.demo.stage import DAY_0
from monitor.demo.story import TODAY
from monitor.demo.world import HUB, PAGES, REPOSITORIES

LINK = re.compile(r"https?://[^\s{}]+")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")


def links() -> list[Link]:
    """Return every link of the world as it is watched."""
    repositories = [
        Link(i, f"https://github.com/{row.name}", Kind.REPO, "github.com", ForgeName.GITHUB, row.name)
        for i, row in enumerate(REPOSITORIES)
    ]
    pages = [Link(1000 + i, row.url, Kind.PAGE, row.host) for i, row in enumerate(PAGES) if row.listed]
    hub = [
        Link(
            2000 + i, f"https://huggingface.co/{row.name}", Kind.REPO, "huggingface.co", ForgeName.HUGGINGFACE, row.name
        )
        for i, row in enumerate(HUB)
    ]
    return repositories + pages + hub


def test_the_listing_names_every_link_of_the_world_and_no_other():
    written = Counter(url.rstrip(".,)") for url in LINK.findall(bundled_listing(date(2026, 3, 30))))
    assert written == Counter(link.url for link in links())


def test_our_own_reader_finds_just_that_in_the_listing():
    written = bundled_listing(date(2026, 3, 30)).encode()
    extraction = extract(written, "daily-papers.txt", read_on=date(2026, 3, 2))
    mentions = [mention for entry in extraction.entries for mention in entry.mentions]
    found = {(mention.target.url, mention.target.kind) for mention in mentions if mention.target}
    assert (extraction.format, len(extraction.entries)) == ("daily-papers", 37)
    assert found == {(link.url, link.kind) for link in links()}
    assert Counter(mention.claim for mention in mentions) == {
        Claim.RELEASED: 37,
        Claim.PROMISED: 8,
        Claim.ON_REQUEST: 1,
        Claim.NONE: 2,
    }
    assert {entry.claim for entry in extraction.entries} == {Claim.RELEASED, Claim.PROMISED, Claim.NONE}


def test_names_can_be_told_apart():
    assert all(NAME.fullmatch(row.name) for row in REPOSITORIES)
    assert len({row.name for row in REPOSITORIES}) == len({number_of(row) for row in REPOSITORIES}) == len(REPOSITORIES)
    assert len({(row.host, row.path) for row in PAGES}) == len(PAGES)


def test_every_page_does_something_from_the_first_day_on():
    assert all(0 in row.shows or min(row.shows) < 0 for row in PAGES if row.listed)


def test_every_redirect_leads_to_a_page_of_the_world():
    targets = {
        shows.headers["Location"]
        for row in PAGES
        for shows in row.shows.values()
        if shows and shows.status < 400 and shows.headers
    }
    assert targets <= {row.url for row in PAGES}


def test_enough_stars_move_every_day():
    growing = [row.stars for row in REPOSITORIES if row.stars.per_day >= 1]
    moving = [sum(stars.on(day) > stars.on(day - 1) for stars in growing) for day in range(1, TODAY + 1)]
    assert min(moving) >= 8


async def look(standin, session, *, token):
    """Return what each link of the world looks like today, as verdict and code state, by the real probers."""
    clock = lambda: DAY_0 + timedelta(days=standin.day)  # noqa: E731 - a clock
    pages = web_prober(session, clock=clock, limits=WebLimits(), politeness=Politeness(per_host=2, delay=0))
    access = GitHubAccess(standin.api_url, standin.token, standin.transport.ca_file)
    github = github_api_prober(access, clock=clock) if token else github_page_prober(session, clock=clock, pace_s=0)
    hub = rest_prober(session, huggingface.INTERFACE, pages, clock=clock, pace_s=0)
    seen = [seen async for seen in github([link for link in links() if link.forge is ForgeName.GITHUB])]
    seen += [seen async for seen in hub([link for link in links() if link.forge is ForgeName.HUGGINGFACE])]
    seen += [seen async for seen in pages([link for link in links() if not link.forge])]
    return {
        one.link.url.removeprefix("https://").removeprefix("github.com/").rstrip("/"): (classify(one), _code(one))
        for one in seen
    }


def _code(seen):
    facts = seen.repository
    return inspect(facts.readme, facts.files).state if facts and facts.files is not None else None


STORY = {
    "lanternlab/redfox": {27: (Signal.ALIVE, CodeState.PLACEHOLDER), 28: (Signal.ALIVE, CodeState.PRESENT)},
    "quillworks/marginalia": {13: (Signal.ALIVE, CodeState.PLACEHOLDER), 14: (Signal.ALIVE, CodeState.PRESENT)},
    "glasswing-robotics/chrysalis": {20: (Signal.GONE, None), 21: (Signal.ALIVE, CodeState.PRESENT)},
    "mossgate/fernnet": {27: (Signal.ALIVE, CodeState.PRESENT), 28: (Signal.MOVED, CodeState.PRESENT)},
    "stonefruit/apricot-sim": {22: (Signal.ALIVE, CodeState.PRESENT), 23: (Signal.ALIVE, CodeState.PLACEHOLDER)},
    "copperline/patina": {17: (Signal.ALIVE, CodeState.PRESENT), 18: (Signal.GONE, None)},
    "papercrane/fold-and-tell": {0: (Signal.GONE, None), 28: (Signal.GONE, None)},
    "saltmarsh/heronet": {0: (Signal.WITHHELD, None)},
    "papercrane/crease": {0: (Signal.WITHHELD, None)},
    "kitefield/updraft": {0: (Signal.ALIVE, CodeState.EMPTY)},
    "northpine/permafrost": {0: (Signal.ALIVE, CodeState.EMPTY)},
    "northpine/snowdrift": {28: (Signal.ALIVE, CodeState.PLACEHOLDER)},
    "hollowoak/barkbench": {28: (Signal.ALIVE, CodeState.PLACEHOLDER)},
    "kitefield/thermal": {28: (Signal.ALIVE, CodeState.PLACEHOLDER)},
    "brightloom/loomdiff": {0: (Signal.ALIVE, CodeState.PLACEHOLDER)},
    "lanternlab/nightjar": {0: (Signal.ALIVE, CodeState.PARTIAL)},
    "saltmarsh/tidepool-data": {0: (Signal.ALIVE, CodeState.PRESENT)},
    "huggingface.co/hollowoak/acorn-7b": {0: (Signal.ALIVE, CodeState.PRESENT)},
    "huggingface.co/spaces/quillworks/inkwell": {0: (Signal.ALIVE, CodeState.PRESENT)},
    "ferrostack/rivet": {0: (Signal.ALIVE, CodeState.PRESENT)},
    "orchard-vision.github.io/russet": {24: (Signal.ALIVE, None), 25: (Signal.GONE, None), 28: (Signal.GONE, None)},
    "glasswing.example/moth-grasp": {4: (Signal.ALIVE, None), 26: (Signal.GONE, None), 27: (Signal.ALIVE, None)},
    "stonefruit.example/apricot": {9: (Signal.ALIVE, None), 10: (Signal.MOVED, None)},
    "quillworks.example/marginalia/demo": {0: (Signal.ALIVE, None)},
    "brassfinch.example/demo": {11: (Signal.ALIVE, None), 12: (Signal.GONE, None)},
    "kitefield.example/thermal": {10: (Signal.ALIVE, None), 13: (Signal.ALIVE, None)},
    "tidal-commons.example/map": {0: (Signal.LIMITED, None)},
    "forgotten-foundry.example/anvil": {0: (Signal.GONE, None)},
    "copperline.example/verdigris": {0: (Signal.ALIVE, None)},
}
BY_PAGES = {"saltmarsh/tidepool-data": CodeState.UNKNOWN}
"""What a page of github.com does not show: the files inside of folders."""
DAYS = sorted({day for days in STORY.values() for day in days})


@pytest.mark.parametrize("token", [True, False], ids=["by the API", "by pages"])
@pytest.mark.asyncio
async def test_the_story_is_told_to_whoever_looks(standin, session, token):
    for day in DAYS:
        standin.day = day
        seen = await look(standin, session, token=token)
        less = {} if token else BY_PAGES
        told = {name: (verdict.signal, code) for name, (verdict, code) in seen.items()}
        asked = {name: days[day] for name, days in STORY.items() if day in days}
        expected = {name: (signal, less.get(name, code)) for name, (signal, code) in asked.items()}
        assert {name: told[name] for name in expected} == expected, f"day {day}"


@pytest.mark.asyncio
async def test_defects_show_as_flags_and_reasons(standin, session):
    standin.day = 20
    seen = await look(standin, session, token=True)
    flags = {name: verdict.flags for name, (verdict, _) in seen.items() if verdict.flags}
    assert flags == {
        "ferrostack/anvil-rl": {Flag.ARCHIVED},
        "kitefield/updraft": {Flag.EMPTY},
        "northpine/permafrost": {Flag.EMPTY},
        "copperline.example/verdigris": {Flag.TLS},
        "huggingface.co/hollowoak/acorn-7b": {Flag.GATED},
    }
    reasons = {name: verdict.reason for name, (verdict, _) in seen.items() if verdict.reason is not Reason.OK}
    assert reasons == {
        "papercrane/fold-and-tell": Reason.NOT_PUBLIC,
        "glasswing-robotics/chrysalis": Reason.NOT_PUBLIC,
        "copperline/patina": Reason.NOT_PUBLIC,
        "papercrane/crease": Reason.FORGE_BLOCK,
        "saltmarsh/heronet": Reason.LEGAL_BLOCK,
        "glasswing.example/moth-grasp": Reason.NOT_FOUND,
        "stonefruit.example/apricot": Reason.REDIRECTED,
        "quillworks.example/marginalia/demo": Reason.REDIRECTED,
        "tidal-commons.example/map": Reason.BOT_WALL,
        "brassfinch.example/demo": Reason.PARKED,
        "forgotten-foundry.example/anvil": Reason.DOMAIN_GONE,
    }
