"""`make bench`: every measurement, one after the other; figures are reported with their budgets, never gated.

Each runs in a process of its own: what a large parent holds would count as its children's peak memory.
"""

import subprocess
import sys

MEASUREMENTS = ("starting", "github", "pages")

for name in MEASUREMENTS:
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
    print()
