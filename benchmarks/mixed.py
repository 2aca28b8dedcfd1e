"""The listing that people really have, seven repositories in ten links, looked at by linkpulse and by lychee.

Both are as polite as they come. A stand-in plays GitHub's interface for linkpulse; for lychee, which asks for the page
of each repository, the farm plays github.com on an address of its own.
"""

import asyncio
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from benchmarks import lychee
from benchmarks.farm import Traffic, counted, farm, hosts
from benchmarks.github import repositories
from benchmarks.measuring import Measured, measure
from benchmarks.writing import Table
from monitor.demo.standin import StandIn

IN_TEN = 7
LINKS_OF_A_HOST = 2
COLUMNS = ("run", "elapsed s", "CPU s", "peak MB", "to GitHub", "kB of GitHub", "to pages", "kB with ETag")
README = "# Fox\n\n" + "How the fox is trained, which data it needs, and what the paper found. " * 60
"""About 4 kB."""
SETTING = (
    "Seven links in ten lead to GitHub, the others to two pages on each host; half of these give an ETag. Both "
    "programs run with their own defaults: linkpulse lets a second pass between two requests to one host, lychee 50 "
    "ms. kB are what the servers sent. To reach: ten times as quick as lychee, 1/18 of its requests to GitHub at "
    "first and 1/50 when nothing has changed; then half the bytes from GitHub, and a tenth from pages with an ETag."
)
COMMANDS = (
    "Command lines: `linkpulse --db NEW --config CONFIG check LISTING`, then `linkpulse … check --all`; CONFIG names "
    "the stand-in and allows loopback. "
    "`lychee --no-progress --quiet --remap 'https://github.com/(.*) FARM/github/$1' LISTING`."
)


@dataclass(slots=True)
class Weighed(StandIn):
    """The stand-in that also knows how many bytes its answers hold."""

    sent: int = field(default=0, init=False)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        response = await StandIn._answer(self, request)  # noqa: SLF001 - its own; `super()` does not work with slots
        self.sent += len(response.body) if isinstance(response, web.Response) and response.body else 0
        return response


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what it took, and what it made GitHub and the pages send."""

    name: str
    took: Measured
    github: Traffic
    pages: dict[str, Traffic]


def listing(count: int, port: int) -> str:
    """Return a listing of `count` links."""
    own = count * IN_TEN // 10
    names = hosts((count - own) // LINKS_OF_A_HOST)
    code = [f"* Fox {number}: code at https://github.com/acme/fox-{number}\n" for number in range(own)]
    kinds = ("ok", "etag")
    pages = [
        f"* Page {number}: see http://{names[number % len(names)]}:{port}/{kinds[number // len(names) % 2]}/{number}\n"
        for number in range(count - own)
    ]
    return "".join(code + pages)


async def _runs(count: int) -> list[Run]:
    """Run every program in turn."""
    own = count * IN_TEN // 10
    host_count = (count - own) // LINKS_OF_A_HOST + 1
    with farm(host_count) as port, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "list.md").write_text(listing(count, port))
        async with Weighed(world=repositories(own, readme=README)) as standin:
            runs = [
                await _linkpulse(standin, folder, port, "linkpulse, first run", "list.md"),
                await _linkpulse(standin, folder, port, "linkpulse, nothing changed", "--all"),
            ]
        if found := lychee.program():
            github = f"https://github.com/(.*) http://{hosts(host_count)[-1]}:{port}/github/$1"
            took = await asyncio.to_thread(measure, lychee.command(found, folder / "list.md", "--remap", github))
            pages = await asyncio.to_thread(counted, port)
            runs.append(Run("lychee", took, pages.pop("github", Traffic()), pages))
        return runs


async def _linkpulse(standin: Weighed, folder: Path, port: int, name: str, what: str) -> Run:
    api = f"http://127.0.0.1:{standin.plain_port}/api/v3"
    allowed = f'["127.0.0.0/8:{port}"]'
    (folder / "on.toml").write_text(f'canaries = []\ngithub_api = "{api}"\nallow_address = {allowed}\n', "utf-8")
    standin.requests, standin.sent = Counter(), 0
    program = [sys.executable, "-m", "monitor", "--db", str(folder / "mixed.db"), "--config", str(folder / "on.toml")]
    argument = what if what.startswith("-") else str(folder / what)
    told = {"LINKPULSE_GITHUB_TOKEN": standin.token}
    took = await asyncio.to_thread(measure, [*program, "check", argument], told)
    pages = await asyncio.to_thread(counted, port)
    return Run(name, took, Traffic(standin.requests.total(), standin.sent), pages)


def table(count: int) -> Table:
    """Measure a listing of `count` links and return a row for each run."""
    rows = tuple(map(_row, asyncio.run(_runs(count))))
    return Table(f"A mixed listing: {count} links", COLUMNS, rows, (SETTING, COMMANDS))


def _row(run: Run) -> tuple[str, ...]:
    took = (f"{run.took.elapsed_s:.1f}", f"{run.took.cpu_s:.1f}", f"{run.took.peak_mb:.0f}")
    asked = sum(traffic.requests for traffic in run.pages.values())
    with_etag = run.pages.get("etag", Traffic()).sent
    return (run.name, *took, str(run.github.requests), _kb(run.github.sent), str(asked), _kb(with_etag))


def _kb(sent: int) -> str:
    return f"{sent / 1000:.0f}"
