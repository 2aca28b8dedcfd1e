"""The copy that everybody may see: nothing private is in it, not even in a byte that no table shows."""

import sqlite3

import pytest

from checks.errors import DatabaseError
from checks.model import CodeState, Health, Reason
from checks.secrets import masked
from db.opening import open_for_writing
from db.overruling import IGNORED, Correction, say
from db.publishing import EMPTIED, copy_for_all, is_local, listings, public_name

SECRET = "xylophone"
"""Stands in everything private; the search's index shortens words by their beginnings, so the end is looked for."""
HOME = "/home/quagga/papers"
KEPT = {
    "listings entries entry_listings links mentions runs checks intervals link_state repo_snapshots entry_status",
    "events host_days run_states copies corrections ignored_links overruled run_releases",
}


@pytest.fixture
def full(kept, say):
    """A public and a private listing with a paper in common, and everything private that tables can hold."""
    public = f"{HOME}/weekly.md"
    both = say.entry("On foxes", say.mention(say.repo("acme/fox"), sentence="Code: https://github.com/acme/fox"))
    two = f"Owls at https://github.com/acme/owl, and https://{SECRET}.lan/page."
    intranet = say.mention(say.page(f"https://{SECRET}.lan/page"), sentence=two)
    ignored = say.mention(say.repo(f"redfox/{SECRET}"), sentence=f"Ours is {SECRET}, by us.")
    refused = say.mention(say.page(f"https://{SECRET}.example/inside"), sentence=f"At {SECRET} inside.")
    also = say.entry("On owls", say.mention(say.repo("acme/owl"), sentence=two), intranet, position=2)
    more = say.entry("On elks", ignored, refused, position=3)
    kept.read(both, also, more, source=public)
    hidden = say.repo(f"quagga/{SECRET}")
    kept.read(
        say.entry("On foxes", say.mention(hidden, sentence=f"My {SECRET} note.")),
        say.entry(f"A {SECRET} paper", say.mention(say.page(f"https://{SECRET}.example/x")), position=2),
        source=f"{HOME}/{SECRET}.md",
    )
    known = {"code": CodeState.PRESENT, "facts": say.facts(7)}
    looks = [say.seen(kept.link(say.repo(name)), **known) for name in ("acme/fox", "acme/owl", f"quagga/{SECRET}")]
    inside = say.seen(
        kept.link(say.page(f"https://{SECRET}.example/inside")), health=Health.SKIPPED, reason=Reason.PRIVATE_ADDRESS
    )
    kept.run(*looks, inside)
    plant(kept, say)
    return kept


def plant(kept, words):
    fox = kept.one("select id from links where url like '%acme/fox'")
    hidden = f"where name = 'quagga/{SECRET}'"
    with kept.database.conn:
        for sql in (
            f"update listings set etag = '{SECRET}'",
            f"update mentions set file = '../{SECRET}/weekly.md', line = 7 where listing_id = 1",
            f"update link_state set final_url = 'https://me:{SECRET}@github.com/acme/fox' where link_id = {fox}",
            f"update links set moved_to = 'https://github.com/acme/wolf?token={SECRET}' where id = {fox}",
            f"insert into hosts values ('{SECRET}.example', '2026', '{SECRET}', '2026')",
            f"insert into papers values ('2404.1', '{SECRET}', '{SECRET}', '2024', 1, '2026')",
            "insert into followed values (1, '2026')",
            "insert into sought values (1, '2026', '2026')",
            f"insert into copies select 1, id, 'wayback', '{SECRET}', null, '2026' from links {hidden}",
            f"insert into events values (1, '2026', 'died', 1, {fox}, 1, 'http://u:{SECRET}@a.b', null, null, null)",
            f"insert into events (at, kind, link_id, detail) select '2026', 'died', id, '{SECRET}' from links {hidden}",
            f"insert into outbox values (1, 1, '{SECRET}', '2026', 0, null)",
            f"insert into host_days values ('{SECRET}.example', '2026-04-01', 1, 1)",
        ):
            kept.database.conn.execute(sql)
    say(kept.database, Correction(f"redfox/{SECRET}", IGNORED, "", f"{SECRET} reasons", SECRET), words.noon)
    say(kept.database, Correction("acme/fox", "health", "up", "it answers me", SECRET), words.noon)
    say(kept.database, Correction(f"quagga/{SECRET}", "health", "up", f"{SECRET} again", SECRET), words.noon)


@pytest.fixture
def published(path, full, tmp_path):
    assert full.counts()["links"] == 7
    target = tmp_path / "public.db"
    shown = [number for number, source in listings(path).items() if SECRET not in source]
    told = copy_for_all(path, target, shown, masked)
    return target, told


