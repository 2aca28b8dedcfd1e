"""Pages, everything recorded, beside a bare aiohttp loop and lychee over the same URLs: the ratio is what counts."""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks import lychee
from benchmarks.bare import __file__ as bare
from benchmarks.farm import counted, farm, urls
from benchmarks.measuring import Measured, measure, median
from benchmarks.writing import Table

HOSTS = 40
CPU_BUDGET = 1.5
MEMORY_BUDGET_MB = 20
COLUMNS = ("program", "requests", "elapsed s", "CPU s", "CPU s per 1,000", "peak MB", "CPU beside the loop")
SETTING = (
    f"Every program looks at the same pages on {HOSTS} hosts of loopback with no pause between two requests to one "
    "host; in turns, medians. linkpulse starts from links that are stored and were never looked at, and records all it "
    f"sees. Budget: {CPU_BUDGET} times the CPU of the bare loop, its memory and {MEMORY_BUDGET_MB} MB."
)
COMMANDS = (
    "Command lines: `python benchmarks/bare.py URLS`; `linkpulse --db NEW --config CONFIG check`, where CONFIG says "
    '`canaries = []`, `host_delay = 0` and `allow_address = ["127.0.0.0/8:PORT"]`; '
    f"`lychee --no-progress --quiet {' '.join(lychee.LIFTED)} LISTING`."
)


@dataclass(frozen=True, slots=True)
class Round:
    """Programs by name with what they took, and how many requests each sent."""

    measured: dict[str, Measured]
    requests: dict[str, int]


def _check(folder: Path, addresses: list[str], port: int, number: int) -> Measured:
    """Measure a first look at every address: the listing is stored before, by a check that sees no network."""
    listing, offline, online = folder / "list.md", folder / "offline.toml", folder / "online.toml"
    listing.write_text("".join(f"* Paper {n}: the code is available at {url}\n" for n, url in enumerate(addresses)))
    offline.write_text('canaries = ["http://127.0.0.1:9/"]\n')
    online.write_text(f'canaries = []\nhost_delay = 0\nallow_address = ["127.0.0.0/8:{port}"]\n')
    program = [sys.executable, "-m", "monitor", "--db", str(folder / f"{number}.db"), "--config"]
    measure([*program, str(offline), "check", str(listing)])
    return measure([*program, str(online), "check"])


def _round(folder: Path, addresses: list[str], port: int, number: int) -> Round:
    measured: dict[str, Measured] = {}
    requests: dict[str, int] = {}

    def noted(name: str, run: Measured) -> None:
        measured[name] = run
        requests[name] = sum(traffic.requests for traffic in counted(port).values())

    counted(port)
    noted("bare aiohttp loop", measure([sys.executable, bare, str(folder / "urls")]))
    noted("linkpulse check", _check(folder, addresses, port, number))
    if found := lychee.program():
        noted("lychee", measure(lychee.command(found, folder / "list.md", *lychee.LIFTED)))
    return Round(measured, requests)


def table(count: int, rounds: int) -> Table:
    """Measure `count` URLs and return a row for each program."""
    with farm(HOSTS) as port, tempfile.TemporaryDirectory() as name:
        folder, addresses = Path(name), urls(port, count, HOSTS)
        (folder / "urls").write_text("\n".join(addresses))
        taken = [_round(folder, addresses, port, number) for number in range(rounds)]
    medians = {program: median([one.measured[program] for one in taken]) for program in taken[0].measured}
    loop = medians["bare aiohttp loop"].cpu_s
    rows = tuple(_row(program, taken[-1].requests[program], run, count, loop) for program, run in medians.items())
    return Table(f"Pages: {count} URLs, {rounds} rounds", COLUMNS, rows, (SETTING, COMMANDS))


def _row(program: str, requests: int, run: Measured, count: int, loop: float) -> tuple[str, ...]:
    each = f"{run.cpu_s / count * 1000:.3f}"
    figures = (f"{run.elapsed_s:.1f}", f"{run.cpu_s:.2f}", each, f"{run.peak_mb:.0f}", f"{run.cpu_s / loop:.2f}")
    return (program, str(requests), *figures)
