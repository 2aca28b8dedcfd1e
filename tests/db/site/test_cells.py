"""How single values look: words in colour, times with the exact one behind them, nothing hostile alive."""

import datetime as dt

import pytest

from db.site.cells import Cell, show
from db.site.marks import gain, strip

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def shown(column: str, value: object, table: str | None = None, **row: object) -> str | None:
    return show(Cell(column, value, {column: value, **row}, table, NOON))


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("health", "up", ">answering</span>"),
        ("health", "half_asleep", '<span class="pill quiet">half asleep</span>'),
        ("status", "overdue", 'class="pill wait"'),
        ("claim", "promised", ">promises</span>"),
        ("code_state", "placeholder", ">placeholder</span>"),
        ("kind", "died", 'class="pill bad"'),
        ("reason", "bot_wall", "keeps robots out"),
        ("artifact", "project", "project page"),
        ("flags", '["archived", "tls"]', ">bad certificate</span>"),
        ("flags", "archived,tls", ">bad certificate</span>"),
        ("stars", 1234567, '<span class="num">1,234,567</span>'),
        ("days_waiting", 882, '<span class="wait" title="882 days">2 y 5 mo</span>'),
        (
            "last_checked_at",
            "2026-11-23T03:00:00Z",
            '<time datetime="2026-11-23T03:00:00Z" title="23 Nov 2026, 03:00 UTC">9 hours ago</time>',
        ),
        ("date", "2026-11-20", '<time datetime="2026-11-20" title="4 days ago">20 Nov 2026</time>'),
        ("arxiv_id", "2601.00001", 'href="https://arxiv.org/abs/2601.00001"'),
        ("link_id", 7, '<a href="/linkpulse/links/7">story</a>'),
        ("entry_id", 7, '<a href="/linkpulse/entries/7">paper</a>'),
        ("whatever", "https://acme.example/x", 'href="https://acme.example/x"'),
        ("whatever", "2026-11-23T03:00:00Z", "9 hours ago"),
    ],
)
def test_a_value_is_shown_by_its_column(column: str, value: object, expected: str) -> None:
    assert expected in (shown(column, value) or "")


@pytest.mark.parametrize("value", [None, b"\x00", "upon acceptance", 12, {"value": 1, "label": "x"}])
def test_what_is_not_ours_is_left_to_datasette(value: object) -> None:
    assert shown("condition", value) is None


@pytest.mark.parametrize(
    "column", ["health", "kind", "reason", "artifact", "sentence", "title", "code_evidence", "url"]
)
def test_nothing_hostile_comes_through(column: str) -> None:
    hostile = "<script>alert(1)</script>\"' onmouseover=alert(1)"
    assert "<script>" not in (shown(column, hostile, entry_id=1) or "")


@pytest.mark.parametrize("value", ["never", "2026-13-45", "javascript:alert(1)"])
def test_a_column_of_times_survives_what_is_no_time(value: str) -> None:
    assert shown("last_ok_at", value) is None


def test_the_kind_of_a_link_is_no_event() -> None:
    assert shown("kind", "repo", "links") == "repository"


def test_a_title_leads_to_its_paper() -> None:
    assert shown("title", "Quiet <lanterns>", entry_id=4) == '<a href="/linkpulse/entries/4">Quiet &lt;lanterns&gt;</a>'


def test_a_sentence_leaves_out_the_address_beside_it() -> None:
    said = shown(
        "sentence", "Code will be at https://github.com/Acme/Rocket soon.", url="https://github.com/acme/rocket"
    )
    assert said == '<span class="sentence">Code will be at … soon.</span>'


def test_a_strip_says_in_words_what_it_draws() -> None:
    drawn = strip("oos?")
    assert drawn.count("<rect") == 4
    assert 'aria-label="Last 4 runs: 2 answered, 1 suspect, 1 not judged"' in drawn


@pytest.mark.parametrize(("stars", "expected"), [(5, ">+5<"), (0, ">0<"), (-5, ">\N{MINUS SIGN}5<")])
def test_stars_won_carry_their_sign(stars: int, expected: str) -> None:
    assert expected in gain(stars)