def ask(target, sql):
    connection = sqlite3.connect(target)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_no_byte_of_what_is_private_is_left(published):
    held = published[0].read_bytes().lower()
    assert b"foxes" in held
    for private in (SECRET, SECRET[2:], "quagga", "/home", "../"):
        assert private.encode() not in held, private


def test_no_word_of_what_is_private_is_left_in_the_search(published):
    connection = sqlite3.connect(published[0])
    for table in ("entries", "mentions", "links"):
        connection.execute(f"create virtual table temp.{table}_words using fts5vocab(main, {table}_fts, 'row')")
        words = {row[0] for row in connection.execute(f"select term from temp.{table}_words")}
        assert words
        assert not [word for word in words if word.startswith("xylo") or "quagga" in word]
    connection.close()


def test_what_everybody_may_see_stays(published):
    target, told = published
    assert told.listings == ("weekly.md",)
    assert (told.papers, told.links, told.looks) == (3, 2, 2)
    assert ask(target, "select source, etag from listings") == [("weekly.md", None)]
    assert {row[0] for row in ask(target, "select file from mentions")} == {"weekly.md"}
    assert ask(target, "select title from entries order by id") == [("On foxes",), ("On owls",), ("On elks",)]
    assert ask(target, "select reason, author from corrections") == [("it answers me", "")]
    assert ask(target, "select final_url from link_state where final_url like '%acme/fox'") == [
        ("https://***@github.com/acme/fox",)
    ]


def test_a_sentence_that_names_two_links_keeps_the_one_that_is_shown(published):
    sentence = "select sentence from mentions where sentence like 'Owls%'"
    assert ask(published[0], sentence) == [("Owls at https://github.com/acme/owl, and ….",)]


def test_no_row_names_one_that_is_gone(published):
    assert ask(published[0], "pragma foreign_key_check") == []
    assert ask(published[0], "pragma integrity_check") == [("ok",)]
    missing = "select count(*) from link_state where entry_id not in (select id from entries)"
    assert ask(published[0], missing) == [(0,)]


def test_of_every_table_is_known_whether_it_is_for_all(store):
    kept = set(" ".join(KEPT).split())
    helpers = {name for name in store.database.table_names() if "_fts" in name or name.startswith(("sqlite_", "_"))}
    assert set(store.database.table_names()) - helpers == kept | set(EMPTIED)


def test_the_copy_is_small_and_needs_no_other_file(published, tmp_path):
    assert ask(published[0], "pragma journal_mode") == [("delete",)]
    assert ask(published[0], "pragma freelist_count") == [(0,)]
    assert ask(published[0], "select count(*) from sqlite_stat1")[0][0] > 10
    assert not list(tmp_path.glob("public.db?*"))


def test_looks_are_as_they_were(path, published):
    looks = "select run_id, link_id, checked_at, signal, reason, http_status, latency_ms, attempts from checks"
    assert ask(published[0], looks) == [row for row in ask(path, looks) if row[1] in (1, 2)]
    assert ask(published[0], "select min(checked_at) from link_history") == [("2026-04-20T12:00:00Z",)]


def test_a_copy_can_only_be_read(published):
    assert listings(published[0])
    with pytest.raises(DatabaseError, match="is a published copy, which can only be read"):
        open_for_writing(published[0])


def test_two_files_of_one_name_stay_two(kept, say, path, tmp_path):
    for number, folder in enumerate(("a", "b"), 1):
        entry = say.entry(f"Paper {number}", say.mention(say.repo(f"acme/{folder}")))
        kept.read(entry, source=f"/home/{folder}/list.md")
    told = copy_for_all(path, tmp_path / "public.db", [1, 2], masked)
    assert told.listings == ("list.md", "list.md (2)")


def test_the_database_itself_is_left_as_it_was(full, path, tmp_path):
    before = list(full.database.conn.iterdump())
    assert "".join(before).count(SECRET) > 30
    copy_for_all(path, tmp_path / "public.db", [1], masked)
    assert list(full.database.conn.iterdump()) == before


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("/home/me/list.md", "list.md"),
        ("C:\\papers\\list.md", "list.md"),
        ("https://acme.example/list.md", "https://acme.example/list.md"),
        ("arXiv:hep-th/9901001", "arXiv:hep-th/9901001"),
        ("-", "-"),
    ],
)
def test_a_listing_is_shown_without_its_folders(source, name):
    assert public_name(source) == name


@pytest.mark.parametrize(
    "host", ["localhost", "wiki", "10.0.0.7", "192.168.1.1", "[fd00::1]", "printer.local", "a.lan."]
)
def test_hosts_that_mean_something_only_at_home(host):
    assert is_local(host)


@pytest.mark.parametrize("host", ["github.com", "1.1.1.1", "[2606:4700::1111]", "", None])
def test_hosts_that_mean_the_same_everywhere(host):
    assert not is_local(host)
