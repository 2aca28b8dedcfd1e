"""What the tests in tests/survival prove, as a table: they are run, and counted by what they do to us."""

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from benchmarks.writing import Table

ROOT = Path(__file__).parents[1]
WHAT = {
    "test_many_looks": "numbers 61 and 64 of the servers above, over many looks: a domain for sale, a line going down",
    "test_killed": "killed by kill -9 at random instants: nothing damaged, nothing contradicted, the next run goes on",
    "test_nth_fault": "every n-th statement of a small run fails, for all n",
    "test_disk_full": "the disk is full",
    "test_descriptors": "no file can be opened any more",
    "test_ways_in": "ways into this machine, and planted tokens: no connection arrives, no token is found anywhere",
}


def table(kills: int) -> Table:
    """Run the tests, with so many kills, and return how many cases of each kind were survived."""
    with TemporaryDirectory() as folder:
        record = Path(folder) / "tests.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            f"--junitxml={record}",
            "tests/survival",
            "tests/monitor/test_many_looks.py",
        ]
        subprocess.run(
            command, check=False, cwd=ROOT, stdout=subprocess.DEVNULL, env=os.environ | {"LINKPULSE_KILLS": str(kills)}
        )
        cases = list(ET.parse(record).getroot().iter("testcase"))
    return counted(cases, kills)


def counted(cases: list[ET.Element], kills: int) -> Table:
    """Return a row for each file of tests."""
    found: dict[str, list[ET.Element]] = defaultdict(list)
    for case in cases:
        found[case.get("classname", "").rpartition(".")[2]].append(case)
    rows = tuple(_row(name, found[name], kills) for name in WHAT if name in found)
    broken = tuple(case.get("name", "") for case in cases if _has_failed(case))
    notes = ("`make survival` kills 200 times.",)
    return Table("Survived", ("what happens", "cases", "survived", "s"), rows, notes, broken)


def _row(name: str, cases: list[ET.Element], kills: int) -> tuple[str, ...]:
    survived = sum(not _has_failed(case) for case in cases)
    what = WHAT[name].replace("killed by", f"killed {kills} times by") if name == "test_killed" else WHAT[name]
    return what, str(len(cases)), str(survived), f"{sum(float(case.get('time', 0)) for case in cases):.0f}"


def _has_failed(case: ET.Element) -> bool:
    return case.find("failure") is not None or case.find("error") is not None
