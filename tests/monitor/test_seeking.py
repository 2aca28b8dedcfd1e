"""Promised code is looked for beside its listing: politely, at its own cadence, and what turns up is checked."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer

from checks.guard import parse_allowed
from checks.model import Artifact, Claim, Entry, Observation, RepositoryFacts
from checks.probers.transport import Transport, open_session
from db.queries import Scope, rows
from monitor.demo.atlas import World
from monitor.schedule import next_search_at
from monitor.seeking import MOST, Places, seek
from tests.badweb.resolvers import FakeResolver
from tests.monitor.conftest import NOON, mention

DAY = timedelta(days=1)
FEED = """<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">{}</feed>"""
PAPER = "<entry><id>http://arxiv.org/abs/{}v2</id><title>Foxes</title><summary>{}</summary></entry>"


class Web:
    """arXiv, Hugging Face and a project page in one: what each answers, and what it was asked."""

    def __init__(self):
        self.abstracts, self.records, self.pages, self.asked = {}, {}, {}, []
        self.refuses = False

    async def answer(self, request):
        self.asked.append(request.path_qs)
        if request.path == "/arxiv":
            known = {number: self.abstracts.get(number) for number in request.query["id_list"].split(",")}
            found = "".join(PAPER.format(number, text) for number, text in known.items() if text)
            return web.Response(text=FEED.format(found), content_type="application/atom+xml")
        if self.refuses:
            return web.Response(status=429)
        if request.path.startswith("/papers/"):
            record = self.records.get(request.path.removeprefix("/papers/"))
            return web.Response(status=200 if record else 404, text=json.dumps(record or {"error": "not found"}))
        return web.Response(text=self.pages.get(request.path, ""), content_type="text/html")


@pytest_asyncio.fixture
async def places():
    made = Web()
    application = web.Application()
    application.router.add_get("/{path:.*}", made.answer)
    async with TestServer(application) as server:
        made.url = str(server.make_url("/")).rstrip("/")
        yield made


@pytest.fixture
def promised(store):
    """Store papers that promise code: each by its number, its page, or both."""

    def save(*papers):
        listing = store.save_listing("list.md", "text", NOON)
        entries = []
        for position, (number, page) in enumerate(papers, start=1):
            bare = replace(mention("https://x.example/", Claim.PROMISED), url=None, target=None)
            links = [mention(page, Claim.PROMISED, Artifact.PROJECT)] if page else []
            title = f"Paper {number or page}"
            entries.append(Entry(position, title, arxiv_id=number, claim=Claim.PROMISED, mentions=(bare, *links)))
        store.save_entries(listing, entries, NOON, rule_version=1)
        store.database.execute(
            "insert into entry_status (entry_id, status, since) select id, 'coming_soon', '' from entries"
        )
        store.database.execute("update link_state set health = 'up'")

    return save


class GitHub:
    """What GitHub shows: the files of some repositories, and which were asked for."""

    def __init__(self):
        self.files, self.asked = {}, []

    async def __call__(self, links):
        for one in links:
            self.asked.append(one.name)
            held = self.files.get(one.name)
            facts = None if held is None else RepositoryFacts(one.name, files=held, readme="")
            yield Observation(one, NOON, http_status=200 if facts else 404, repository=facts)


@pytest.fixture
def github():
    return GitHub()


@pytest.fixture
def look_for(store, places, github):
    async def once(at=NOON, listings=None):
        where = Places(f"{places.url}/arxiv", f"{places.url}/papers", 0)
        async with open_session(
            Transport(FakeResolver({"redfox.github.io": OSError()})), (parse_allowed("127.0.0.0/8"),), "test"
        ) as session:
            await seek(store, session, where, lambda: at, Scope(listings=listings), github=github)
        found = rows(store.database, "select e.title, l.url, m.origin from mentions m join links l on l.id = m.link_id"
                     " join entries e on e.id = m.entry_id where m.sought_at is not null order by 1, 2")  # fmt: skip
        return [tuple(row.values()) for row in found]

    return once


