"""The heartbeat of a watch: what it is about, told every minute in a file beside the database, and to systemd.

The file tells a watch that waits from one that hangs; whether any watch runs at all, the kernel tells by its lock.
The words for systemd are those of sd_notify(3).
"""

import asyncio
import contextlib
import json
import logging
import os
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from checks.errors import LinkpulseError
from db.instants import from_text, to_text
from db.opening import is_held

log = logging.getLogger("linkpulse")
EVERY = timedelta(minutes=1)
LATE = timedelta(minutes=5)
"""How old a beat may be, or how long a planned pass may be overdue, before a watch is taken for hung."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One beat: since when the watch passes, or until when it waits and for how many links that are due by then."""

    at: datetime
    passing_since: datetime | None = None
    next_at: datetime | None = None
    due: int = 0

    def is_late(self, now: datetime) -> bool:
        """Tell whether the watch should have been heard of, or should have begun its next pass."""
        return now - self.at > LATE or (self.next_at is not None and now - self.next_at > LATE)

    def __str__(self) -> str:
        """Say it in a line: what is going on, and what comes next."""
        if self.next_at is None:
            return f"checking since {minute(self.passing_since or self.at)}"
        return f"next look at {minute(self.next_at)}, {self.due:,} due"


def minute(instant: datetime) -> str:
    """Return an instant as a person reads it."""
    return f"{instant:%Y-%m-%d %H:%M} UTC"


def place(database: Path) -> Path:
    """Return where the heartbeat of a database's watch is kept; `<place>.lock` is held while one runs."""
    return Path(f"{database.resolve()}.watch")


def is_running(database: Path) -> bool:
    """Tell whether a watch of this database runs now."""
    return is_held(place(database))


def last_beat(database: Path) -> Beat | None:
    """Return the last beat of a watch that runs or did not end by itself; None if there is none."""
    try:
        told = json.loads(place(database).read_text("utf-8"))
        instants = {name: from_text(told[name]) for name in ("passing_since", "next_at")}
        return Beat(datetime.fromisoformat(told["at"]), due=int(told["due"]), **instants)
    except (OSError, ValueError, KeyError, TypeError):
        return None


@dataclass(slots=True)
class Heart:
    """Beats for one watch: into its file, and to systemd if that listens."""

    database: Path
    clock: Callable[[], datetime]
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    beat: Beat | None = None

    def passing(self) -> None:
        """Say that a pass begins."""
        now = self.clock()
        self._tell(Beat(now, passing_since=now), "READY=1")

    def waiting(self, next_at: datetime, due: int) -> None:
        """Say that a pass is over, when the next one begins, and how many links are due by then."""
        self._tell(Beat(self.clock(), next_at=next_at, due=due))

    @contextmanager
    def beating(self) -> Iterator[None]:
        """Beat inside a running event loop until the end, which leaves nothing behind."""
        task = asyncio.get_running_loop().create_task(self._beat_for_ever())
        try:
            yield
        except LinkpulseError:
            self._forget()  # whoever has started it is told why it ends
            raise
        finally:
            task.cancel()
            notify(self.environ, "STOPPING=1")
        self._forget()

    def _forget(self) -> None:
        with contextlib.suppress(OSError):
            place(self.database).unlink(missing_ok=True)

    async def _beat_for_ever(self) -> None:
        pause = beat_span(self.environ).total_seconds()
        while True:
            await asyncio.sleep(pause)
            if self.beat:
                told = self.beat
                self._tell(Beat(self.clock(), told.passing_since, told.next_at, told.due))

    def _tell(self, beat: Beat, *more: str) -> None:
        self.beat = beat
        notify(self.environ, *more, "WATCHDOG=1", f"STATUS={beat}")
        written = {"at": to_text(beat.at), "passing_since": to_text(beat.passing_since)}
        written |= {"next_at": to_text(beat.next_at)}
        file, fresh = place(self.database), Path(f"{place(self.database)}.new")
        try:
            fresh.write_text(json.dumps(written | {"due": beat.due}), "utf-8")
            fresh.replace(file)
        except OSError as problem:
            log.warning("%s: the heartbeat cannot be written (%s)", file, problem.strerror)


def beat_span(environ: Mapping[str, str]) -> timedelta:
    """Return how far apart beats are: half of what systemd's watchdog allows, a minute at the most."""
    with contextlib.suppress(ValueError):
        allowed = timedelta(microseconds=int(environ.get("WATCHDOG_USEC", "")))
        return min(EVERY, max(allowed, timedelta(seconds=1)) / 2)
    return EVERY


def notify(environ: Mapping[str, str], *lines: str) -> None:
    """Tell systemd, if it has said where it listens; that nobody hears is no fault of ours."""
    path = environ.get("NOTIFY_SOCKET", "")
    if not path.startswith(("/", "@")):
        return
    address = f"\0{path[1:]}" if path[0] == "@" else path
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.settimeout(0)
        channel.sendto("\n".join(lines).encode(), address)
