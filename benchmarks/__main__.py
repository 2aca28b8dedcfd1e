"""Every measurement, one after the other; figures are reported with their budgets, never gated.

`python -m benchmarks NAME [OPTION…]` runs one of them; `make bench` runs the one beside other programs. Each runs in a
process of its own: what a large parent holds would count as its children's peak memory.
"""

import subprocess
import sys

MEASUREMENTS = ("peers", "forges", "scaling", "extraction", "claims", "verdicts", "recording", "datasette")


def main(arguments: list[str]) -> int:
    """Run one measurement with its options, or all of them."""
    if not arguments:
        for name in MEASUREMENTS:
            subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
            print()
        return 0
    name, *options = arguments
    if name not in MEASUREMENTS:
        print(f"there is no measurement {name!r}; there are {', '.join(MEASUREMENTS)}", file=sys.stderr)
        return 2
    return subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *options], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
