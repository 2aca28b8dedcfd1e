"""Whole processes measured from outside: seconds, and CPU seconds (user and system) and peak memory by the kernel."""

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One finished process."""

    cpu_s: float
    peak_mb: float
    code: int
    elapsed_s: float


def measure(command: Sequence[str], more: Mapping[str, str] | None = None) -> Measured:
    """Run a command to its end with its output thrown away, with compiled modules as an installation has them.

    `more` is added to its environment.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | dict(
        more or {}
    )
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    return Measured(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode, elapsed)


def median(runs: Sequence[Measured]) -> Measured:
    """Return the median of each figure."""
    return Measured(
        statistics.median(run.cpu_s for run in runs),
        statistics.median(run.peak_mb for run in runs),
        runs[-1].code,
        statistics.median(run.elapsed_s for run in runs),
    )
