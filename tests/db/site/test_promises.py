"""The page of kept promises: what makes its curve, what is counted apart, and how it is drawn."""

from pathlib import Path

import pytest

from db.site.app import build_app
from db.site.kept import Step, Wait
from db.site.promises import promises, stairs, wait_of

WAITING = {
    "promised_at": "2026-01-01",
    "first_look_at": "2026-01-03T00:00:00Z",
    "last_without_at": "2026-01-11T00:00:00Z",
    "released_at": None,
    "outcome": "waiting",
}
RELEASED = WAITING | {"released_at": "2026-01-13T12:00:00Z", "outcome": "released"}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(WAITING, Wait(2, 10), id="waiting"),
        pytest.param(RELEASED, Wait(2, 10, 12.5), id="released between two looks"),
        pytest.param(WAITING | {"promised_at": "2026-02-01"}, Wait(0, 0), id="a day of the future is today"),
        pytest.param(RELEASED | {"last_without_at": "2026-02-01"}, Wait(2, 31, 31), id="a clock that was set back"),
        pytest.param(WAITING | {"first_look_at": None}, None, id="never looked at"),
        pytest.param(WAITING | {"promised_at": "soon"}, None, id="no day"),
    ],
)
def test_a_row_becomes_a_wait_in_days(row: dict[str, str | None], expected: Wait | None) -> None:
    assert wait_of(row) == expected


def test_what_was_there_at_first_is_counted_apart() -> None:
    rows = [WAITING, RELEASED, WAITING | {"outcome": "there_at_first"}, WAITING | {"outcome": "unknown"}]
    drawn = promises(rows)
    assert (drawn.counted, drawn.released, drawn.waiting, drawn.there_at_first, drawn.unknown) == (2, 1, 1, 1, 1)
    assert drawn.line.startswith("M0.0 100.0L")
    assert drawn.band.endswith("Z")


def test_without_promises_nothing_is_drawn() -> None:
    drawn = promises([])
    assert (drawn.counted, drawn.line, drawn.band) == (0, "", "")


def test_stairs_go_as_far_as_looks_reach() -> None:
    steps = [Step(36.5, 2, 1, 0.5), Step(400, 1, 1, 1.0)]
    assert stairs(steps, 73) == [(0.0, 100.0), (100.0, 100.0), (100.0, 50.0), (200.0, 50.0)]


@pytest.mark.asyncio
async def test_the_page_tells_numbers_and_denominators(sample: Path) -> None:
    page = (await build_app(sample).client.get("/linkpulse/promises")).text
    assert "<b>4</b> promises make the curve: <b>1</b> seen released, <b>3</b> still waiting" in page
    assert "Share kept, by days since the promise" in page
    assert 'class="line" d="M0.0 100.0L' in page
