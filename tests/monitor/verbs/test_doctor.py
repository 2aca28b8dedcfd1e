"""`doctor`: is all well, and if not, what to do."""

import json
import sqlite3
from contextlib import closing, nullcontext
from datetime import timedelta

import pytest

from db.opening import sole_writer
from monitor.cli import now
from monitor.heartbeat import Heart, place


@pytest.fixture
def checked(linkpulse, home, site):
    (home / "list.md").write_text(f"* Red Fox: project page {site}/redfox\n")
    linkpulse("check", "list.md")


@pytest.mark.usefixtures("online", "checked")
def test_when_all_is_well_it_says_so(linkpulse):
    code, out, _ = linkpulse("doctor")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines() if line[:1].strip()] == ["well"] * 4
    assert "is sound: 1 links" in out


@pytest.mark.usefixtures("online", "checked")
def test_a_run_that_is_too_long_ago_is_told(linkpulse):
    code, out, _ = linkpulse("doctor", "--max-age", "0s")
    assert code == 3
    assert "look at what runs it" in out


@pytest.mark.usefixtures("offline", "listing")
def test_without_network_it_says_which_canaries_are_silent(linkpulse, listing):
    linkpulse("check", listing)
    code, out, _ = linkpulse("doctor", "--json")
    told = {finding["subject"]: finding for finding in json.loads(out)}
    assert code == 3
    assert not told["network"]["well"]
    assert "http://127.0.0.1:9/" in told["network"]["seen"]
    assert told["last run"]["seen"] == "no run has judged anything yet"


@pytest.mark.usefixtures("online")
def test_without_a_database_it_says_how_to_make_one(linkpulse):
    code, out, _ = linkpulse("doctor")
    assert code == 4
    assert "linkpulse check LISTING" in " ".join(out.split())


@pytest.mark.usefixtures("online", "checked")
def test_a_database_that_contradicts_itself_is_not_sound(linkpulse, home):
    with closing(sqlite3.connect(home / "linkpulse.db")) as database:
        database.execute("update link_state set health = 'dead'")
        database.commit()
    code, out, _ = linkpulse("doctor")
    assert code == 4
    assert "open interval is not their state" in " ".join(out.split())


@pytest.mark.usefixtures("online", "checked")
@pytest.mark.parametrize(
    ("age", "held", "word"), [(0, True, "runs: next look at"), (10, True, "it hangs"), (0, False, "ended without")]
)
def test_a_watch_is_found_that_runs_hangs_or_has_ended(linkpulse, home, age, held, word):
    then = now() - timedelta(minutes=age)
    Heart(home / "linkpulse.db", lambda: then, {}).waiting(now() + timedelta(hours=1), 3)
    with sole_writer(place(home / "linkpulse.db")) if held else nullcontext():
        code, out, _ = linkpulse("doctor", "--json")
    [told] = [finding for finding in json.loads(out) if finding["subject"] == "watch"]
    assert word in told["seen"]
    assert told["well"] is word.startswith("runs")
    assert code == (0 if told["well"] else 3)
    assert bool(told["remedy"]) is not told["well"]
