"""Databases that a verb must not touch, and how a verb is told which one to use."""

import sqlite3

import pytest

from db.store import Store


@pytest.mark.parametrize("verb", [["report"], ["show", "a/b"], ["listings"], ["serve"], ["publish", "site"]])
def test_reading_needs_a_database(linkpulse, verb):
    code, _, err = linkpulse(*verb)
    assert (code, err) == (
        4,
        "linkpulse: linkpulse.db: there is no such database; `linkpulse check LISTING` makes one\n",
    )


@pytest.mark.parametrize("verb", [["check"], ["report"], ["listings"]])
def test_somebody_elses_database_is_left_alone(linkpulse, home, verb, rows):
    connection = sqlite3.connect(home / "linkpulse.db")
    connection.execute("create table theirs (x)")
    connection.close()
    code, _, err = linkpulse(*verb)
    assert (code, err) == (4, "linkpulse: linkpulse.db: is not a linkpulse database; name another file with --db\n")
    assert rows("select name from sqlite_master") == [("theirs",)]


def test_a_newer_database_is_refused(linkpulse, home):
    Store.open(home / "linkpulse.db").close()
    connection = sqlite3.connect(home / "linkpulse.db")
    newer = "insert into _sqlite_migrations (migration_set, name, applied_at) values ('linkpulse', 'm999_later', '')"
    connection.execute(newer)
    connection.commit()
    connection.close()
    code, _, err = linkpulse("check")
    assert code == 4
    assert "was written by a newer linkpulse (it has m999_later)" in err


def test_a_database_that_another_run_holds_is_refused(linkpulse, home):
    with Store.open(home / "linkpulse.db"):
        code, _, err = linkpulse("check")
    assert (code, err) == (4, "linkpulse: linkpulse.db: another run holds this database; wait until it has ended\n")


def test_the_database_may_be_named_before_or_after_the_verb(linkpulse, home):
    Store.open(home / "mine.db").close()
    assert linkpulse("--db", "mine.db", "listings")[0] == 0
    assert linkpulse("listings", "--db", "mine.db")[0] == 0
