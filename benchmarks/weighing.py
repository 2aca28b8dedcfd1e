"""One reading of one file in a process of its own: CPU seconds, and peak memory above what the imports take.

`python -m benchmarks.weighing FORM ours|bare FILE` prints both as JSON. Everything is warmed up on a few papers first,
so that late imports count for nobody. Memory is the kernel's high-water mark, set back before the file is read.
"""

import json
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from benchmarks.forms import FORMS
from benchmarks.parsers import PARSERS
from benchmarks.reading import read

WARM_UP = 2000
HIGH_WATER = "VmHWM:"
SET_BACK = "5"
"""Written to `clear_refs` it makes the peak what is held now (proc(5))."""


def _reader(form: str, who: str, name: str) -> Callable[[bytes], Any]:
    return PARSERS[form][1] if who == "bare" else lambda content: read(content, name)


def _peak() -> int:
    """Return the peak memory of this process in bytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith(HIGH_WATER))


def weigh(form: str, who: str, file: Path) -> dict[str, Any]:
    """Read the file once; `format` is what we took it for."""
    reader = _reader(form, who, file.name)
    reader(next(known for known in FORMS if known.name == form).content(WARM_UP))
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text(SET_BACK)
    base = _peak()
    content = file.read_bytes()
    start = time.process_time()
    result = reader(content)
    seconds = time.process_time() - start
    return {"seconds": seconds, "memory": _peak() - base, "format": getattr(result, "format", "")}


if __name__ == "__main__":
    print(json.dumps(weigh(sys.argv[1], sys.argv[2], Path(sys.argv[3]))))
