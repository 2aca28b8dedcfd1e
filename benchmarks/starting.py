"""How long `linkpulse --help` takes beside `python -c pass`."""

import sys

from benchmarks.measuring import measure, median
from benchmarks.writing import Table

ROUNDS = 7
BUDGET = 6


def table() -> Table:
    """Measure both and return a row for each."""
    nothing = median([measure([sys.executable, "-c", "pass"]) for _ in range(ROUNDS)])
    ours = median([measure([sys.executable, "-m", "monitor", "--help"]) for _ in range(ROUNDS)])
    rows = (
        ("python -c pass", f"{nothing.cpu_s:.3f}", "1"),
        ("linkpulse --help", f"{ours.cpu_s:.3f}", f"{ours.cpu_s / nothing.cpu_s:.1f}"),
    )
    return Table("Start-up", ("command", "CPU s", "ratio"), rows, (f"Median of {ROUNDS}. Budget: {BUDGET}.",))
