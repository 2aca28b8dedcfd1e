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
from typing import Any

from playwright.sync_api import sync_playwright

DOCS = Path(__file__).parent
BIN = Path(sys.executable).parent
SHOTS = (
    ("front.png", "/", {"width": 1280, "height": 900}, "light"),
    ("front-dark.png", "/", {"width": 1280, "height": 900}, "dark"),
    ("front-phone.png", "/", {"width": 390, "height": 844}, "light"),
    ("unreleased.png", "/linkpulse/unreleased", {"width": 1280, "height": 900}, "light"),
)
"""File, page, window in CSS pixels, colour scheme."""


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
                take(chromium, address, *shot)
            chromium.close()


def take(chromium: Any, address: str, name: str, path: str, window: dict[str, int], scheme: str) -> None:
    """One picture of one page, as high as the window or, on the front page, as the page."""
    page = chromium.new_page(viewport=window, color_scheme=scheme)
    page.goto(address + path)
    page.screenshot(path=DOCS / name, full_page=path == "/")
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
