"""kill -9 at random instants: nothing is damaged, nothing contradicts itself, and the next run goes on."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from benchmarks.farm import farm, urls

KILLS = int(os.environ.get("LINKPULSE_KILLS", "20"))
"""`make survival` kills ten times as often."""
LINKS, HOSTS = 400, 20


@pytest.fixture
def command(tmp_path):
    """The command line of a check of everything, against hosts of this machine."""
    with farm(HOSTS) as port:
        listing, config = tmp_path / "list.md", tmp_path / "linkpulse.toml"
        listing.write_text("".join(f"* Paper {url}: the code is at {url}\n" for url in urls(port, LINKS, HOSTS)))
        config.write_text(f'canaries = []\nhost_delay = 0\nallow_address = ["127.0.0.0/8:{port}"]\n')
        program = [sys.executable, "-m", "monitor", "--db", str(tmp_path / "links.db"), "--config", str(config)]
        yield [*program, "check", "--all", str(listing)]


def killed_after(command, seconds):
    """Run a command and kill it after so long; True if it was still running then."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
    return process.returncode == -signal.SIGKILL


def test_a_killed_run_damages_nothing_and_the_next_one_goes_on(command, tmp_path, sound):
    began = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    whole = time.monotonic() - began
    when = random.Random(7)
    looks, killed = sound(tmp_path / "links.db"), 0
    assert looks == LINKS
    for _ in range(KILLS):
        killed += killed_after(command, when.uniform(0.2, whole))
        found = sound(tmp_path / "links.db")
        assert found >= looks, "what was recorded stays"
        looks = found
    assert killed > KILLS / 2
    subprocess.run(command, check=True, capture_output=True)
    assert sound(tmp_path / "links.db") == looks + LINKS
