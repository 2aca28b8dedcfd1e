"""What a run costs GitHub: requests for a thousand repositories, new and then unchanged, counted by the stand-in."""

import asyncio
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from checks.model import Artifact, Claim, Entry, Mention, Place
from checks.urls import target
from db.queries import Scope
from db.store import Store
from monitor.demo.atlas import World
from monitor.demo.cast import Growth, Repository
from monitor.demo.standin import StandIn
from monitor.run import run
from monitor.settings import Settings

COUNT = 1000
BUDGETS = {"all new": 45, "unchanged": 21}
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def _world() -> World:
    return World(
        tuple(
            Repository(
                f"acme/fox-{number}",
                Growth(number, 0.1),
                files={-90: ("train.py", "LICENSE")},
                readme={-90: f"# Fox {number}\n"},
            )
            for number in range(COUNT)
        )
    )


def _fill(store: Store) -> None:
    listing = store.save_listing("list.md", "text", NOON)
    urls = (f"https://github.com/acme/fox-{number}" for number in range(COUNT))
    entries = (
        Entry(n, f"Fox {n}", mentions=(Mention(url, target(url), Claim.RELEASED, Artifact.CODE, "Code.", Place("-")),))
        for n, url in enumerate(urls, start=1)
    )
    store.save_entries(listing, entries, NOON, rule_version=1)


async def _requests(store: Store, standin: StandIn, at: datetime) -> Counter[str]:
    standin.requests.clear()
    settings = Settings(
        github_api=standin.api_url,
        github_token=standin.token,
        allowed=standin.allowed,
        canaries=standin.canaries,
        host_delay=0,
    )
    await run(
        store,
        settings,
        standin.transport,
        clock=lambda: at,
        scope=Scope(everything=True),
        tell=lambda _: None,
        stop=asyncio.Event(),
    )
    return standin.requests.copy()


async def _measure() -> dict[str, Counter[str]]:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "bench.db") as store:
        _fill(store)
        async with StandIn(world=_world()) as standin:
            new = await _requests(store, standin, NOON)
            return {"all new": new, "unchanged": await _requests(store, standin, NOON + timedelta(days=1))}


def table() -> str:
    """Count and return the rows."""
    lines = [f"GitHub, requests for {COUNT} repositories"]
    for name, requests in asyncio.run(_measure()).items():
        lines.append(
            f"  {name:10} {requests['graphql']:4} GraphQL (budget {BUDGETS[name]}), {requests['rest']} REST, "
            f"{requests['page']} pages"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
