"""The release funnel: each stage with its rows, its share and its way there."""

from db.site.funnel import Stage, line, stages
from db.site.words import Tone

NOW = {"claimed": 40, "promised": 10, "released": 4, "overdue": 3}
THEN = {"claimed": 30, "promised": 10, "released": 2, "overdue": 5}
NONE = dict.fromkeys(NOW, 0)


def test_a_stage_leads_to_its_rows_and_says_how_it_differs_from_then() -> None:
    drawn = stages(NOW, [THEN, NOW], THEN, "/linkpulse")
    assert drawn[2] == Stage(
        words="promises kept",
        tone=Tone.GOOD,
        count=4,
        href="/linkpulse/papers_now?claim__in=promised,mixed&status__in=released,partial",
        width=10.0,
        change=2,
        line="M0.0 14.4L100.0 4.8",
    )
    assert [stage.change for stage in drawn] == [10, 0, 2, -2]


def test_without_a_past_nothing_is_said_of_it() -> None:
    assert {(stage.change, stage.line) for stage in stages(NOW, [NOW], None, "")} == {(None, "")}


def test_nothing_claimed_is_an_empty_funnel() -> None:
    for now in (NONE, None):
        assert {(stage.count, stage.width) for stage in stages(now, [], None, "")} == {(0, 0.0)}


def test_a_line_of_nothing_runs_along_the_foot() -> None:
    assert line([0, 0, 0]) == "M0.0 24.0L50.0 24.0L100.0 24.0"
