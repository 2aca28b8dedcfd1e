"""`demo`: the whole job offline, and the second run a day later."""

import pytest


@pytest.fixture
def database(home):
    return home / "linkpulse-demo.db"


def test_the_demo_plays_four_weeks_and_then_today(linkpulse, database, monkeypatch):
    monkeypatch.setenv("GITHUB_TOKEN", "must-not-be-used")
    code, out, _ = linkpulse("demo", "--no-serve")
    assert code == 0
    assert database.exists()
    assert "45 links" in out
    assert "Try next" in out

    code, out, _ = linkpulse("demo", "--no-serve")
    changes = [line.split()[:2] for line in out.partition("Changes")[2].splitlines() if line.startswith("  ")]
    assert code == 0
    assert ["released", "lanternlab/redfox"] in changes
    assert ["died", "orchard-vision.github.io/russet"] in changes
    assert ["revived", "glasswing.example/moth-grasp"] in changes
    assert ["moved", "mossgate/fernnet"] in changes

    out = linkpulse("--db", str(database), "show", "lanternlab/redfox")[1]
    assert "code_released  placeholder  present" in out
    out = linkpulse("--db", str(database), "report")[1]
    assert "Promised, overdue (3)" in out
