"""A published folder as Datasette itself serves it: nothing of ours is asked for but the plugin."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from datasette.app import Datasette

from db.site import clock
from monitor.publication import publish

PLACES = ("/", "/linkpulse", "/linkpulse/entries/1", "/linkpulse/links/1", "/linkpulse/history?link=1")


@pytest.fixture(scope="module")
def folder(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("published") / "site"
    publish(sample, made, [1], dt.datetime(2026, 4, 20, tzinfo=dt.UTC))
    return made


@pytest.fixture
def site(folder: Path) -> Iterator[Datasette]:
    served = Datasette(config_dir=folder)
    yield served
    served.databases["linkpulse"].close()


@pytest.mark.asyncio
async def test_every_page_answers(site: Datasette) -> None:
    database = site.databases["linkpulse"]
    names = [
        *await database.table_names(),
        *await database.view_names(),
        *await site.get_canned_queries("linkpulse", None),
    ]
    for path in [*PLACES, *(f"/linkpulse/{name}" for name in names)]:
        answer = await site.client.get(path, follow_redirects=True)
        assert answer.status_code == 200, (path, answer.text[:300])


@pytest.mark.asyncio
async def test_it_is_opened_as_a_file_that_nobody_writes_with_counts_known(site: Datasette) -> None:
    database = site.databases["linkpulse"]
    assert not database.is_mutable
    assert site.inspect_data["linkpulse"]["tables"]["links"] == {"count": 13}
    assert site.inspect_data["linkpulse"]["hash"] == database.hash
    assert site.inspect_data["linkpulse"]["file"] == "linkpulse.db"
    assert site.setting("suggest_facets") is False


@pytest.mark.asyncio
async def test_its_pages_are_ours(site: Datasette) -> None:
    assert "What changed in the last 7 days" in (await site.client.get("/")).text
    rows = (await site.client.get("/linkpulse/links_now.json?_shape=array")).json()
    assert {row["url"] for row in rows} >= {"https://github.com/acme/rocket", "https://github.com/acme/ferns"}
    page = (await site.client.get("/linkpulse/history?link=acme/rocket")).text
    assert str(clock.now().year) in page
    assert "acme-weekly.md" in (await site.client.get("/linkpulse/by_listing")).text


def test_what_it_needs_is_written_down(folder: Path) -> None:
    wanted = (folder / "requirements.txt").read_text().splitlines()
    assert (folder / wanted[0]).is_file()
    assert [line.partition("==")[0] for line in wanted[1:]] == ["datasette", "datasette-atom"]
    mark = json.loads((folder / "publication.json").read_text())
    assert {*mark["files"], "publication.json"} == {one.name for one in folder.iterdir()}
    assert "datasette serve . --host 0.0.0.0" in (folder / "Dockerfile").read_text()
