"""Verdicts on bad servers, awkward answers and in a simulated year, on loopback: `python -m benchmarks verdicts`."""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from benchmarks import survival, year
from benchmarks.options import Output, console, finish
from benchmarks.writing import Table
from tests.badweb.alone import weigh
from tests.badweb.awkward import AWKWARD, PEERS, RIGHT, Awkward
from tests.badweb.case import Case
from tests.badweb.cases import CASES, ELSEWHERE
from tests.badweb.trying import Tried, attempt

NUMBERS = range(1, 65)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one row: `told` is our verdict, `growth_mb` is known of rows in a process of their own."""

    case: Case
    survived: bool
    told: str
    seconds: float
    growth_mb: float | None = None


async def _results(cases: Iterable[Case]) -> list[Result]:
    return [await _result(case) for case in cases]


async def _result(case: Case) -> Result:
    if case.alone:
        weighed = await asyncio.to_thread(weigh, case)
        return Result(case, weighed.survived, weighed.told, weighed.seconds, weighed.growth_mb)
    tried = await attempt(case.stage)
    return Result(case, case.survived(tried), f"{tried.verdict.signal} {tried.verdict.reason}", tried.seconds)


def servers(results: list[Result]) -> Table:
    """Return a row for each server, and how many of the numbers are survived in all their rows."""
    failed = {result.case.number for result in results if not result.survived}
    tried = {result.case.number for result in results}
    title = f"Bad inputs and servers: {len(tried - failed)} of {len(tried)} survived"
    slowest = max((result.seconds for result in results), default=0.0)
    largest = max((result.growth_mb or 0.0 for result in results), default=0.0)
    notes = (
        f"The slowest look took {slowest:.1f} s; the most that one needed was {largest:.1f} MB, its server included.",
        *(f"Number {number} is not here: {why}." for number, why in ELSEWHERE.items()),
    )
    wrong = tuple(f"{result.case}: {result.told}" for result in results if not result.survived)
    return Table(
        title, ("number and name", "what it does", "verdict", "s", "MB"), tuple(map(_row, results)), notes, wrong
    )


def _row(result: Result) -> tuple[str, ...]:
    told = result.told if result.survived else f"WRONG: {result.told}"
    growth = "" if result.growth_mb is None else f"{result.growth_mb:.1f}"
    return str(result.case), result.case.does, told, f"{result.seconds:.2f}", growth


async def _awkward() -> list[tuple[Awkward, Tried]]:
    return [(awkward, await attempt(awkward.stage)) for awkward in AWKWARD]


def answers(all_tried: list[tuple[Awkward, Tried]]) -> Table:
    """Return what is right, what we say and what the peers say, for each awkward answer."""
    right = sum(tried.verdict.signal in RIGHT[awkward.right] for awkward, tried in all_tried)
    columns = ("answer", "right is", "linkpulse", *PEERS)
    rows = tuple((str(awkward), awkward.right, _said(awkward, tried), *awkward.peers) for awkward, tried in all_tried)
    notes = (
        "The peers' words were measured on 2026-11-22, on servers of the same behaviour; ours come from this run.",
        "After the redirect loop nobody can know: a wall that wants a cookie does the same, and is never called dead.",
    )
    return Table(f"Awkward answers: {right} of {len(all_tried)} right", columns, rows, notes)


def _said(awkward: Awkward, tried: Tried) -> str:
    said = " then ".join(verdict.signal for verdict in (*tried.earlier, tried.verdict))
    asked = f"{said}, {len(tried.requests)} request{'' if len(tried.requests) == 1 else 's'}"
    return asked if tried.verdict.signal in RIGHT[awkward.right] else f"WRONG: {asked}"


def _tables(numbers: frozenset[int], links: int, kills: int) -> Iterator[Table]:
    cases = [case for case in CASES if case.number in numbers]
    yield servers(asyncio.run(_results(cases)))
    yield answers(asyncio.run(_awkward()))
    if links:
        yield year.table(links)
    if kills:
        yield survival.table(kills)


@click.command()
@click.option("--kills", default=20, show_default=True, help="Times that a run is killed; 0: no test of survival.")
@click.option("--links", default=20_000, show_default=True, help="Links of the simulated year; 0: none.")
@click.option("--only", type=click.IntRange(min(NUMBERS), max(NUMBERS)), multiple=True, help="Only these numbers.")
@click.option("--write", "page", type=click.Path(dir_okay=False, path_type=Path), help="Write docs/verdicts.md.")
@click.option("--on", metavar="DATE", help="The day that the page names.")
@click.option("--details", is_flag=True, help="Name all that went wrong.")
def main(only: tuple[int, ...], links: int, kills: int, **output: Any) -> None:
    """Let our prober look at every bad server there is, and compare its verdicts with the right ones."""
    finish(console(), "verdicts", list(_tables(frozenset(only or NUMBERS), links, kills)), Output(**output))


if __name__ == "__main__":
    main()
