"""Whatever comes from outside is text on every page: here, every column that can hold it holds the worst."""

import re
import sqlite3
from pathlib import Path

import feedparser
import pytest

from db.site.app import build_app
from db.site.lists import FEEDS, LISTS

WORST = '<script>owned()</script><img src=x onerror=owned()>"\' onmouseover="owned()" {{ 7 * 7 }} & \u202e'
ADDRESS = "javascript:owned()//\"><script>owned()</script><img src=x onerror='owned()'>"
TEXTS = {
    "entries": ("title", "organization"),
    "mentions": ("sentence", "condition", "origin", "file"),
    "listings": ("format",),
    "link_state": ("code_evidence", "reason", "flags", "spark_30"),
    "links": ("name", "host", "node_id"),
    "events": ("old", "new", "detail"),
    "copies": ("archive",),
    "corrections": ("reason", "author", "value", "subject"),
    "checks": ("reason",),
    "runs": ("outcome",),
    "repo_snapshots": ("license", "language", "release_tag", "code_files"),
}
ADDRESSES = {
    "links": ("url", "moved_to"),
    "mentions": ("url",),
    "link_state": ("final_url",),
    "listings": ("source",),
    "copies": ("url",),
}
ACTIVE = re.compile(r"<script>owned|<img src=x|href=[\"']?\s*javascript:|[\"']\s+onmouseover=\"|>49<", re.IGNORECASE)


@pytest.fixture(scope="module")
def hostile(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    connection = sqlite3.connect(sample)
    connection.execute("vacuum into ?", (str(path),))
    connection.close()
    connection = sqlite3.connect(path)
    said = (
        "insert into corrections (id, link_id, subject, field, value, reason, made_at) values (1, 1, '', ?, '', '', ?)"
    )
    connection.execute(said, ("health", "2026-04-20T12:00:00Z"))
    connection.execute("insert into overruled values (1, 1, null, 'health', 'up', ?)", (WORST,))
    connection.execute("insert into copies values (1, 1, '', '', null, '2026-04-20T12:00:00Z')")
    for value, columns in ((WORST, TEXTS), (ADDRESS, ADDRESSES)):
        for table, names in columns.items():
            number = "|| link_id" if table == "link_state" else "|| id" if table in {"links", "listings"} else ""
            for name in names:
                connection.execute(f"update {table} set {name} = ? {number}", (value,))
    connection.commit()
    connection.close()
    return path


@pytest.mark.asyncio
async def test_on_every_page_it_is_text(hostile: Path) -> None:
    site = build_app(hostile)
    database = site.databases["linkpulse"]
    names = [*await database.table_names(), *await database.view_names(), *LISTS]
    rows = ["links/1", "entries/1", "listings/1", "mentions/1", "events/1", "copies/1", "corrections/1", "runs/1"]
    more = ["/", "/linkpulse", "/linkpulse/history?link=1", "/linkpulse/history?link=%3Cscript%3Eowned()%3C/script%3E"]
    more += ["/linkpulse/links_now?_search=%3Cscript%3Eowned()", "/linkpulse/links_now?host=%22%3E%3Cimg+src=x%3E"]
    shown = 0
    for path in [*more, *(f"/linkpulse/{name}" for name in [*names, *rows])]:
        answer = await site.client.get(path, follow_redirects=True)
        assert answer.status_code == 200, path
        assert not (found := ACTIVE.search(answer.text)), (path, answer.text[found.start() - 80 : found.end() + 80])
        shown += "owned" in answer.text
    assert shown > 50


@pytest.mark.asyncio
@pytest.mark.parametrize("name", FEEDS)
async def test_in_every_feed_it_is_text(hostile: Path, name: str) -> None:
    answer = await build_app(hostile).client.get(f"/linkpulse/{name}.atom")
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "<img" not in answer.text
    read = feedparser.parse(answer.content, sanitize_html=False)
    assert not read.bozo
    assert not [item.link for item in read.entries if item.link.startswith("javascript:")]
