"""One row of the table in a process of its own, so that its memory can be weighed.

`python -m tests.badweb.alone 30 gzip_bomb` prints JSON: whether the verdict was right, the seconds, and by how many
megabytes the process grew, server included.
"""

import asyncio
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.badweb.case import Case
from tests.badweb.cases import CASES
from tests.badweb.scripts import PAGE
from tests.badweb.server import BadServer
from tests.badweb.stages import answers
from tests.badweb.trying import attempt

ROOT = Path(__file__).parents[2]
STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a process of its own told: `told` is the verdict in words."""

    survived: bool
    told: str
    seconds: float
    growth_mb: float


def weigh(case: Case) -> Weighed:
    """Start a process for a row and wait for what it tells."""
    command = [sys.executable, "-m", __name__, str(case.number), case.name]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)
    return Weighed(**json.loads(done.stdout))


def _megabytes(field: str) -> float:
    """Read a figure of the kernel's: VmRSS is what we hold now, VmHWM the most that we ever held."""
    (line,) = [line for line in STATUS.read_text().splitlines() if line.startswith(field)]
    return int(line.split()[1]) / 1024


async def _weighed(case: Case) -> dict[str, object]:
    await attempt(answers(BadServer.ok(PAGE)))  # what is loaded at the first look is no bad server's doing
    before = _megabytes("VmRSS")
    tried = await attempt(case.stage)
    growth = _megabytes("VmHWM") - before
    told = f"{tried.verdict.signal} {tried.verdict.reason}"
    return {"survived": case.survived(tried), "told": told, "seconds": tried.seconds, "growth_mb": growth}


def _find(number: str, name: str) -> Case:
    (case,) = [case for case in CASES if (str(case.number), case.name) == (number, name)]
    return case


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_weighed(_find(*sys.argv[1:])))))  # noqa: T201 - for the process that started this one
