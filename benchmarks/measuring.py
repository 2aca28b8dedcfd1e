"""Whole processes measured from outside: CPU seconds (user and system) and peak memory, as the kernel counts."""

import os
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One finished process."""

    cpu_s: float
    peak_mb: float
    code: int


def measure(command: Sequence[str], more: Mapping[str, str] | None = None) -> Measured:
    """Run a command to its end with its output thrown away, with compiled modules as an installation has them.

    `more` is added to its environment.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | dict(
        more or {}
    )
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Measured(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode)


def median(runs: Sequence[Measured]) -> Measured:
    """Return the median of each figure."""
    return Measured(
        statistics.median(run.cpu_s for run in runs), statistics.median(run.peak_mb for run in runs), runs[-1].code
    )
