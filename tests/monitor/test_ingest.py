"""Reading listings: files, folders and their names, and what never reaches the database."""

from datetime import UTC, datetime

from checks.listings import extract
from checks.model import Kind
from monitor import ingest

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
