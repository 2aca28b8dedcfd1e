"""How the named views are read: by seeks, however little SQLite knows of the tables."""

import pytest

HISTORY = "select * from link_history where link_id = 77 limit 50"


def plan(kept, sql):
    return [row[3] for row in kept.all(f"explain query plan {sql}")]


@pytest.mark.parametrize("analysed", [False, True])
def test_the_history_of_a_link_is_one_seek_per_run(kept, analysed):
    if analysed:
        kept.database.execute("analyze")
    steps = plan(kept, HISTORY)
    assert "SEARCH c USING PRIMARY KEY (run_id=? AND link_id=?)" in steps
    assert not [step for step in steps if step.startswith(("SCAN c", "USE TEMP B-TREE"))]


def test_counting_links_does_not_look_for_titles(kept):
    assert not [step for step in plan(kept, "select count(*) from links_now") if " e " in step]
