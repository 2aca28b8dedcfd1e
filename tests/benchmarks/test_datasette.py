import asyncio

from benchmarks.datasette import Hits, pages, table, timed
from benchmarks.world import Size, build
from db.site import clock

SMALL = Size(papers=12, links=40, runs=3, events=5)


def test_pages_that_are_over_budget_are_said_so_and_the_slowest_stand_first(tmp_path):
    (tmp_path / "world.db").touch()
    quiet = {"/a": Hits(90, 50, 80, 40), "/b": Hits(260, 60, 100, 50), "/c": Hits(150, 110, 90, 70)}
    shown = table(quiet, quiet, SMALL, tmp_path / "world.db")
    assert [(row[0], row[-1]) for row in shown.rows] == [("/c", "over"), ("/b", "over"), ("/a", "")]
    assert "1 of 3 pages keep both by the clock, 3 by their CPU time" in shown.notes[0]


def test_every_page_that_is_not_hidden_is_asked_for():
    assert {"/", "/linkpulse", "/linkpulse/links_now", "/linkpulse/dead", "/linkpulse/runs"} <= set(pages())
    assert "/linkpulse/checks" not in pages()


def test_a_page_is_timed_by_the_clock_and_by_its_work(tmp_path):
    build(tmp_path / "world.db", SMALL, clock.now())
    (hits,) = asyncio.run(timed(tmp_path / "world.db", "linkpulse/listings")).values()
    assert min(hits) > 0
