"""The measurement of forges: what it counts, and what it says and writes."""

import json

import pytest
from click.testing import CliRunner

from benchmarks.forges import main
from benchmarks.github import MISSING_ON, Runs, repositories
from monitor.demo.standin import StandIn


@pytest.mark.asyncio
async def test_a_run_is_counted_by_who_was_asked_and_how_much_was_judged(tmp_path):
    """Two of forty go away; the server takes thirty at a time."""
    async with StandIn(world=repositories(40), graphql_502_above=30) as standin:
        runs = Runs(standin, tmp_path)
        new = await runs.cost("all new", 60)
        standin.day = MISSING_ON
        later = await runs.cost("5 % missing")
    assert (new.requests, new.judged, new.budget) == ({"graphql": 2}, 40, 60)
    assert (later.requests, later.judged, later.budget) == ({"graphql": 4, "rest": 2}, 40, None)
    assert min(new.cpu_s, later.cpu_s) > 0


def test_the_labelled_readmes_are_measured_and_written(tmp_path):
    (tmp_path / "claims").mkdir()
    item = {"label": "released", "text": "Foxes run.", "files": ["README.md"], "id": "fox"}
    (tmp_path / "claims" / "dev_readmes.jsonl").write_text(json.dumps(item))
    page = tmp_path / "page.md"
    given = ["--count", "0", "--data", str(tmp_path), "--details", "--write", str(page)]
    result = CliRunner().invoke(main, given)
    assert result.exit_code == 0, result.output
    assert "fox: placeholder, not present" in result.output
    assert "0 of 1 right." in page.read_text()
    assert "Foxes run." not in page.read_text()
    assert str(tmp_path) not in page.read_text().partition("--write")[0]


def test_where_the_data_is_absent_it_is_said(tmp_path):
    result = CliRunner().invoke(main, ["--count", "0", "--data", str(tmp_path)])
    assert result.exit_code == 0
    assert "There are no labelled READMEs at" in result.output
