"""`linkpulse watch`: check for ever, and say only what happens."""

import asyncio
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from checks.errors import DatabaseError, LinkpulseError
from checks.probers.transport import Transport
from db.opening import sole_writer
from db.queries import due_hosts
from db.store import Store
from monitor.check import Checked, Listener, Wanted
from monitor.check import check as check_all
from monitor.cli import now
from monitor.durations import duration
from monitor.heartbeat import Heart, minute, place
from monitor.metrics import write_metrics
from monitor.options import (
    corrections_option,
    database_option,
    include_option,
    log_to_stderr,
    metrics_option,
    network_options,
    settings_of,
)
from monitor.settings import Settings
from monitor.signals import stopping
from monitor.summary import headline, print_news
from monitor.terminal import console
from monitor.watching import wait_or_stop, watch_for_ever


@click.command(
    short_help="Check again and again.",
    epilog="Examples:  linkpulse watch    linkpulse watch my-list.md --every 6h --quiet",
)
@click.argument("listing", nargs=-1)
@click.option(
    "--every", default="1h", show_default=True, metavar="SPAN", help="From one pass to the next: 15m, 6h, 1d."
)
@click.option("-q", "--quiet", is_flag=True, help="Print confirmed changes only.")
@metrics_option
@corrections_option
@include_option
@database_option
@network_options
@click.pass_context
def watch(
    ctx: click.Context,
    /,
    listing: tuple[str, ...],
    every: str,
    quiet: bool,
    metrics: str | None,
    verbose: bool,
    **options: Any,
) -> None:
    """Read the listings and check what is due, again and again, until you press Ctrl-C.

    Each link is looked at when it is due, so that many passes look at nothing. Other commands may use the database
    between two passes; a second watch of it is refused. `linkpulse doctor` says what the watch is about.
    """
    log_to_stderr(verbose=verbose)
    settings, pause = settings_of(ctx, **options), duration(every)
    with sole_writer(place(settings.db), "another watch"):
        ctx.exit(asyncio.run(_watch(settings, Wanted(listing), pause, quiet=quiet, metrics=metrics and Path(metrics))))


async def _watch(settings: Settings, wanted: Wanted, every: Any, *, quiet: bool, metrics: Any) -> int:
    heart = Heart(settings.db, now)
    with stopping() as stop, heart.beating():
        one_pass = partial(_pass, settings, wanted, stop.event, heart, quiet=quiet, metrics=metrics)
        await watch_for_ever(one_pass, every, clock=now, stop=stop.event, wait=partial(wait_or_stop, stop.event))
        return stop.exit_code


async def _pass(
    settings: Settings,
    wanted: Wanted,
    stop: asyncio.Event,
    heart: Heart,
    following: datetime,
    *,
    quiet: bool,
    metrics: Path | None,
) -> None:
    """Do one pass; what stands in its way is told and tried again at the next one, and ends only the first."""
    first, due = heart.beat is None, 0
    heart.passing()
    try:
        with Store.open(settings.db) as store:
            checked = await check_all(store, settings, Transport(), wanted, clock=now, listener=Listener(), stop=stop)
            due = sum(links for _, links in due_hosts(store.database, following, checked.scope))
            _tell(store, checked, f"Next look at {minute(following)}, {due:,} due.", quiet=quiet)
            if metrics:
                write_metrics(metrics, store.database)
    except LinkpulseError as problem:
        if first and not isinstance(problem, DatabaseError):
            raise
        click.echo(f"linkpulse: {problem}", err=True)
    heart.waiting(following, due)


def _tell(store: Store, checked: Checked, outlook: str, *, quiet: bool) -> None:
    """Print one line for the pass, and its news."""
    out = console()
    for problem in (*checked.unreadable, *checked.untold):
        click.echo(f"linkpulse: {problem}", err=True)
    if not quiet:
        out.print(f"[dim]{minute(checked.started)}[/]  {headline(checked)}  [dim]{outlook}[/]", highlight=False)
    print_news(out, store.database, checked)
