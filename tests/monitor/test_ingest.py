"""Reading listings: files, folders and their names, and what never reaches the database."""

from datetime import UTC, datetime

import pytest

from checks.guard import parse_allowed
from checks.listings import extract
from checks.model import Kind
from checks.probers.transport import Transport, open_session
from monitor import ingest
from monitor.settings import Settings

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)


def test_a_secret_never_reaches_the_database(store):
    text = b"* Red Fox: data at https://redfox.example/d.zip?access_token=s3cr3t\n"
    ingest.save(store, "list.md", extract(text, "list.md", as_format=None, read_on=NOON.date()), NOON)
    dump = "\n".join(store.database.conn.iterdump())
    assert "redfox.example/d.zip" in dump
    assert "s3cr3t" not in dump


def test_papers_and_badges_are_not_watched(store):
    text = b"* [Red Fox](https://arxiv.org/abs/2401.00001) [code](https://github.com/acme/redfox)\n"
    ingest.save(store, "list.md", extract(text, "list.md", as_format=None, read_on=NOON.date()), NOON)
    urls = [row[0] for row in store.database.execute("select url from links")]
    assert urls == ["https://github.com/acme/redfox"]


def test_a_link_where_there_was_only_a_promise_is_news(store):
    def read(text):
        ingest.save(store, "list.md", extract(text, "list.md", as_format=None, read_on=NOON.date()), NOON)
        return store.database.execute("select events.kind, l.url from events join links l on l.id = link_id").fetchall()

    assert read(b"* **Red Fox**. Our code will be released soon.\n") == []
    linked = (
        b"* **Red Fox**. Our code will be released soon. The code is available at https://github.com/acme/redfox.\n"
    )
    assert read(linked) == [("code_linked", "https://github.com/acme/redfox")]
    assert len(read(linked)) == 1


def test_a_kind_that_was_asked_for_is_watched_too_and_claims_nothing(store):
    text = b"- **Red Fox**, code and paper are available: https://arxiv.org/abs/2604.00001"
    extraction = extract(text, "list.md", as_format=None, read_on=NOON.date())
    ingest.save(store, "list.md", extraction, NOON)
    assert not store.database.execute("select url from links").fetchall()
    ingest.save(store, "list.md", extraction, NOON, include=frozenset({Kind.PAPER}))
    assert [row[0] for row in store.database.execute("select kind from links")] == ["paper"]
    linked = store.database.execute("select claim from mentions where link_id not null and removed_at is null")
    assert [row[0] for row in linked] == ["none"]


@pytest.fixture
def reread(store, tmp_path):
    """Read a file once more; says whether it was left as it is, and which repositories are watched now."""

    async def read(text, **settings):
        (tmp_path / "list.md").write_text(text)
        source = str(tmp_path / "list.md")
        async with open_session(Transport(), [parse_allowed("127.0.0.0/8:1")], "test") as session:
            found, problems = await ingest.read_and_save(store, source, session, Settings(**settings), lambda: NOON)
        watched = "select l.name from links l join mentions m on m.link_id = l.id where m.removed_at is null"
        return found.unchanged, [row[0] for row in store.database.execute(watched)], len(problems)

    return read


RED = "* [Red Fox](https://arxiv.org/abs/2401.00001) [code](https://github.com/acme/redfox)\n"


@pytest.mark.asyncio
async def test_a_file_that_has_not_changed_is_not_read_again(reread):
    assert await reread(RED) == (False, ["acme/redfox"], 0)
    assert await reread(RED) == (True, ["acme/redfox"], 0)
    assert await reread(RED.replace("redfox", "bluefox")) == (False, ["acme/bluefox"], 0)


@pytest.mark.asyncio
async def test_what_is_asked_for_otherwise_is_read_again(reread):
    await reread(RED)
    unchanged, watched, _ = await reread(RED, include=frozenset({Kind.PAPER}))
    assert (unchanged, len(watched)) == (False, 2)


@pytest.mark.asyncio
async def test_a_listing_that_was_removed_is_read_again(reread, store, tmp_path):
    await reread(RED)
    store.remove_listing(str(tmp_path / "list.md"), NOON)
    assert await reread(RED) == (False, ["acme/redfox"], 0)


@pytest.mark.asyncio
async def test_a_listing_with_a_broken_entry_is_read_again_and_says_so_again(reread):
    broken = "@misc{a, title = {Red Fox}}\n@misc{b, title = {Broken\n@misc{c, title = {Blue Fox}}\n"
    assert [(await reread(broken))[::2] for _ in range(2)] == [(False, 1), (False, 1)]
