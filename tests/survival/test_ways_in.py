"""A listing full of ways to reach this machine: not one connection arrives. A planted token: it stays where it was."""

import asyncio
import http.server
import json
import socket
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp.abc import AbstractResolver

from checks.listings import extract
from checks.probers.transport import Transport
from db.queries import Scope
from db.store import Store
from monitor import ingest
from monitor.cli import main
from monitor.run import run
from monitor.settings import Settings, settings_from

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
WAYS = (
    "http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://127.0.0.1.:{port}/", "http://127.1:{port}/",
    "http://0:{port}/", "http://0.0.0.0:{port}/", "http://2130706433:{port}/", "http://0x7f000001:{port}/",
    "http://0177.0.0.1:{port}/", "http://[::1]:{port}/", "http://[::]:{port}/", "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/", "http://[64:ff9b::7f00:1]:{port}/", "http://[::127.0.0.1]:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/", "http://127。0。0。1:{port}/", "//127.0.0.1:{port}/",
    "http://user:pass@127.0.0.1:{port}/", "http://example.org@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@example.org/", "http://inward.example:{port}/", "http://mapped.example:{port}/",
    "http://mixed.example:{port}/", "https://127.0.0.1:{port}/", "https://github.com.inward.example:{port}/acme/fox",
    "git@127.0.0.1:acme/redfox.git", "git+http://127.0.0.1:{port}/acme/redfox", "http://127.0.0.1:{port}/x.git",
    "https://web.archive.org/web/2020/http://127.0.0.1:{port}/acme/fox",
    "https://www.google.com/url?q=http%3A%2F%2F127.0.0.1%3A{port}%2F", "http://169.254.169.254/latest/meta-data/",
    "http://[fd00::1]:{port}/", "http://10.0.0.1:{port}/", "http://192.168.0.1:{port}/", "http://outward.example/",
)  # fmt: skip
"""Literals in every spelling, names that resolve inward, wrappers, credentials, and a redirect from a public host."""
ADDRESSES = {"mapped.example": ["::ffff:127.0.0.1"], "mixed.example": ["127.0.0.1", "::1"]}
TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyzAB"


class Inward(AbstractResolver):
    """Names of the attacker's: each resolves to this machine, in one dress or another."""

    async def resolve(self, host, port=0, family=socket.AF_INET):
        del family
        return [
            {
                "hostname": host, "host": address, "port": port, "proto": 0, "flags": socket.AI_NUMERICHOST,
                "family": socket.AF_INET6 if ":" in address else socket.AF_INET,
            }
            for address in ADDRESSES.get(host, ["127.0.0.1"])
        ]  # fmt: skip

    async def close(self):
        """Nothing is open."""


@pytest.fixture
def trap():
    """A listener on IPv4 and IPv6 that counts connections and never speaks."""
    listeners = [socket.create_server(("127.0.0.1", 0))]
    port = listeners[0].getsockname()[1]
    listeners.append(socket.create_server(("::1", port), family=socket.AF_INET6))
    caught: list[str] = []

    def listen(listener):
        while True:
            try:
                connection, address = listener.accept()
            except OSError:
                return
            caught.append(address[0])
            connection.close()

    threads = [threading.Thread(target=listen, args=(listener,), daemon=True) for listener in listeners]
    for thread in threads:
        thread.start()
    yield port, caught
    for listener in listeners:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
    for thread in threads:
        thread.join()


def listing_of(port: int) -> bytes:
    lines = [f"* Paper {number}: the code is at {way.format(port=port)} now" for number, way in enumerate(WAYS)]
    fields = [f'* <a href="{way.format(port=port)}">Code</a> and [code]({way.format(port=port)})' for way in WAYS]
    return "\n".join([*lines, *fields]).encode()


@pytest.mark.asyncio
async def test_no_way_into_this_machine_is_taken(tmp_path, trap):
    port, caught = trap
    settings = Settings(canaries=(), host_delay=0, github_page_pace=0)
    with Store.open(tmp_path / "links.db") as store:
        found = extract(listing_of(port), "list.md", read_on=NOON.date())
        ingest.save(store, "list.md", found, NOON)
        stop, scope = asyncio.Event(), Scope(everything=True)
        tally = await run(
            store, settings, Transport(Inward()), clock=lambda: NOON, scope=scope, tell=lambda _: None, stop=stop
        )
        healths = dict(store.database.execute("select url, health from links_now"))
    assert len(healths) > 15
    assert tally.internal == 0
    assert "up" not in healths.values()
    assert "dead" not in healths.values()
    assert caught == []


def test_a_file_that_was_merely_found_cannot_open_a_way(tmp_path):
    found = tmp_path / "linkpulse.toml"
    for line in (
        'github_api = "https://evil.example"',
        'allow_address = ["127.0.0.0/8"]',
        'canaries = ["http://127.0.0.1/"]',
        'token = "x"',
        'plugins = "there"',
    ):
        found.write_text(line)
        with pytest.raises(Exception, match=r"linkpulse\.toml"):
            settings_from({}, {}, found=found)


HEADS: list[str] = []


class Api(http.server.BaseHTTPRequestHandler):
    """A GitHub of sorts that refuses every token, and remembers what it was told."""

    def do_POST(self):
        HEADS.append(f"{self.path}\n{self.headers}")
        body = json.dumps({"message": "Bad credentials"}).encode()
        self.send_response(401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST  # noqa: N815 - as the server calls it

    def log_message(self, *_):
        """Stay quiet."""


@pytest.fixture
def api():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    HEADS.clear()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_token_is_seen_by_its_own_api_only(tmp_path, monkeypatch, capfd, api):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LINKPULSE_GITHUB_TOKEN", TOKEN)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN[::-1])
    config = tmp_path / "mine.toml"
    config.write_text(
        f'canaries = []\nhost_delay = 0\nallow_address = ["127.0.0.0/8"]\ngithub_api = "http://127.0.0.1:{api}"\n'
    )
    (tmp_path / "list.md").write_text(
        f"* Fox: code at https://github.com/acme/redfox and http://127.0.0.1:{api}/page"
        f" and http://127.0.0.1:{api}/?access_token={TOKEN} and https://{TOKEN}@127.0.0.1/x\n"
    )
    said = ""
    for verb in (
        ["-v", "check", "list.md"],
        ["check", "list.md", "-v"],
        ["report", "--format", "json"],
        ["extract", "list.md"],
        ["add", f"http://127.0.0.1:{api}/list.md?token={TOKEN}"],
        ["check", f"http://{TOKEN}@127.0.0.1:{api}/list.md"],
        ["listings"],
    ):
        with pytest.raises(SystemExit):
            main(["--config", str(config), *verb])
        said += "".join(capfd.readouterr())
    told_api = [head for head in HEADS if TOKEN in head]
    assert told_api
    assert all(head.startswith(("/graphql", "/repos", "/rate_limit", "/meta", "/api")) for head in told_api)
    everywhere = said + "".join(_text(path) for path in tmp_path.iterdir() if path.name != "list.md")
    for secret in (TOKEN, TOKEN[::-1]):
        assert secret not in everywhere


def _text(path: Path) -> str:
    return path.read_bytes().decode("latin-1")
