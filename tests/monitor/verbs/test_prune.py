"""`prune`: old looks go, what they came to stays."""

import pytest


@pytest.mark.usefixtures("online")
def test_looks_that_are_too_old_go_and_all_else_stays(linkpulse, home, site, rows):
    (home / "list.md").write_text(f"* Red Fox: project page {site}/redfox\n* Blue Fox: project page {site}/missing\n")
    for _ in range(3):
        linkpulse("check", "list.md", "--all")
    kept = {table: rows(f"select * from {table}") for table in ("link_state", "intervals", "events", "runs", "links")}
    code, out, _ = linkpulse("prune", "--keep", "0s")
    assert (code, out.split("before")[0]) == (0, "dropped 6 looks of 3 runs ")
    assert rows("select count(*) from checks") == [(0,)]
    assert {table: rows(f"select * from {table}") for table in kept} == kept
    assert linkpulse("doctor")[0] == 0


@pytest.mark.usefixtures("online")
def test_young_looks_stay(linkpulse, home, site, rows):
    (home / "list.md").write_text(f"* Red Fox: project page {site}/redfox\n")
    linkpulse("check", "list.md")
    assert "dropped 0 looks of 0 runs" in linkpulse("prune")[1]
    assert rows("select count(*) from checks") == [(1,)]


def test_a_span_that_is_none_is_one_line(linkpulse):
    code, _, err = linkpulse("prune", "--keep", "soon")
    assert code == 2
    assert err.count("\n") == 1
