"""Each list as people, machines and feed readers get it."""

from pathlib import Path
from typing import Any

import feedparser
import pytest
import yaml

from db.site.app import build_app
from db.site.described import metadata_path
from db.site.lists import FEEDS, LISTS
from db.site.meanings import MEANINGS

from .conftest import HOSTILE_TITLE


def written() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(metadata_path().read_text())
    return dict(read["databases"]["linkpulse"]["queries"])


def test_metadata_holds_the_lists_as_they_are() -> None:
    """`make docs` writes them."""
    assert written() == {name: one.metadata() for name, one in LISTS.items()}
    assert list(written()) == list(LISTS)


def test_every_meaning_is_one_of_a_column_that_a_list_has() -> None:
    assert set(MEANINGS) == {column for one in LISTS.values() for column in one.names}


def test_a_list_that_is_news_names_a_feed() -> None:
    assert {one.feed for one in LISTS.values() if one.feed} == set(FEEDS) - {"feed"}


@pytest.mark.asyncio
async def test_no_list_takes_the_place_of_a_table_or_view(sample: Path) -> None:
    """A list holds a hundred rows; the whole of it is the view's own page, with filters."""
    site = build_app(sample)
    database = site.databases["linkpulse"]
    assert not set(LISTS) & {*await database.table_names(), *await database.view_names()}
    page = (await site.client.get("/linkpulse/never_answered")).text
    assert "Filter by a column" in page


@pytest.mark.asyncio
@pytest.mark.parametrize("name", LISTS)
async def test_json_and_csv_hold_the_documented_columns(sample: Path, name: str) -> None:
    site = build_app(sample)
    answer = (await site.client.get(f"/linkpulse/{name}.json")).json()
    assert answer["columns"] == list(written()[name]["columns"])
    lines = (await site.client.get(f"/linkpulse/{name}.csv")).text.splitlines()
    assert lines[0].split(",") == answer["columns"]


@pytest.mark.asyncio
@pytest.mark.parametrize("name", FEEDS)
@pytest.mark.parametrize("filled", [True, False], ids=["filled", "empty"])
async def test_a_feed_is_valid_and_says_what_happened(sample: Path, empty: Path, name: str, filled: bool) -> None:  # noqa: FBT001 - one of two databases
    site = build_app(sample if filled else empty)
    answer = await site.client.get(f"/linkpulse/{name}.atom")
    assert answer.status_code == 200
    read = feedparser.parse(answer.content)
    assert not read.bozo
    assert read.feed.title == FEEDS[name][0]
    assert [item.id for item in read.entries][-1] == "tag:linkpulse,2026:begin"
    assert all(item.updated_parsed and item.title for item in read.entries)
    assert len({item.id for item in read.entries}) == len(read.entries)


@pytest.mark.asyncio
async def test_the_feed_of_all_news_names_paper_and_link(sample: Path) -> None:
    read = feedparser.parse((await build_app(sample).client.get("/linkpulse/feed.atom")).content)
    told = {item.title: item.link for item in read.entries}
    assert told["Died: Tides in small ponds"] == "https://github.com/tinypond/tides"
    assert told["Code released: Slow ferns"] == "https://github.com/acme/ferns"


@pytest.mark.asyncio
async def test_a_hostile_title_in_a_feed_stays_text(hostile_news: Path) -> None:
    answer = await build_app(hostile_news).client.get("/linkpulse/feed.atom")
    assert "<script>" not in answer.text
    read = feedparser.parse(answer.content, sanitize_html=False)
    assert not read.bozo
    assert read.entries[0].title == f"Died: {HOSTILE_TITLE}"
    assert read.entries[0].link == "tag:linkpulse,2026:event/1"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("path", "titles"),
    [
        ("stars.json?days=5", [35, 15]),
        ("stars.json?days=", [161, 69]),
        ("stars.json?days=nonsense", []),
    ],
)
async def test_stars_are_counted_back_as_many_days_as_asked(sample: Path, path: str, titles: list[int]) -> None:
    rows = (await build_app(sample).client.get(f"/linkpulse/{path}&_shape=objects")).json()["rows"]
    assert [row["gained"] for row in rows] == titles


@pytest.mark.asyncio
async def test_a_part_of_a_name_limits_the_list(sample: Path) -> None:
    site = build_app(sample)
    for path, rows in (
        ("by_listing.json?listing=ACME", 1),
        ("by_listing.json?listing=other", 0),
        ("by_organization.json?organization=labs", 1),
        ("by_host.json?host=github", 1),
        ("by_host.json", 5),
    ):
        assert len((await site.client.get(f"/linkpulse/{path}")).json()["rows"]) == rows, path


@pytest.mark.asyncio
async def test_a_page_leads_to_the_feed_of_its_news(sample: Path) -> None:
    site = build_app(sample)
    assert 'href="/linkpulse/died_feed.atom"' in (await site.client.get("/linkpulse/dead")).text
    assert 'href="/linkpulse/feed.atom"' in (await site.client.get("/")).text
