"""The tables that other programs may rely on, column by column."""

import sqlite3

import pytest

from checks.model import EventKind, ForgeName, Health, Kind, ReleaseStatus, Signal
from db import schema

PROMISED = {
    "listings": "id source format added_at last_read_at etag active",
    "entries": "id title date arxiv_id authors organization claim first_seen_at",
    "entry_listings": "entry_id listing_id position",
    "links": "id url kind forge name host node_id moved_to first_seen_at",
    "mentions": "id entry_id link_id url claim artifact sentence promised_by condition origin file line column"
    " rule_version first_seen_at removed_at",
    "runs": "id started_at finished_at outcome checked blind_seconds",
    "checks": "run_id link_id checked_at signal reason http_status latency_ms attempts",
    "intervals": "id link_id health reason first_seen_at last_seen_at",
    "link_state": "link_id health reason since first_ok_at last_ok_at last_checked_at next_check_at fail_count"
    " fail_first_at confirm_at ok_first_at http_status final_url flags code_state code_evidence stars stars_30d"
    " archived pushed_at spark_30",
    "repo_snapshots": "link_id taken_at stars forks archived pushed_at head_oid code_state code_files license language"
    " release_tag rule_version",
    "entry_status": "entry_id status since link_id overdue_at",
    "events": "id at kind run_id link_id entry_id old new detail",
    "host_days": "host day checks ok",
    "run_states": "run_id health links",
    "hosts": "host blocked_until reason",
    "copies": "id link_id url",
    "corrections": "id link_id reason ends_at",
    "outbox": "id event_id channel",
}


@pytest.mark.parametrize("table", PROMISED)
def test_every_promised_column_exists(kept, table):
    columns = {row[1] for row in kept.all(f"pragma table_info({table})")}
    assert set(PROMISED[table].split()) <= columns


def test_checks_are_kept_in_the_order_of_their_key_without_another_index(kept):
    sql = kept.one("select sql from sqlite_master where name = 'checks'")
    assert "without rowid" in sql
    assert "primary key (run_id, link_id)" in sql
    assert [row[3] for row in kept.all("pragma index_list(checks)")] == ["pk"]


def test_an_address_is_one_link(kept, say):
    kept.hold(say.repo())
    with pytest.raises(sqlite3.IntegrityError, match=r"links\.url"):
        kept.one("insert into links (url, kind, host, first_seen_at) select url, kind, host, first_seen_at from links")


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("links", "kind", Kind),
        ("links", "forge", ForgeName),
        ("checks", "signal", Signal),
        ("intervals", "health", Health),
        ("link_state", "health", Health),
        ("entry_status", "status", ReleaseStatus),
        ("events", "kind", EventKind),
    ],
)
def test_a_closed_set_of_words_is_enforced(filled, table, column, words):
    filled.one(
        "insert or ignore into entry_status (entry_id, status, since) values (1, 'released', '2026-04-20T12:00:00Z')"
    )
    filled.one("insert into events (at, kind) values ('2026-04-20T12:00:00Z', 'died')")
    for word in words:
        filled.one(f"update {table} set {column} = ?", word)
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        filled.one(f"update {table} set {column} = 'nonsense'")


def test_a_link_has_at_most_one_open_interval(filled):
    with pytest.raises(sqlite3.IntegrityError, match="intervals"):
        filled.one("insert into intervals (link_id, health, first_seen_at) values (1, 'up', '2026-05-01T00:00:00Z')")


def test_a_database_is_marked_as_ours_and_writes_ahead(kept):
    assert kept.one("pragma application_id") == schema.APPLICATION_ID == 0x6C6B7073
    assert kept.one("pragma journal_mode") == "wal"
    assert kept.one("pragma foreign_keys") == 1


def test_every_migration_is_known_by_name(kept):
    assert {migration.name for migration in schema.migrations.applied(kept.database)} == schema.NAMES
    assert not schema.migrations.pending(kept.database)


@pytest.mark.parametrize(("table", "word"), [("entries", "promise"), ("mentions", "released"), ("links", "redfox")])
def test_titles_sentences_and_addresses_are_searched(filled, table, word):
    assert list(filled.database.table(table).search(word))
