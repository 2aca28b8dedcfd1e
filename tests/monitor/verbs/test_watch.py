"""`watch`: a real process that passes again and again, and ends cleanly."""

import re
import signal
import subprocess
import sys
import time

import pytest

PATIENCE = 120
"""Seconds for a process on a machine that is busy with others; a condition is waited for, never a time."""


@pytest.fixture
def watching(home, site):
    """Start `linkpulse watch` with more arguments; killed at the end if it still runs."""
    (home / "list.md").write_text(f"* Red Fox: project page {site}/redfox\n")
    (home / "mine.toml").write_text('canaries = []\nhost_delay = 0\nallow_address = ["127.0.0.0/8"]\n')
    running = []

    def start(*arguments):
        command = [sys.executable, "-m", "monitor", "--config", "mine.toml", "watch", "list.md", *arguments]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=home)
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def read_lines(process, number):
    return [process.stdout.readline() for _ in range(number)]


def test_it_passes_again_and_again_and_stops_when_asked(watching, rows):
    process = watching("--every", "1s", "--metrics", "figures.prom")
    first, second = read_lines(process, 2)
    assert "1 link checked." in first
    assert re.search(r"Next look at \d{4}-\d\d-\d\d \d\d:\d\d UTC, 0 due\.", first)
    assert "Nothing is due" in second
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 143
    assert rows("select count(*) from checks") == [(1,)]


def test_a_file_that_is_broken_for_a_while_ends_no_watch(watching, home):
    corrections = home / "corrections.toml"
    corrections.write_text("")
    process = watching("--every", "1s", "--corrections", "corrections.toml")
    read_lines(process, 1)
    corrections.write_text("[[")
    assert "corrections.toml" in process.stderr.readline()
    corrections.write_text("")
    read_lines(process, 2)
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 143


def test_a_file_that_is_broken_from_the_start_does(watching, home):
    (home / "corrections.toml").write_text("[[")
    process = watching("--corrections", "corrections.toml")
    assert process.wait(PATIENCE) == 2
    assert not (home / "linkpulse.db.watch").exists()


def test_others_may_write_between_two_passes_but_not_another_watch(watching, linkpulse, home):
    process = watching("--every", "1h", "--metrics", "figures.prom")
    read_lines(process, 1)
    deadline = time.monotonic() + PATIENCE
    while not (home / "figures.prom").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    while (pruned := linkpulse("prune")[0]) and time.monotonic() < deadline:
        time.sleep(0.05)  # the pass is told before its database is closed
    assert pruned == 0
    assert "runs: next look at" in " ".join(linkpulse("doctor")[1].split())
    code, _, err = linkpulse("watch", "list.md")
    assert code == 4
    assert "another watch holds this database" in err
    assert 'linkpulse_links{health="up"} 1.0' in (home / "figures.prom").read_text()
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 130
    assert list(home.glob("linkpulse.db.watch")) == []
