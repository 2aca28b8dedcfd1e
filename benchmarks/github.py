"""What many repositories cost GitHub and us: the command itself, in a process of its own, beside the stand-in.

The stand-in counts what it is asked; the kernel counts what the command uses, its start included.
"""

import asyncio
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measuring import measure
from benchmarks.writing import Table
from checks.model import Artifact, Claim, Entry, Mention, Place
from checks.urls import target
from db.store import Store
from monitor.demo.atlas import World
from monitor.demo.cast import Access, Growth, Repository
from monitor.demo.standin import StandIn

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
CHANGED_ON, MISSING_ON = 1, 2
TOO_MANY = 30
ONE_IN = 20  # 5 %
JUDGED = "SELECT count(*) FROM checks WHERE run_id = (SELECT max(id) FROM runs) AND signal <> 'blind'"
COLUMNS = ("run", "GraphQL", "REST", "pages", "budget", "judged", "CPU s")
NOTE = (
    "The column of budgets is scaled from those for a thousand repositories: 45 requests if all are new, 21 if "
    "none has changed, one more for each that is missing and for thirty whose root does not tell, and 60 with a "
    "server that answers 502 to more than 30; 10 s of CPU for ten thousand. The start of the command, and all "
    "that is recorded, is part of its CPU."
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: requests by kind, CPU seconds, and how many repositories it could judge."""

    name: str
    requests: Counter[str]
    cpu_s: float
    judged: int
    budget: float | None = None
    """Requests to GraphQL and REST for a thousand repositories; None where nobody has set any."""


def repositories(count: int, *, folders_only: bool = False, readme: str = "# Fox\n") -> World:
    """Return repositories of which one in twenty is pushed to on one day, and one in twenty goes away on another."""
    files = ("fox_net/net.py", "LICENSE") if folders_only else ("train.py", "LICENSE")
    return World(
        tuple(
            Repository(
                f"acme/fox-{number}",
                Growth(number, 0.1),
                files={-90: files},
                readme={-90: readme},
                pushes=(CHANGED_ON,) if number % ONE_IN == 0 else (),
                access={MISSING_ON: Access.MISSING} if number % ONE_IN == 1 else {},
            )
            for number in range(count)
        )
    )


class Runs:
    """One database and one stand-in, on which the command is run again and again."""

    def __init__(self, standin: StandIn, folder: Path) -> None:
        """Store every repository of the stand-in's world as if a listing had named it."""
        self.standin = standin
        self._database = folder / "bench.db"
        self._config = folder / "bench.toml"
        api = f"http://127.0.0.1:{standin.plain_port}/api/v3"
        self._config.write_text(f'canaries = []\nhost_delay = 0\ngithub_api = "{api}"\n', "utf-8")
        with Store.open(self._database) as store:
            listing = store.save_listing("list.md", "text", NOON)
            store.save_entries(listing, map(_entry, standin.world.repositories), NOON, rule_version=1)

    async def cost(self, name: str, budget: float | None = None, *, everything: bool = True) -> Cost:
        """Check all repositories once; or only what is due, which after that is nothing."""
        self.standin.requests.clear()
        command = [sys.executable, "-m", "monitor", "--db", str(self._database), "--config", str(self._config), "check"]
        told = {"LINKPULSE_GITHUB_TOKEN": self.standin.token}
        measured = await asyncio.to_thread(measure, [*command, "--all"] if everything else command, told)
        requests = self.standin.requests.copy()
        return Cost(name, requests, measured.cpu_s, self._judged() if everything else 0, budget)

    def _judged(self) -> int:
        with sqlite3.connect(self._database) as database:
            return int(database.execute(JUDGED).fetchone()[0])


def _entry(repository: Repository) -> Entry:
    url = f"https://github.com/{repository.name}"
    mention = Mention(url, target(url), Claim.RELEASED, Artifact.CODE, "Code.", Place("-"))
    return Entry(1, repository.name, mentions=(mention,))


async def costs(count: int) -> AsyncIterator[Cost]:
    """Yield the cost of one run after the other."""
    async for runs in _on(StandIn(world=repositories(count))):
        yield await runs.cost("all new", 45)
        yield await runs.cost("nothing due", everything=False)
        yield await runs.cost("unchanged", 21)
        runs.standin.day = CHANGED_ON
        yield await runs.cost("5 % changed")
        runs.standin.day = MISSING_ON
        yield await runs.cost("5 % missing", 21 + 1000 / ONE_IN)
    async for runs in _on(StandIn(world=repositories(count), graphql_502_above=TOO_MANY)):
        yield await runs.cost("all new, 502 above 30", 60)
        yield await runs.cost("unchanged, 502 above 30", 60)
    async for runs in _on(StandIn(world=repositories(count, folders_only=True))):
        yield await runs.cost("all new, code in folders of any name", 45 + 1000 / 30)


async def _on(standin: StandIn) -> AsyncIterator[Runs]:
    with tempfile.TemporaryDirectory() as folder:
        async with standin:
            yield Runs(standin, Path(folder))


async def _all(count: int) -> list[Cost]:
    return [cost async for cost in costs(count)]


def table(count: int) -> Table:
    """Run the command on `count` repositories in every state and return a row for each."""
    rows = tuple(_row(cost, count) for cost in asyncio.run(_all(count)))
    return Table(f"GitHub with a token, {count} repositories", COLUMNS, rows, (NOTE,))


def _row(cost: Cost, count: int) -> tuple[str, ...]:
    asked = (str(cost.requests[surface]) for surface in ("graphql", "rest", "page"))
    budget = "" if cost.budget is None else f"{cost.budget * count / 1000:.0f}"
    return (cost.name, *asked, budget, str(cost.judged), f"{cost.cpu_s:.2f}")
