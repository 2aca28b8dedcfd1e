"""The pages of one link and one paper: what was seen, what people said, and nothing hostile alive."""

from pathlib import Path

import pytest
from datasette.app import Datasette

from db.overruling import IGNORED, Correction, say
from db.site import clock
from db.site.app import build_app
from db.store import Store

from .conftest import RUNS, play


async def page(site: Datasette, path: str) -> str:
    response = await site.client.get(f"/linkpulse/{path}")
    assert response.status_code == 200
    return str(response.text)


@pytest.fixture
def overruled(tmp_path: Path) -> Path:
    """The invented world, in which people have left a dead link alone, and an archive was asked for it."""
    path, now = tmp_path / "overruled.db", clock.now().replace(microsecond=0)
    play(path, now)
    with Store.open(path) as store:
        say(store.database, Correction("tinypond/*", IGNORED, "", "<i>we asked them</i>", "Ada"), now)
        insert = "insert into copies (link_id, archive, url, taken_at, found_at) values (?, ?, ?, ?, ?)"
        at = "2026-01-01T00:00:00Z"
        store.database.execute(insert, (8, "Wayback Machine", "https://web.archive.example/tides", at, at))
        store.database.execute(insert, (8, "Other archive", "", None, at))
    return path


@pytest.mark.asyncio
async def test_a_links_page_tells_why_and_shows_every_look(sample: Path) -> None:
    told = await page(build_app(sample), "links/8")
    assert "It is confirmed dead since" in told
    assert "died" in told
    assert f"The last {RUNS} looks" in told
    assert told.count(">gone</span>") == 9
    assert "Tides in small ponds" in told


@pytest.mark.asyncio
async def test_a_links_page_shows_the_stars_it_won(sample: Path) -> None:
    told = await page(build_app(sample), "links/1")
    assert 'id="stars"' in told
    assert "5,371" in told


@pytest.mark.asyncio
async def test_what_people_said_stands_beside_what_the_machine_said(overruled: Path) -> None:
    told = await page(build_app(overruled), "links/8")
    assert "People overrule the machine" in told
    assert "&lt;i&gt;we asked them&lt;/i&gt;, by Ada" in told
    assert "People have it left alone" in told
    assert "It is confirmed dead since" in told
    assert "People overrule" not in await page(build_app(overruled), "links/1")
    assert "People overrule" in await page(build_app(overruled), "entries/8")


@pytest.mark.asyncio
async def test_rescue_copies_are_shown_and_an_archive_without_one_is_named(overruled: Path) -> None:
    told = await page(build_app(overruled), "links/8")
    assert 'href="https://web.archive.example/tides"' in told
    assert "Other archive was asked" in told


@pytest.mark.asyncio
async def test_a_papers_page_shows_its_sentences_links_and_listings(sample: Path) -> None:
    told = await page(build_app(sample), "entries/5")
    assert "We will release the code at … upon acceptance." in told
    assert "Code was promised and is not there" in told or ">overdue</span>" in told
    assert 'href="/linkpulse/links/5"' in told
    assert "papers/acme-weekly.md" in told


@pytest.mark.asyncio
async def test_hostile_papers_and_links_stay_text(sample: Path) -> None:
    for path in ("entries/13", "links/13"):
        told = await page(build_app(sample), path)
        assert "<script>document" not in told
        assert "<img src=x" not in told
        assert "<b>Look</b>" not in told
