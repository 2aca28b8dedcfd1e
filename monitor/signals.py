"""SIGINT and SIGTERM end a run cleanly: admission stops, what was judged is committed, and the exit code says why."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

HANDLED = (signal.SIGINT, signal.SIGTERM)


@dataclass(slots=True)
class Stop:
    """Whether and by which signal the run was asked to end."""

    event: asyncio.Event = field(default_factory=asyncio.Event)
    signal_number: int | None = None

    @property
    def exit_code(self) -> int:
        """Return 130 or 143, or 0 when nobody asked."""
        return 0 if self.signal_number is None else 128 + self.signal_number


@contextmanager
def stopping() -> Iterator[Stop]:
    """Listen to signals inside a running event loop; a second signal acts as it always does."""
    stop, loop = Stop(), asyncio.get_running_loop()

    def ask(number: int) -> None:
        stop.signal_number = number
        stop.event.set()
        release()

    def release() -> None:
        for number in HANDLED:
            loop.remove_signal_handler(number)

    for number in HANDLED:
        loop.add_signal_handler(number, ask, number)
    try:
        yield stop
    finally:
        release()
