"""Pages, everything recorded, beside a bare aiohttp loop over the same URLs: the ratio is what counts."""

import sys
import tempfile
from pathlib import Path

from benchmarks.bare import __file__ as bare
from benchmarks.farm import farm, urls
from benchmarks.measuring import Measured, measure, median

HOSTS = 40
ROUNDS = 3
CPU_BUDGET = 1.5
MEMORY_BUDGET_MB = 20


def _check(folder: Path, addresses: list[str], port: int, number: int) -> Measured:
    """Measure a first look at every address: the listing is stored before, by a check that sees no network."""
    listing, offline, online = folder / "list.md", folder / "offline.toml", folder / "online.toml"
    listing.write_text("".join(f"* Paper {n}: the code is available at {url}\n" for n, url in enumerate(addresses)))
    offline.write_text('canaries = ["http://127.0.0.1:9/"]\n')
    online.write_text(f'canaries = []\nhost_delay = 0\nallow_address = ["127.0.0.0/8:{port}"]\n')
    program = [sys.executable, "-m", "monitor", "--db", str(folder / f"{number}.db"), "--config"]
    measure([*program, str(offline), "check", str(listing)])
    return measure([*program, str(online), "check"])


def table(count: int) -> str:
    """Measure `count` URLs and return the rows."""
    with farm(HOSTS) as port, tempfile.TemporaryDirectory() as name:
        folder, addresses = Path(name), urls(port, count, HOSTS)
        (folder / "urls").write_text("\n".join(addresses))
        pairs = [
            (measure([sys.executable, bare, str(folder / "urls")]), _check(folder, addresses, port, number))
            for number in range(ROUNDS)
        ]
    loop, ours = median([pair[0] for pair in pairs]), median([pair[1] for pair in pairs])
    ratio = ours.cpu_s / loop.cpu_s
    more = ours.peak_mb - loop.peak_mb
    return (
        f"pages, {count} URLs on {HOSTS} hosts, median of {ROUNDS}\n"
        f"  bare aiohttp loop   {loop.cpu_s:6.2f} CPU-s  {loop.peak_mb:6.1f} MB peak\n"
        f"  linkpulse check     {ours.cpu_s:6.2f} CPU-s  {ours.peak_mb:6.1f} MB peak\n"
        f"  ratio {ratio:.2f} (budget {CPU_BUDGET}), memory {more:+.1f} MB (budget +{MEMORY_BUDGET_MB})"
    )


if __name__ == "__main__":
    print(table(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
