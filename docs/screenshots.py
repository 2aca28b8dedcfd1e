# ruff: noqa: INP001 - a script, no package
"""Takes the pictures of the README from a freshly played demo: `make screenshots`. Needs Debian's Chromium."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, sync_playwright

DOCS = Path(__file__).parent
BIN = Path(sys.executable).parent


class Shot(NamedTuple):
    """One picture: its file, the page, the width of the window in CSS pixels, the colour scheme."""

    file: str
    path: str
    width: int = 1280
    scheme: Literal["light", "dark"] = "light"


SHOTS = (
    Shot("front.png", "/"),
    Shot("front-dark.png", "/", scheme="dark"),
    Shot("front-phone.png", "/", width=390),
    Shot("unreleased.png", "/linkpulse/unreleased"),
    Shot("promises.png", "/linkpulse/promises"),
    Shot("link.png", "/linkpulse/links/12"),
)


def main() -> None:
    """Plays the demo where no file stays behind, serves it, and photographs its pages."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "linkpulse-demo.db"
        for _ in range(2):  # the second run plays today: its changes are what the front page opens with
            subprocess.run([BIN / "linkpulse", "--db", database, "demo", "--no-serve"], check=True)  # noqa: S603 - our own command
        with served(database) as address, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=os.environ.get("LINKPULSE_CHROMIUM", "/usr/bin/chromium"),
                args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
            )
            for shot in SHOTS:
                take(chromium, address, shot)
            chromium.close()


def take(chromium: Browser, address: str, shot: Shot) -> None:
    """One picture of one page, as high as the page is."""
    page = chromium.new_page(viewport={"width": shot.width, "height": 600}, color_scheme=shot.scheme)
    page.goto(address + shot.path)
    page.screenshot(path=DOCS / shot.file, full_page=True)
    page.close()


@contextmanager
def served(database: Path) -> Iterator[str]:
    """The database behind `linkpulse serve` on a free port of loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([BIN / "linkpulse", "--db", database, "serve", "--port", str(port)])  # noqa: S603 - our own command
    try:
        yield _awaited(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait(10)


def _awaited(address: str) -> str:
    for _ in range(100):
        try:
            urllib.request.urlopen(address + "/-/versions.json", timeout=1)  # noqa: S310 - our own server on loopback
        except OSError:
            time.sleep(0.1)
        else:
            return address
    raise SystemExit(f"No server came up at {address}: does `linkpulse serve` work?")


if __name__ == "__main__":
    main()
