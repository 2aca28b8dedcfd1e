"""Pages in a real browser: no script error, no foreign request, no sideways scrolling, no barrier that axe knows."""

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
import uvicorn
import yaml
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from db.site.app import build_app
from db.site.described import metadata_path
from tests.published import axe

CHROMIUM = Path(os.environ.get("LINKPULSE_CHROMIUM", "/usr/bin/chromium"))
QUIET = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WIDTHS = (1600, 1024, 390, 360)
PAGES = (
    "/",
    "/linkpulse",
    "/linkpulse/link_state",
    "/linkpulse/entries",
    "/linkpulse/mentions",
    "/linkpulse/events?_facet=kind",
    "/linkpulse/links_now",
    "/linkpulse/links_now?_search=rocket&health=up",
    "/linkpulse/papers_now",
    "/linkpulse/entries/1",
    "/linkpulse/entries/13",
    "/linkpulse/links/1",
    "/linkpulse/links/8",
    "/linkpulse/listings/1",
    "/linkpulse/history?link=acme/rocket",
    "/linkpulse/dead?days=99999",
    "/linkpulse?sql=select+url+from+links_now",
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
    deadline = monotonic() + 120
    while not server.started and monotonic() < deadline:
        sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(120)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.fail(f"No browser at {CHROMIUM}: `apt-get install chromium`, or name yours in LINKPULSE_CHROMIUM.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


def opened(browser: Browser, address: str, path: str) -> list[str]:
    """What is wrong with the page on a desk and on a phone; an empty list is a good page."""
    wrong: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            wrong.append(f"console: {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith((address + "/", "data:")):
            wrong.append(f"request to {request.url}")

    page = browser.new_page()
    page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
    page.on("console", said)
    page.on("request", asked)
    answer = page.goto(address + path)
    if answer is None or answer.status != 200:
        wrong.append(f"answered {answer and answer.status}")
    if page.locator("h1").count() != 1:
        wrong.append("not one heading")
    wrong += [f"scrolls sideways at {width} px" for width in WIDTHS if too_wide(page, width)]
    page.close()
    return wrong


def too_wide(page: Page, width: int) -> bool:
    page.set_viewport_size({"width": width, "height": 800})
    return bool(page.evaluate("document.documentElement.scrollWidth") > width)


def queries() -> list[str]:
    return [
        f"/linkpulse/{name}"
        for name in yaml.safe_load(metadata_path().read_text())["databases"]["linkpulse"]["queries"]
    ]


@pytest.mark.parametrize("path", [*PAGES, *queries()])
def test_a_page_is_sound_in_a_browser(browser: Browser, address: str, path: str) -> None:
    assert opened(browser, address, path) == []


def barriers(page: Page, **options: object) -> list[str]:
    """What keeps people out of a page, by axe: each serious or critical fault with the first thing that has it."""
    found = page.evaluate("options => axe.run(document, options)", {"resultTypes": ["violations"], **options})
    return [
        f"{fault['id']} x{len(fault['nodes'])}: {fault['nodes'][0]['html'][:200]} {fault['nodes'][0]['failureSummary']}"
        for fault in found["violations"]
        if fault["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("path", [*PAGES, *queries()])
def test_nobody_is_kept_out_of_a_page(browser: Browser, address: str, path: str) -> None:
    """In the dark, only colours are another matter, and on a phone, all but these.

    The page's own policy would keep axe out, so it is lifted here.
    """
    script = axe()
    context = browser.new_context(bypass_csp=True, color_scheme="light")
    page = context.new_page()
    page.goto(address + path)
    page.add_script_tag(content=script)
    faults = barriers(page)
    page.emulate_media(color_scheme="dark")
    faults += [f"dark: {fault}" for fault in barriers(page, runOnly=["color-contrast"])]
    page.set_viewport_size({"width": 360, "height": 800})
    faults += [f"phone: {fault}" for fault in barriers(page, rules={"color-contrast": {"enabled": False}})]
    context.close()
    assert faults == []


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
