"""Pages over HTTP: everything answers, everything hostile stays text, other databases are left alone."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from db.site import clock, front, served
from db.site.app import build_app


async def text(site: Datasette, path: str, status: int = 200) -> str:
    response = await site.client.get(path, follow_redirects=True)
    assert response.status_code == status, (path, response.text)
    return str(response.text)


async def counted(site: Datasette, path: str) -> int:
    """How many rows the page at this path shows in all, by its JSON."""
    found: dict[str, Any] = (await site.client.get(path)).json()
    return int(found.get("filtered_table_rows_count") or len(found["rows"]))


@pytest.mark.asyncio
async def test_any_file_is_mounted_as_linkpulse(sample: Path) -> None:
    site = build_app(sample)
    assert [name for name in site.databases if name != "_internal"] == ["linkpulse"]
    assert "linkpulse" in await text(site, "/linkpulse")


@pytest.mark.asyncio
async def test_the_front_page_tells_the_week_first_and_leads_to_lists_that_count_the_same(sample: Path) -> None:
    site = build_app(sample)
    page = await text(site, "/")
    assert page.index("What changed in the last 7 days") < page.index("links watched")
    read = await front.read(site.databases["linkpulse"], clock.now(), "/linkpulse")
    assert all((read.changes, read.wishes, read.stars, read.chart))
    assert await counted(site, f"/linkpulse/recent_changes.json?at__gte={read.week}") == read.changes_total
    for tile in read.tiles:
        path, _, query = tile.href.partition("?")
        assert await counted(site, f"{path}.json?{query}") == tile.count, tile
    for stage in read.stages:
        path, _, query = stage.href.partition("?")
        assert await counted(site, f"{path}.json?{query}") == stage.count > 0, stage
        assert stage.line


@pytest.mark.asyncio
async def test_every_table_view_and_list_answers(sample: Path) -> None:
    site = build_app(sample)
    database = site.databases["linkpulse"]
    queries = await site.get_canned_queries("linkpulse", None)
    for name in [*await database.table_names(), *await database.view_names(), *queries]:
        await text(site, f"/linkpulse/{name}")


@pytest.mark.asyncio
async def test_hostile_titles_stay_text_on_every_page(sample: Path) -> None:
    site = build_app(sample)
    for path in ("/", "/linkpulse/entries", "/linkpulse/mentions", "/linkpulse/links_now", "/linkpulse/entries/13"):
        page = await text(site, path)
        assert "<script>document" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page


@pytest.mark.asyncio
async def test_an_empty_database_says_what_to_type(empty: Path) -> None:
    assert "linkpulse check my-list.md" in await text(build_app(empty), "/")


@pytest.mark.asyncio
async def test_pages_carry_headers_that_keep_foreign_scripts_out(sample: Path) -> None:
    site = build_app(sample)
    for path in ("/", "/linkpulse", "/linkpulse/entries"):
        headers = (await site.client.get(path)).headers
        assert "script-src 'self' 'sha256-" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
    assert "content-security-policy" not in (await site.client.get("/-/plugins.json")).headers


@pytest.mark.asyncio
async def test_links_respect_a_base_url(sample: Path) -> None:
    page = await text(build_app(sample, settings={"base_url": "/pulse/"}), "/")
    assert 'href="/linkpulse' not in page
    assert 'href="/pulse/linkpulse' in page


@pytest.mark.asyncio
async def test_other_databases_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "poems.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table poems (id integer primary key, health text)")
        connection.execute("insert into poems values (1, 'up')")
    connection.close()
    site = Datasette([str(path)])
    assert "site.css" not in await text(site, "/")
    page = await text(site, "/poems/poems")
    assert "pill" not in page
    assert "site.css" not in page


@pytest.mark.asyncio
async def test_a_strange_database_of_our_name_gets_datasettes_own_front_page(tmp_path: Path) -> None:
    path = tmp_path / "linkpulse.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table poems (id integer primary key)")
    connection.close()
    assert "What changed" not in await text(build_app(path), "/")


@pytest.mark.asyncio
async def test_a_long_list_says_how_much_it_leaves_out(sample: Path) -> None:
    site = build_app(sample)
    site._metadata_local["databases"]["linkpulse"]["queries"]["few"] = {"sql": "select url from links_now limit 5"}
    page = await text(site, "/linkpulse/few")
    assert "<b>5</b> of 13 rows" in page


@pytest.mark.asyncio
async def test_the_front_page_is_read_again_as_soon_as_something_is_written(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    with sqlite3.connect(sample) as connection:
        connection.execute("vacuum into ?", (str(path),))
    connection.close()
    site = build_app(path)
    assert ">13</span> links watched" in await text(site, "/")
    with sqlite3.connect(path) as connection:
        connection.execute("insert into ignored_links values (1)")
    connection.close()
    assert ">12</span> links watched" in await text(site, "/")


@pytest.mark.asyncio
async def test_nobody_counts_the_looks_for_a_page(sample: Path) -> None:
    database = build_app(sample).databases["linkpulse"]
    counts = await database.table_counts()
    assert (counts["checks"], counts["links"]) == (None, 13)
    keys = await database.get_all_foreign_keys()
    assert "checks" not in {one["other_table"] for one in keys["links"]["incoming"]}


@pytest.mark.asyncio
async def test_a_slow_answer_is_kept_until_something_is_written(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served, "SLOW", -1)  # everything is slow
    copy = tmp_path / "copy.db"
    with sqlite3.connect(sample) as source:
        source.execute(f"vacuum into '{copy}'")
    database, asked = build_app(copy).databases["linkpulse"], "select count(*), random() from links where id < :id"
    first = (await database.execute(asked, {"id": 5})).first()
    assert tuple((await database.execute(asked, {"id": 5})).first()) == tuple(first)
    assert tuple((await database.execute(asked, {"id": 6})).first()) != tuple(first)
    with sqlite3.connect(copy) as writer:
        writer.execute("delete from hosts")
        writer.execute("update listings set etag = 'new'")
    assert tuple((await database.execute(asked, {"id": 5})).first()) != tuple(first)


@pytest.mark.asyncio
async def test_a_table_that_metadata_forbids_stays_forbidden(sample: Path) -> None:
    site = build_app(sample)
    site._metadata_local["databases"]["linkpulse"]["tables"]["entries"]["allow"] = {"id": "root"}
    for _ in range(2):
        assert (await site.client.get("/linkpulse/entries")).status_code == 403
        assert (await site.client.get("/linkpulse/links")).status_code == 200
