"""Time and memory of extraction beside the bare parser of each form, in turns, each in a process of its own."""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.forms import Form
from benchmarks.gold import ROOT
from benchmarks.parsers import PARSERS
from benchmarks.writing import Table

MEGABYTE = 1_000_000
LONGEST_SECONDS = 600
COLUMNS = ("form", "read as", "bare parser", "bare s", "ours s", "ratio", "MB/s", "bare memory", "our memory")
NOTE = (
    "CPU seconds, median; what is imported and compiled once does not count. Memory is the peak above the imports, "
    "in multiples of the file. Budget: ratio 2, our memory 10."
)


@dataclass(frozen=True, slots=True)
class Weight:
    """CPU seconds and peak memory in bytes of one reading, and the format it was taken for."""

    seconds: float
    memory: float
    format: str


def table(forms: Iterable[Form], megabytes: float, rounds: int) -> Table:
    """Measure every form and return a row for each."""
    with tempfile.TemporaryDirectory() as folder:
        rows = tuple(_row(form, Path(folder), round(megabytes * MEGABYTE), rounds) for form in forms)
    return Table(f"Time and memory, {megabytes:g} MB of invented papers, {rounds} rounds", COLUMNS, rows, (NOTE,))


def _row(form: Form, folder: Path, size: int, rounds: int) -> tuple[str, ...]:
    file = folder / f"listing{form.suffix}"
    file.write_bytes(form.content(size))
    size = file.stat().st_size
    pairs = [(_weigh(form, "bare", file), _weigh(form, "ours", file)) for _ in range(rounds)]
    bare, ours = (median(filter(None, side)) for side in zip(*pairs, strict=True))
    parser = PARSERS[form.name][0] if form.name in PARSERS else "none"
    if ours is None:
        return (form.name, "not read", parser, *("",) * 6)
    speed = f"{size / MEGABYTE / ours.seconds:.1f}" if ours.seconds else ""
    cells = (_seconds(bare), _seconds(ours), _ratio(bare, ours), speed, _multiple(bare, size), _multiple(ours, size))
    return (form.name, ours.format, parser if bare or form.name not in PARSERS else f"{parser} (absent)", *cells)


def _weigh(form: Form, who: str, file: Path) -> Weight | None:
    """Return what one reading took; None if there is no such parser or it fails or takes too long."""
    if who == "bare" and form.name not in PARSERS:
        return None
    command = [sys.executable, "-m", "benchmarks.weighing", form.name, who, str(file)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=LONGEST_SECONDS)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return Weight(**json.loads(done.stdout))


def median(weights: Iterable[Weight]) -> Weight | None:
    """Return the median of each figure; None of nothing."""
    known = list(weights)
    if not known:
        return None
    seconds = statistics.median(weight.seconds for weight in known)
    return Weight(seconds, statistics.median(weight.memory for weight in known), known[0].format)


def _seconds(weight: Weight | None) -> str:
    return f"{weight.seconds:.2f}" if weight else ""


def _ratio(bare: Weight | None, ours: Weight) -> str:
    return f"{ours.seconds / bare.seconds:.1f}" if bare and bare.seconds else ""


def _multiple(weight: Weight | None, size: int) -> str:
    return f"{weight.memory / size:.1f}" if weight else ""


def chosen(forms: Iterable[Form], names: Iterable[str]) -> Iterator[Form]:
    """Yield the forms that are called so, in whatever case; all if none is named."""
    wanted = {name.casefold() for name in names}
    return (form for form in forms if not wanted or form.name.casefold() in wanted)
