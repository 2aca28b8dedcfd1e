# ruff: noqa: INP001 - a script, no package
"""Writes docs/decisions.md from the rows that decide: `make docs`. A test compares the two."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from checks.classify import CONFIRMATIONS, RULES, Outcome, Row
from checks.model import Fault, Signal

PAGE = Path(__file__).with_suffix(".md")
MEANINGS = {
    Signal.ALIVE: "It answers.",
    Signal.MOVED: "It answers, for good at another place.",
    Signal.LIMITED: "Somebody answers and will not show it. Never leads to dead.",
    Signal.GONE: "Said to be missing, plainly.",
    Signal.DOUBTFUL: "Probably missing, or our request was odd.",
    Signal.UNREACHABLE: "No answer that can be read: outages look like this.",
    Signal.WITHHELD: "Taken away by law or by its forge; believed at the second look a day later.",
    Signal.REFUSED: "We do not ask: the link is skipped.",
    Signal.BLIND: "We could not see: nothing changes, the link stays due.",
}
HEAD = """# How an answer becomes a verdict

Made from the rows in `checks/classify.py` by `make docs`; a test holds it to them.

Every look at a link ends in a fault or a status of HTTP. The first row that fits it gives the **signal** and the
**reason**; the link's **health** follows from its signals over time (`monitor/health.py`).

| signal | means |
|---|---|
"""
ROWS = """
## The rows, in the order in which they are tried

| outcome | and | signal | reason | why |
|---|---|---|---|---|
"""
CONFIRM = """
## When a bad verdict is believed

A link that fails becomes `suspect` at once. It is `dead` only after so many looks **and** so long a span between the
first and the last of them; where reasons mix, the slowest rule decides. One good look clears a suspect; a dead link
needs two, a day apart. Time, not retries, is what keeps false alarms rare: a simulated year is in
[the measured verdicts](verdicts.md).

| reason | looks | span |
|---|---|---|
"""


def page() -> str:
    """Return the whole page."""
    signals = "".join(f"| `{signal}` | {MEANINGS[signal]} |\n" for signal in Signal)
    rows = "".join(map(_row, RULES))
    return HEAD + signals + ROWS + rows + CONFIRM + "".join(_confirmations())


def _row(row: Row) -> str:
    when = (row.when.__name__.strip("_").replace("_", " ")) if row.when else ""
    return f"| {_outcomes(row.outcomes)} | {when} | `{row.signal}` | `{row.reason}` | {row.note} |\n"


def _outcomes(outcomes: Iterable[Outcome]) -> str:
    faults = sorted(f"`{outcome}`" for outcome in outcomes if isinstance(outcome, Fault))
    statuses = sorted(outcome for outcome in outcomes if isinstance(outcome, int))
    return ", ".join([*faults, *_ranges(statuses)])


def _ranges(statuses: list[int]) -> Iterable[str]:
    """Write neighbours as one range, as people do."""
    for _, group in groupby(enumerate(statuses), key=lambda pair: pair[1] - pair[0]):
        run = [status for _, status in group]
        yield str(run[0]) if len(run) == 1 else f"{run[0]}\N{EN DASH}{run[-1]}"


def _confirmations() -> Iterable[str]:
    for reason, rule in sorted(CONFIRMATIONS.items(), key=lambda item: (item[1].span, item[1].looks)):
        days = rule.span.days
        yield f"| `{reason}` | {rule.looks} | {days} day{'' if days == 1 else 's'} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
