"""`serve`: Datasette over any database of ours, under one name; in a process of its own, as a person runs it."""

import json
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from db.store import Store


@pytest.fixture
def served(home):
    Store.open(home / "papers.db").close()
    command = [sys.executable, "-m", "monitor", "--db", "papers.db", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=home) as process:
        line = process.stdout.readline()
        yield line.split(" at ")[1].split()[0]
        process.send_signal(signal.SIGINT)
        process.wait(120)


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


def test_a_database_of_an_older_linkpulse_is_brought_up_to_date(home, request):
    with Store.open(home / "papers.db") as store:
        store.database.execute("drop view link_story")
    address = request.getfixturevalue("served")
    with urllib.request.urlopen(f"{address}/linkpulse/link_story.json", timeout=120) as answer:
        assert json.load(answer)["rows"] == []
