"""Many web hosts on loopback, a cluster of three workers, and the command line as a process."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import dask
import pytest

dask.config.set({"logging": {"distributed": "critical", "distributed.client": "critical"}})
import distributed  # noqa: E402 - it sets its logging up as it is imported

PAGE = b"<!doctype html><title>A project</title><p>" + b"Videos, figures and results. " * 20
NOT_HERE = b"<!doctype html><title>Page not found</title><p>Page not found"
SLOW_S = 1.0


class Site(BaseHTTPRequestHandler):
    """Every address of this machine as a host; the first part of a path says what is answered."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        here = self.headers["Host"]
        self.server.asked[f"{here}{self.path}"] += 1
        kind = self.path.split("/")[1]
        if kind == "slow":
            time.sleep(SLOW_S)
        if kind == "reset":
            self.close_connection = True
            return
        home = f"http://{here}/home"
        abroad = f"http://127.0.2.200:{self.server.server_port}/ok/abroad"
        answers = {
            "missing": (404, b"<title>Nothing here</title>", {}),
            "soft": (200, NOT_HERE, {}),
            "broken": (500, b"", {}),
            "later": (429, b"", {"Retry-After": "600"}),
            "led": (301, b"", {"Location": home}),
            "abroad": (302, b"", {"Location": abroad}),
        }
        self._answer(*answers.get(kind, (200, PAGE, {"ETag": '"1"'})))

    def _answer(self, status, body, headers):
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Stay quiet."""


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("0.0.0.0", 0), Site)  # any address of 127.0.0.0/8 is a host of ours
    server.asked = Counter()
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def cluster():
    """A cluster of somebody's own: a scheduler and three worker processes."""
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=4, dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL
    ) as started:
        yield started


@pytest.fixture(scope="module")
def client(cluster):
    with distributed.Client(cluster, set_as_default=False) as connected:
        yield connected


@pytest.fixture
def begin(tmp_path, site):
    """Begin `linkpulse check` of some addresses in a process; returns it."""

    def start(name, addresses, *options):
        listing, config = tmp_path / "list.md", tmp_path / "mine.toml"
        listing.write_text("".join(f"* Paper {n}: the code is at {url}\n" for n, url in enumerate(addresses)))
        config.write_text(f'canaries = []\nhost_delay = 0\nallow_address = ["127.0.0.0/8:{site.server_port}"]\n')
        program = [sys.executable, "-m", "monitor", "--db", f"{name}.db", "--config", str(config), "check"]
        secrets = {"GITHUB_TOKEN": "ghp_PLANTED"}
        return subprocess.Popen(
            [*program, "--all", str(listing), *options],
            cwd=tmp_path,
            env=os.environ | secrets,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


@pytest.fixture
def check(begin):
    """Do the same to its end; returns the exit code and what was said on standard error."""

    def whole(name, addresses, *options):
        process = begin(name, addresses, *options)
        _, said = process.communicate(timeout=60)
        return process.returncode, said

    return whole