@pytest.mark.asyncio
async def test_a_newer_abstract_a_record_and_a_project_page_are_places_to_look(promised, look_for, places, store):
    page = f"{places.url}/foxes"
    promised(("2604.00001", None), ("2604.00002", None), (None, page))
    places.abstracts["2604.00001"] = "Foxes. Code is available at https://github.com/redfox/one."
    places.records["2604.00002"] = {"githubRepo": "https://github.com/redfox/two"}
    places.pages["/foxes"] = '<a href="https://github.com/redfox/three">Code</a>'
    assert await look_for() == [
        ("Paper 2604.00001", "https://github.com/redfox/one", "arxiv"),
        ("Paper 2604.00002", "https://github.com/redfox/two", "huggingface"),
        (f"Paper {page}", "https://github.com/redfox/three", "page"),
    ]
    news = rows(store.database, "select entry_id, detail from events where kind = 'code_linked' order by entry_id")
    assert [tuple(one.values()) for one in news] == [(1, "arxiv"), (2, "huggingface"), (3, "page")]


@pytest.mark.asyncio
async def test_behind_a_page_on_github_pages_there_may_be_more_than_the_page(promised, look_for, github, store):
    pages = [f"https://redfox.github.io/{name}/" for name in ("one", "two", "three")]
    promised(*((None, page) for page in pages))
    github.files = {"redfox/one": ("index.html", "train.py"), "redfox/two": ("index.html", "static/")}
    assert await look_for() == [(f"Paper {pages[0]}", "https://github.com/redfox/one", "page")]
    assert github.asked == ["redfox/one", "redfox/two", "redfox/three"]
    assert store.database.execute("select entry_id, detail from events").fetchall() == [(1, "page")]


@pytest.mark.asyncio
async def test_a_paper_that_names_a_repository_needs_none_behind_its_page(promised, look_for, places, github):
    promised(("2604.00001", "https://redfox.github.io/one/"))
    places.abstracts["2604.00001"] = "Foxes. Code is available at https://github.com/redfox/code."
    await look_for()
    await look_for(NOON + DAY)
    assert github.asked == ["redfox/one"]


@pytest.mark.asyncio
async def test_arxiv_is_asked_once_for_many_and_nobody_before_the_time_has_come(promised, look_for, places):
    promised(*((f"2604.{number:05}", None) for number in range(1, 6)))
    await look_for()
    assert sum(path.startswith("/arxiv") for path in places.asked) == 1
    asked = len(places.asked)
    await look_for(NOON + DAY / 2)
    assert len(places.asked) == asked
    await look_for(NOON + DAY)
    assert len(places.asked) == 2 * asked


@pytest.mark.asyncio
async def test_who_refuses_is_asked_no_more_in_this_run(promised, look_for, places):
    promised(*((f"2604.{number:05}", None) for number in range(1, 6)))
    places.refuses = True
    assert await look_for() == []
    assert sum(path.startswith("/papers/") for path in places.asked) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("record", [[], "no", {"githubRepo": ["x"]}, {"projectPage": "javascript:alert(1)"}])
async def test_an_odd_record_says_nothing(promised, look_for, places, record):
    promised(("2604.00001", None))
    places.records["2604.00001"] = record
    assert await look_for() == []


@pytest.mark.asyncio
async def test_a_run_looks_for_so_many_and_the_next_one_for_the_rest(promised, look_for, places):
    promised(*((f"2604.{number:05}", None) for number in range(MOST + 1)))
    places.refuses = True
    await look_for()
    await look_for(NOON + timedelta(minutes=1))
    assert [path.count(",") + 1 for path in places.asked if path.startswith("/arxiv")] == [100, 100, 1]


@pytest.mark.parametrize(("waited", "pause"), [(0, 1), (179, 1), (180, 7), (364, 7), (365, 30), (4000, 30)])
def test_the_longer_code_is_awaited_the_more_rarely_it_is_looked_for(waited, pause):
    assert next_search_at(NOON, NOON + waited * DAY) == NOON + (waited + pause) * DAY


@pytest.mark.asyncio
async def test_a_readme_that_sends_its_readers_elsewhere_is_followed(store, watch, look, standin):
    name, there = "lanternlab/redfox", "https://github.com/lanternlab/ember-sight"
    moved = {0: f"# {{}}\n\nThis repository has moved to {there}."}
    known = (replace(one, readme=moved) if one.name == name else one for one in standin.world.repositories)
    standin.world = World(tuple(known), standin.world.pages)
    watch(f"https://github.com/{name}", claim=Claim.PROMISED)
    await look()
    sql = "select l.url, m.origin, m.file from mentions m join links l on l.id = m.link_id where sought_at > ''"
    assert store.database.execute(sql).fetchall() == [(there, "readme", f"https://github.com/{name}")]
    await look(NOON + DAY)
    states = "select code_state, (select status from entry_status) from links_now where url = ?"
    assert store.database.execute(states, (there,)).fetchall() == [("present", "released")]
