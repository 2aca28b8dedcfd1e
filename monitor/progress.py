"""How a check looks while it runs: one line of progress on a terminal, nothing anywhere else."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from checks.model import Look
from db.queries import Scope
from monitor.check import Listener
from monitor.ingest import Ingested

Due = Mapping[str, int]
"""Due links by host."""


@contextmanager
def progress(
    console: Console, due: Callable[[Scope], Due], warn: Callable[[Due], str | None], *, quiet: bool
) -> Iterator[Listener]:
    """Yield a listener that draws on `console` if that is a terminal.

    `due` says what a scope holds, and `warn` what to say of that before it is looked at, None for nothing.
    """
    if quiet or not console.is_terminal:
        yield Listener()
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        yield _listener(bar, due, warn)


def _listener(bar: Progress, due: Callable[[Scope], Due], warn: Callable[[Due], str | None]) -> Listener:
    task = bar.add_task("Reading listings", total=None)

    def on_read(one: Ingested) -> None:
        bar.console.print(f"[dim]read[/] {one.saved.entries} entries, {one.saved.links} links", highlight=False)

    def on_start(scope: Scope) -> None:
        waiting = due(scope)
        if said := warn(waiting):
            bar.console.print(f"[dim]{said}[/]", highlight=False)
        bar.update(task, description="Checking links", total=sum(waiting.values()))

    def on_look(_: Look) -> None:
        bar.advance(task)

    return Listener(on_read, on_start, on_look)
