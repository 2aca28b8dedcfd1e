"""How a check looks while it runs: one line of progress on a terminal, nothing anywhere else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from checks.model import Look
from db.queries import Scope
from monitor.check import Listener
from monitor.ingest import Ingested

Count = Callable[[Scope], int]


@contextmanager
def progress(console: Console, count: Count, *, quiet: bool) -> Iterator[Listener]:
    """Yield a listener that draws on `console` if that is a terminal; `count` says how many links a scope holds."""
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
        yield _listener(bar, count)


def _listener(bar: Progress, count: Count) -> Listener:
    task = bar.add_task("Reading listings", total=None)

    def on_read(one: Ingested) -> None:
        bar.console.print(f"[dim]read[/] {one.saved.entries} entries, {one.saved.links} links", highlight=False)

    def on_start(scope: Scope) -> None:
        bar.update(task, description="Checking links", total=count(scope))

    def on_look(_: Look) -> None:
        bar.advance(task)

    return Listener(on_read, on_start, on_look)
