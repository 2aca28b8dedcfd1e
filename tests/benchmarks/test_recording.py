from benchmarks.recording import record_run, table
from benchmarks.world import Size, build
from db.opening import open_for_reading
from db.site import clock

SMALL = Size(papers=12, links=40, runs=3, events=5)


def test_a_run_of_every_link_is_recorded_and_weighed(tmp_path):
    path, now = tmp_path / "world.db", clock.now()
    build(path, SMALL, now)
    parts = record_run(path, now, "as answered")
    assert [part.name for part in parts][1] == "40 looks"
    assert all(part.cpu >= part.database >= 0 for part in parts)
    assert sum(part.log for part in parts) > 0
    database = open_for_reading(path)
    assert database.execute("select checked, outcome from runs order by id desc").fetchone() == (40, "complete")
    database.close()
    shown = table(parts, "as answered", SMALL)
    assert [row[0] for row in shown.rows][-1] == "recorded"
    assert float(shown.rows[-1][-1]) <= sum(float(row[-1]) for row in shown.rows[:-1]) + 0.1
