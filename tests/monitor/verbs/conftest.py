"""A folder to work in, a web host on this machine, and the command line as a function."""

import sqlite3
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from monitor.cli import main

LISTING = """# Reading list

* [Red Fox](https://github.com/acme/redfox): the code is available.
* Blue Fox: the code will be released soon at https://github.com/acme/bluefox.
"""

LISTING_OF_PAGES = "* Red Fox: project page {0}/missing/redfox\n* Blue Fox: project page {0}/bluefox\n"


class Site(BaseHTTPRequestHandler):
    """A web host that answers 404 to /missing and a page to everything else."""

    def do_GET(self):
        missing = self.path.startswith("/missing")
        body = b"<title>Nothing here</title>" if missing else b"<title>A project</title><p>Videos and figures."
        self.send_response(404 if missing else 200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Stay quiet."""


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = False  # closing waits for the last answer: no socket outlives its test
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty folder to work in, without anybody's variables."""
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_TOKEN", "LINKPULSE_DB", "LINKPULSE_GITHUB_API", "LINKPULSE_GITHUB_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def linkpulse(home, capfd):
    """Run a command line; returns exit code, standard output and standard error."""

    def call(*arguments):
        config = ["--config", "linkpulse.toml"] if (home / "linkpulse.toml").exists() else []
        with pytest.raises(SystemExit) as left:
            main([*config, *arguments])
        out, err = capfd.readouterr()
        return left.value.code, out, err

    return call


@pytest.fixture
def listing(home):
    (home / "list.md").write_text(LISTING)
    return "list.md"


@pytest.fixture
def offline(home):
    """Canaries that nobody answers: a machine without network, as far as we can see."""
    (home / "linkpulse.toml").write_text('canaries = ["http://127.0.0.1:9/"]\nhost_delay = 0\n')


@pytest.fixture
def online(home):
    """No canaries, and this machine's own addresses allowed."""
    (home / "linkpulse.toml").write_text('canaries = []\nhost_delay = 0\nallow_address = ["127.0.0.0/8"]\n')


@pytest.fixture
def rows(home):
    """Ask the database that the commands have written."""

    def ask(sql):
        connection = sqlite3.connect(home / "linkpulse.db")
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    return ask


@pytest.fixture
def known(linkpulse, home, site, online):
    """Two pages of one listing that was added and checked; the first is missing."""
    (home / "list.md").write_text(LISTING_OF_PAGES.format(site))
    linkpulse("add", "list.md")
    linkpulse("check")
    return online
