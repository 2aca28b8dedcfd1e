"""The release funnel of the front page: its stages now, how they stood some time ago, and their way there. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.site.words import Tone

Row = Mapping[str, Any]
WIDTH, HEIGHT = 100.0, 24.0
"""The sheet that the small lines are drawn on."""

PROMISED = "claim__in=promised,mixed"
STAGES: Sequence[tuple[str, str, Tone, str]] = (
    ("claimed", "claim code", Tone.INFO, "claim__in=released,promised,mixed"),
    ("promised", "promise it", Tone.PROMISE, PROMISED),
    ("released", "promises kept", Tone.GOOD, f"{PROMISED}&status__in=released,partial"),
    ("overdue", "overdue", Tone.WAIT, f"{PROMISED}&status=overdue"),
)
"""Column of `release_funnel`, what it is called, its colour, and the filter of `papers_now` that shows the rows."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its number, its share of the first stage (0..100), and how it differs from then.

    `change` is None when nothing is known of then; `line` is empty before the second run.
    """

    words: str
    tone: Tone
    count: int
    href: str
    width: float
    change: int | None
    line: str


def stages(now: Row | None, trend: Sequence[Row], then: Row | None, root: str) -> list[Stage]:
    """The stages as of `now`, which is None where nobody claims anything.

    `trend` holds the last runs, oldest first, and `then` the one to compare with.
    """
    now = now or dict.fromkeys((stage[0] for stage in STAGES), 0)
    most = now["claimed"] or 1
    return [
        Stage(
            words=text,
            tone=tone,
            count=now[column],
            href=f"{root}/papers_now?{rows}",
            width=round(now[column] / most * 100, 1),
            change=None if then is None else now[column] - then[column],
            line=line([row[column] for row in trend]),
        )
        for column, text, tone, rows in STAGES
    ]


def line(values: Sequence[int]) -> str:
    """A path through these values, from edge to edge; empty for fewer than two of them.

    Its foot is nothing and its top a quarter above the most, so that a small change never looks like a steep climb.
    """
    if len(values) < 2:  # noqa: PLR2004 - a line has two ends
        return ""
    step, top = WIDTH / (len(values) - 1), max(*values, 1) * 1.25
    places = (f"{number * step:.1f} {(1 - value / top) * HEIGHT:.1f}" for number, value in enumerate(values))
    return "M" + "L".join(places)
