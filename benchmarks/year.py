"""A simulated year: how many healthy links our rules would call dead, when hosts have the outages that hosts have.

The model is that of verdicts.md, section 3, and its figures are assumptions, not field data: 0.5 % of requests fail by
chance, a host has six outages a year (lognormal, median 3 hours, sigma 1.6, at most 30 days). No link truly dies here,
so that every death is false; whoever is called dead must be revived later.
"""

import datetime as dt
import math
from dataclasses import dataclass
from random import Random

from benchmarks.writing import Table
from checks.model import CodeState, Health, Kind, Link, LinkState, Policy, Reason, Signal, Verdict
from monitor.health import advance
from monitor.schedule import next_check_at

NOISE = 0.005
OUTAGES = 6.0
MEDIAN_H, SIGMA = 3.0, 1.6
LONGEST = dt.timedelta(days=30)
BEGIN = dt.datetime(2026, 1, 1, 6, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
YEAR = 365 * DAY
GOOD = Verdict(Signal.ALIVE, Reason.OK)
RULES = {
    "14 days, 5 looks (transport)": Verdict(Signal.UNREACHABLE, Reason.TIMEOUT),
    "3 days, 3 looks (404)": Verdict(Signal.GONE, Reason.NOT_FOUND),
}
"""What an outage looks like, by the rule that then decides."""


@dataclass(frozen=True, slots=True)
class Year:
    """What became of so many links in a year; `unrevived` were called dead and never came back in the year after."""

    links: int
    falsely_dead: int
    unrevived: int
    looks: int

    @property
    def share(self) -> float:
        """The share of links that were called dead though they were not."""
        return self.falsely_dead / self.links


def simulate(failure: Verdict, links: int, seed: int) -> Year:
    """Watch so many links for a year, by a run a day; an outage or a chance failure looks like `failure`."""
    random = Random(seed)
    told = [
        _watch(Link(number, f"https://fox{number}.example/", Kind.PAGE, ""), failure, random) for number in range(links)
    ]
    return Year(links, sum(dead for dead, _, _ in told), sum(lost for _, lost, _ in told), sum(n for _, _, n in told))


def _watch(link: Link, failure: Verdict, random: Random) -> tuple[bool, bool, int]:
    """Watch one link; returns whether it was called dead, whether it stayed so, and how often it was looked at."""
    outages = _outages(random)
    state, due, ever_dead, looks = LinkState(), BEGIN, False, 0
    at = BEGIN
    while at < BEGIN + YEAR or (state.health is Health.DEAD and at < BEGIN + 2 * YEAR):
        if due <= at:
            failing = any(began <= at < ended for began, ended in outages) or random.random() < NOISE
            state = advance(state, failure if failing else GOOD, at, Policy()).state
            due = next_check_at(link, state, CodeState.UNKNOWN, False, at)  # noqa: FBT003 - nothing promised
            ever_dead, looks = ever_dead or state.health is Health.DEAD, looks + 1
        at += DAY
    return ever_dead, state.health is Health.DEAD, looks


def _outages(random: Random) -> list[tuple[dt.datetime, dt.datetime]]:
    """Draw the outages of one host in a year: a Poisson process with lognormal lengths."""
    found, at = [], BEGIN
    while (at := at + YEAR * (random.expovariate(1) / OUTAGES)) < BEGIN + YEAR:
        length = dt.timedelta(hours=random.lognormvariate(math.log(MEDIAN_H), SIGMA))
        found.append((at, at + min(length, LONGEST)))
    return found


def table(links: int) -> Table:
    """Return the share of links that each rule would falsely call dead."""
    rows = tuple(_row(name, simulate(failure, links, seed=1)) for name, failure in RULES.items())
    columns = ("rule", "links", "falsely dead", "share", "never revived", "looks a link")
    notes = ("To reach: 0.6 % for 14 days, 2.5 % for 3 days, and all of them revived.",)
    return Table("A simulated year of outages, in which no link dies", columns, rows, notes)


def _row(name: str, year: Year) -> tuple[str, ...]:
    counts = (f"{year.links:,}", f"{year.falsely_dead:,}", f"{year.share:.2%}", f"{year.unrevived:,}")
    return (name, *counts, f"{year.looks / year.links:.0f}")
