"""Where listings come from: files, folders, patterns, gzip, addresses that may not have changed, numbers of papers."""

import gzip
import io

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from checks.errors import ListingError
from checks.guard import parse_allowed
from checks.probers.transport import Transport, open_session
from monitor import sources
from monitor.sources import Content, expand, identity, read


def names(folder, *given):
    return [source.removeprefix(f"{folder}/") for source in expand([f"{folder}/{one}" for one in given])]


@pytest.fixture
def folder(tmp_path):
    for name in (
        "b.md",
        "a.txt",
        "more/c.md",
        "more/d.json.gz",
        "README",
        "fox.png",
        "data.db",
        ".hidden.md",
        ".git/config",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    return tmp_path


def test_a_folder_becomes_its_listings_in_order(folder):
    assert list(expand([str(folder)])) == [
        str(folder / name) for name in ("README", "a.txt", "b.md", "more/c.md", "more/d.json.gz")
    ]


def test_a_pattern_becomes_what_it_matches(folder):
    assert names(folder, "*.md") == ["b.md"]
    assert names(folder, "**/*.md") == ["b.md", "more/c.md"]
    assert names(folder, "*.rst") == ["*.rst"], "what matches nothing is named when it is read"


def test_addresses_papers_and_standard_input_stay_as_they_are():
    given = ["https://a.example/list.md?x=*", "-", "2404.12345"]
    assert list(expand(given)) == given


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("https://fox:hush-hush@a.example/list.md", r"https://\*\*\*@a.example/list.md: holds a password or a token"),
        ("https://a.example/list.md?token=hush-hush", r"token=\*\*\*: holds a password or a token"),
        ("caf\udce9.md", r"caf\\udce9.md: is a name that is no UTF-8; rename the file"),
    ],
)
def test_a_name_that_must_not_be_kept_is_refused_without_repeating_it(source, complaint):
    with pytest.raises(ListingError, match=complaint) as refused:
        identity(source)
    assert "hush-hush" not in str(refused.value)


def test_a_file_is_known_by_its_absolute_path_and_a_paper_by_its_number(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert identity("list.md") == str(tmp_path / "list.md")
    assert identity("https://arxiv.org/abs/2404.12345v2") == identity("2404.12345") == "arXiv:2404.12345"


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ["missing.md", "*.md"])
async def test_what_is_not_there_is_one_clear_line(tmp_path, name):
    with pytest.raises(ListingError, match=r"there is no such file|no file matches"):
        await read(str(tmp_path / name), session=None)


@pytest.mark.asyncio
async def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "list.md").open("wb") as file:
        file.truncate(sources.SIZE_CAP + 1)
    with pytest.raises(ListingError, match="is larger than 256 MiB"):
        await read(str(tmp_path / "list.md"), session=None)


async def unpacked(folder, data):
    (folder / "list.md.gz").write_bytes(data)
    return (await read(str(folder / "list.md.gz"), session=None)).data


@pytest.mark.asyncio
async def test_gzip_is_told_by_its_bytes_and_may_have_several_members(tmp_path):
    assert await unpacked(tmp_path, gzip.compress(b"Red ") + gzip.compress(b"Fox")) == b"Red Fox"
    assert await unpacked(tmp_path, b"Red Fox") == b"Red Fox"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("damage", "said"),
    [(lambda data: data[:-9], "was cut off"), (lambda data: data[:12] + b"\xff" * 9 + data[21:], "damaged gzip")],
)
async def test_a_gzip_that_is_broken_is_one_clear_line(tmp_path, damage, said):
    with pytest.raises(ListingError, match=said):
        await unpacked(tmp_path, damage(gzip.compress(b"Red Fox, Blue Fox, Grey Fox" * 9)))


@pytest.mark.asyncio
async def test_a_gzip_bomb_is_refused(tmp_path):
    bomb = io.BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb", compresslevel=9) as file:
        for _ in range(sources.SIZE_CAP // 2**24 + 1):
            file.write(bytes(2**24))
    with pytest.raises(ListingError, match="is larger than 256 MiB"):
        await unpacked(tmp_path, bomb.getvalue())


@pytest.mark.asyncio
async def test_a_file_is_told_by_its_bytes(tmp_path):
    (tmp_path / "list.md").write_bytes(b"Red Fox")
    async with open_session(Transport(), [], "test") as session:
        first = await read(str(tmp_path / "list.md"), session)
        assert first.data == b"Red Fox"
        assert await read(str(tmp_path / "list.md"), session, first.etag) == Content(None, first.etag)


class Site:
    """A listing on the web, with or without an ETag, that may be down."""

    def __init__(self, **headers):
        self.body, self.headers, self.status, self.asked = b"* Red Fox\n" * 50_000, headers, 200, []

    async def answer(self, request):
        self.asked.append(dict(request.headers))
        conditions = {request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")}
        if conditions & set(self.headers.values()):
            return web.Response(status=304)
        return web.Response(body=self.body, headers=self.headers, status=self.status)


@pytest.fixture
def fetch():
    """Read a site's listing, once for each etag that is given."""

    async def read_from(site, etag=None):
        application = web.Application()
        application.router.add_get("/{path:.*}", site.answer)
        web_session = open_session(Transport(), [parse_allowed("127.0.0.0/8")], "test")
        async with TestServer(application) as server, web_session as session:
            return await read(str(server.make_url("/list.md")), session, etag)

    return read_from


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ({"ETag": '"v1"'}, '"v1"'),
        ({"Last-Modified": "Mon, 20 Apr 2026 10:00:00 GMT"}, "Mon, 20 Apr 2026 10:00:00 GMT"),
        ({}, None),
    ],
)
async def test_an_address_is_read_whole_and_tells_how_to_ask_for_changes(fetch, headers, told):
    site = Site(**headers)
    assert await fetch(site) == Content(site.body, told)
    if told:
        assert await fetch(site, told) == Content(None, told)


@pytest.mark.asyncio
async def test_a_site_that_is_down_is_one_clear_line(fetch):
    site = Site(**{"Retry-After": "120"})
    site.status = 503
    with pytest.raises(
        ListingError, match=r"answered 503 and wants to be left alone \(120\); what was read before is kept"
    ):
        await fetch(site)
