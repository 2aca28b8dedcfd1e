"""What Datasette says about the database is complete, and every list runs."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from db.site.app import build_app
from db.site.described import metadata_path
from db.views import VIEWS

ROOT = Path(__file__).parents[3]


def ours() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(metadata_path().read_text())
    return dict(read["databases"]["linkpulse"])


@pytest.mark.asyncio
async def test_every_visible_table_and_every_view_is_described(sample: Path) -> None:
    database = build_app(sample).databases["linkpulse"]
    hidden = set(await database.hidden_table_names())
    names = {*await database.table_names(), *await database.view_names()} - hidden
    described = {name for name, told in ours()["tables"].items() if told.get("title") and told.get("description")}
    assert names == described & names


def test_a_view_is_described_by_its_own_sentence() -> None:
    told = ours()["tables"]
    assert {name: told[name]["description"] for name in VIEWS} == {
        name: view.description for name, view in VIEWS.items()
    }


@pytest.mark.asyncio
async def test_nothing_is_described_that_does_not_exist(sample: Path) -> None:
    database = build_app(sample).databases["linkpulse"]
    names = {*await database.table_names(), *await database.view_names()}
    assert set(ours()["tables"]) <= names
    for name, told in ours()["tables"].items():
        columns = set(await database.table_columns(name))
        named = {
            *told.get("columns", {}),
            *told.get("facets", []),
            *told.get("sortable_columns", []),
            *told.get("shown", []),
        }
        named |= {told[key] for key in ("sort", "sort_desc", "label_column") if key in told}
        assert named <= columns, name


@pytest.mark.asyncio
async def test_every_list_has_a_title_a_sentence_and_a_limit_and_runs(sample: Path) -> None:
    database = build_app(sample).databases["linkpulse"]
    for name, query in ours()["queries"].items():
        assert query["title"], name
        assert query["description"], name
        assert re.search(r"limit \d+\s*$", query["sql"]), name
        await database.execute(query["sql"], dict.fromkeys(query.get("params", []), ""))


@pytest.mark.asyncio
async def test_lists_select_from_views_only(sample: Path) -> None:
    views = set(await build_app(sample).databases["linkpulse"].view_names())
    for name, query in ours()["queries"].items():
        assert set(re.findall(r"\b(?:from|join)\s+(\w+)", query["sql"])) <= views, name


def test_the_wheel_holds_pages_and_metadata(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as held:
        names = set(held.namelist())
        assert held.read("db/site/metadata.yml") == (ROOT / "metadata.yml").read_bytes()
    site = ROOT / "db" / "site"
    pages = [path for folder in ("templates", "static") for path in (site / folder).rglob("*.*")]
    assert {path.relative_to(ROOT).as_posix() for path in pages} <= names
    assert not [name for name in names if name.startswith("tests/")]
