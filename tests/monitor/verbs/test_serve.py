"""`serve`: Datasette over any database of ours, under one name; in a process of its own, as a person runs it."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from time import monotonic, sleep

import pytest

from db.store import Store

BROWSER = """
import os, sys, urllib.request
with urllib.request.urlopen(sys.argv[1], timeout=10) as answer, open("showing", "w") as shown:
    shown.write(f"{sys.argv[1]} {answer.status}")
os.rename("showing", "shown")
"""


@contextmanager
def serving(home, *options, **variables):
    """Serve a database of ours; gives the address that is printed."""
    Store.open(home / "papers.db").close()
    command = [sys.executable, "-m", "monitor", "--db", "papers.db", "serve", "--port", "0", *options]
    environment = os.environ | variables
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=home, env=environment) as process:
        line = process.stdout.readline()
        yield line.split(" at ")[1].split()[0]
        process.send_signal(signal.SIGINT)
        process.wait(120)


@pytest.fixture
def served(home):
    with serving(home) as address:
        yield address


def test_any_file_is_served_under_one_name(served):
    with urllib.request.urlopen(f"{served}/-/databases.json", timeout=120) as answer:
        names = [database["name"] for database in json.load(answer)]
    assert "linkpulse" in names
    with urllib.request.urlopen(f"{served}/linkpulse/links_now.json", timeout=120) as answer:
        assert json.load(answer)["rows"] == []


def test_a_port_that_is_taken_is_one_clear_line(linkpulse, home):
    Store.open(home / "linkpulse.db").close()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, err = linkpulse("serve", "--port", str(port))
    assert (code, err) == (
        2,
        f"linkpulse: 127.0.0.1:{port} cannot be listened on (Address already in use); try another --port\n",
    )


def test_a_host_that_is_none_is_one_clear_line(linkpulse, home):
    Store.open(home / "linkpulse.db").close()
    code, _, err = linkpulse("serve", "--host", "no host at all", "--port", "0")
    assert code == 2
    assert err.startswith("linkpulse: no host at all:0 cannot be listened on (")
    assert err.endswith("try another --host\n")


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_open_shows_the_front_page_in_the_readers_browser(home, host):
    """The browser here is this interpreter, which asks for the address that it is given and writes what it gets."""
    browser = home / "browser.py"
    browser.write_text(BROWSER)
    named = f"{sys.executable} {browser} %s"
    with serving(home, "--open", "--host", host, BROWSER=named):
        deadline = monotonic() + 20
        while not (home / "shown").exists() and monotonic() < deadline:
            sleep(0.05)
    address, status = (home / "shown").read_text().split()
    assert address.startswith("http://127.0.0.1:")
    assert status == "200"


def test_a_database_of_an_older_linkpulse_is_brought_up_to_date(home, request):
    with Store.open(home / "papers.db") as store:
        store.database.execute("drop view link_story")
    address = request.getfixturevalue("served")
    with urllib.request.urlopen(f"{address}/linkpulse/link_story.json", timeout=120) as answer:
        assert json.load(answer)["rows"] == []
