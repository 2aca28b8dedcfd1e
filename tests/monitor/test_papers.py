"""Papers that are named by number: arXiv is asked once for each."""

from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from checks.guard import parse_allowed
from checks.probers.transport import Transport, open_session
from monitor.ingest import read_and_save
from monitor.settings import Settings

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
ENTRY = """<entry><id>http://arxiv.org/abs/{number}v1</id><published>2024-04-18T17:59:59Z</published>
<title>Fox {number}</title><summary>Code: https://github.com/acme/fox-{number}.</summary><author><name>A</name></author></entry>"""


class ArXiv:
    """An arXiv that knows every number that ends in an even digit."""

    def __init__(self):
        self.asked, self.status = [], 200

    async def answer(self, request):
        numbers = request.query["id_list"].split(",")
        self.asked.append(numbers)
        known = "".join(ENTRY.format(number=number) for number in numbers if int(number[-1]) % 2 == 0)
        text = f'<feed xmlns="http://www.w3.org/2005/Atom">{known}</feed>'
        return web.Response(text=text, status=self.status, content_type="application/atom+xml")


@pytest.fixture
def ingest(store):
    async def read(arxiv, source, at=NOON):
        application = web.Application()
        application.router.add_get("/query", arxiv.answer)
        async with TestServer(application) as server:
            settings = Settings(arxiv_api=str(server.make_url("/query")))
            async with open_session(Transport(), [parse_allowed("127.0.0.0/8")], "test") as session:
                return await read_and_save(store, source, session, settings, lambda: at, active=True)

    return read


@pytest.fixture
def entries(store):
    return lambda: store.database.execute("select title, date, authors from entries order by id").fetchall()


@pytest.mark.asyncio
async def test_a_paper_gets_its_title_and_the_links_of_its_abstract(ingest, entries, store):
    arxiv = ArXiv()
    read, problems = await ingest(arxiv, "2404.12344")
    assert (read.format, problems) == ("paper-ids", ())
    assert entries() == [("Fox 2404.12344", "2024-04-18", 1)]
    links = store.database.execute("select l.url, m.claim, m.origin from mentions m join links l on l.id = m.link_id")
    assert links.fetchall() == [("https://github.com/acme/fox-2404.12344", "released", "arxiv")]


@pytest.mark.asyncio
async def test_arxiv_is_asked_once_for_each_paper(ingest, tmp_path, entries, store):
    arxiv, listing = ArXiv(), tmp_path / "papers.txt"
    listing.write_text("2404.00002\n2404.00004\n")
    await ingest(arxiv, str(listing))
    listing.write_text("2404.00002\n2404.00004\n2404.00006\n")
    await ingest(arxiv, str(listing), NOON + timedelta(days=30))
    await ingest(arxiv, "2404.00002", NOON + timedelta(days=31))
    assert arxiv.asked == [["2404.00002", "2404.00004"], ["2404.00006"]]
    assert len(entries()) == 3
    assert store.database.execute("select count(*) from mentions where removed_at is not null").fetchone() == (0,)


@pytest.mark.asyncio
async def test_a_number_that_arxiv_does_not_know_is_asked_for_again_after_a_week(ingest, entries):
    arxiv = ArXiv()
    for days in (0, 1, 8):
        await ingest(arxiv, "2404.00003", NOON + timedelta(days=days))
    assert len(arxiv.asked) == 2
    assert entries() == [("arXiv:2404.00003", None, None)]


@pytest.mark.asyncio
async def test_when_arxiv_is_down_papers_keep_their_numbers_until_it_is_back(ingest, entries):
    arxiv = ArXiv()
    arxiv.status = 503
    _, (problem,) = await ingest(arxiv, "2404.00002")
    assert str(problem).startswith("arXiv: papers keep their numbers for a title: ")
    assert entries() == [("arXiv:2404.00002", None, None)]
    arxiv.status = 200
    await ingest(arxiv, "2404.00002")
    assert entries() == [("Fox 2404.00002", "2024-04-18", 1)]
