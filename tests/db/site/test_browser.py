"""Pages in a real browser: no script error, no request to anybody else, no sideways scrolling on a phone."""

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
import uvicorn
import yaml
from playwright.sync_api import Browser, Page, Request, sync_playwright

from db.site.app import build_app, metadata_path

CHROMIUM = Path(os.environ.get("LINKPULSE_CHROMIUM", "/usr/bin/chromium"))
QUIET = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PAGES = (
    "/",
    "/linkpulse",
    "/linkpulse/link_state",
    "/linkpulse/entries",
    "/linkpulse/links_now",
    "/linkpulse/entries/1",
)


@pytest.fixture(scope="module")
def address(sample: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(build_app(sample).app(), host="127.0.0.1", port=port, log_level="warning", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = monotonic() + 10
    while not server.started and monotonic() < deadline:
        sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.fail(f"No browser at {CHROMIUM}: `apt-get install chromium`, or name yours in LINKPULSE_CHROMIUM.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


def opened(browser: Browser, address: str, path: str, width: int, scheme: str = "light") -> list[str]:
    """What is wrong with the page at this width; an empty list is a good page."""
    wrong: list[str] = []
    page: Page = browser.new_page(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
    page.on(
        "console", lambda said: wrong.append(f"console: {said.text}") if said.type in {"error", "warning"} else None
    )

    def asked(request: Request) -> None:
        if not request.url.startswith((address + "/", "data:")):
            wrong.append(f"request to {request.url}")

    page.on("request", asked)
    answer = page.goto(address + path)
    if answer is None or answer.status != 200:
        wrong.append(f"answered {answer and answer.status}")
    scrolled = page.evaluate("document.documentElement.scrollWidth")
    if scrolled > width:
        wrong.append(f"{scrolled} px wide on {width}")
    if page.locator("h1").count() != 1:
        wrong.append("not one heading")
    page.close()
    return wrong


def queries() -> list[str]:
    return [
        f"/linkpulse/{name}"
        for name in yaml.safe_load(metadata_path().read_text())["databases"]["linkpulse"]["queries"]
    ]


@pytest.mark.parametrize("path", [*PAGES, *queries()])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_is_sound_in_a_browser(browser: Browser, address: str, path: str, width: int) -> None:
    assert opened(browser, address, path, width) == []


def test_a_tile_leads_to_a_list_with_rows(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.click("text=answering now")
    assert page.locator("tbody tr").count() > 0
    assert page.locator("tbody .pill").first.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.close()


def test_a_mistyped_address_below_our_database_breaks_nothing(browser: Browser, address: str) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    assert (page.goto(address + "/linkpulse/no-such-list") or pytest.fail("no answer")).status == 404
    assert errors == []
    page.close()
