"""How long `linkpulse --help` takes beside `python -c pass`."""

import sys

from benchmarks.measuring import measure, median

ROUNDS = 7
BUDGET = 6


def table() -> str:
    """Measure both and return the row."""
    nothing = median([measure([sys.executable, "-c", "pass"]) for _ in range(ROUNDS)])
    ours = median([measure([sys.executable, "-m", "monitor", "--help"]) for _ in range(ROUNDS)])
    ratio = ours.cpu_s / nothing.cpu_s
    return (
        f"start-up, median of {ROUNDS}\n"
        f"  python -c pass {nothing.cpu_s:.3f} CPU-s, linkpulse --help {ours.cpu_s:.3f} CPU-s\n"
        f"  ratio {ratio:.1f} (budget {BUDGET})"
    )


if __name__ == "__main__":
    print(table())
