"""`linkpulse check`: read listings, check what is due, print a summary."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from checks.probers.transport import Transport
from db.findings import found
from db.queries import Scope, due_hosts
from db.store import Store
from monitor.check import Checked, Wanted
from monitor.check import check as check_all
from monitor.cli import EXIT_UNJUDGED, EXIT_USAGE, now
from monitor.estimate import without_token
from monitor.options import (
    cluster_options,
    corrections_option,
    database_option,
    include_option,
    log_to_stderr,
    metrics_option,
    network_options,
    settings_of,
    typed,
)
from monitor.progress import Due, progress
from monitor.settings import FAIL_ON, Settings
from monitor.signals import stopping
from monitor.summary import print_summary
from monitor.tally import Outcome
from monitor.terminal import console

EXIT_FOUND = 1


@click.command(
    short_help="Check what is due.",
    epilog="Examples:  linkpulse check my-list.md    linkpulse check --quiet    linkpulse check new.md --base old.md",
)
@click.argument("listing", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Check every link, due or not.")
@click.option(
    "--only", callback=typed, metavar="PATTERN", help="Check only what holds this in address or name (* and ? allowed)."
)
@click.option("--base", metavar="OLD", help="Check only links that the listing OLD does not have.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="Exit with 1 when this is found.  [default: new-dead]")
@click.option("-q", "--quiet", is_flag=True, help="Print confirmed changes or nothing, for cron.")
@metrics_option
@corrections_option
@include_option
@database_option
@cluster_options
@network_options
@click.pass_context
def check(
    ctx: click.Context,
    /,
    listing: tuple[str, ...],
    everything: bool,
    only: str | None,
    base: str | None,
    quiet: bool,
    metrics: str | None,
    verbose: bool,
    **options: Any,
) -> None:
    """Read each LISTING, check those of its links that are due, record what was seen, and print a summary.

    Without a LISTING, every listing that was added is read again and every due link is checked.
    A LISTING is a file, a folder, a pattern, a URL, a paper's number on arXiv, or - for standard input.
    """
    log_to_stderr(verbose=verbose)
    settings = settings_of(ctx, **options)
    with Store.open(settings.db) as store:
        wanted = Wanted(listing, everything, only, base)
        code = asyncio.run(_check(store, settings, wanted, quiet=quiet))
        if metrics:
            from monitor.metrics import write_metrics  # noqa: PLC0415 - only who asks for them pays for the library

            write_metrics(Path(metrics), store.database)
        ctx.exit(code)


async def _check(store: Store, settings: Settings, wanted: Wanted, *, quiet: bool) -> int:
    shown = progress(console(stderr=True), _due(store), _warning(settings), quiet=quiet)
    with stopping() as stop, shown as listener:
        checked = await check_all(store, settings, Transport(), wanted, clock=now, listener=listener, stop=stop.event)
    for problem in (*checked.unreadable, *checked.untold):
        click.echo(f"linkpulse: {problem}", err=True)
    print_summary(console(), store.database, checked, quiet=quiet)
    return stop.exit_code or exit_code(store, settings, checked)


def _due(store: Store) -> Callable[[Scope], Due]:
    return lambda scope: dict(due_hosts(store.database, now(), scope))


def _warning(settings: Settings) -> Callable[[Due], str | None]:
    """Return what to say of a long way without a token."""
    return lambda due: None if settings.github_token else without_token(due, settings.github_page_pace)


def exit_code(store: Store, settings: Settings, checked: Checked) -> int:
    """Return the worst of what happened: 3 unjudged, 2 unreadable, 1 found, 0 fine (4 is an exception)."""
    tally = checked.tally
    if tally.unjudged or tally.internal or tally.held or tally.outcome is Outcome.BLIND:
        return EXIT_UNJUDGED
    if checked.unreadable:
        return EXIT_USAGE
    return EXIT_FOUND if found(store.database, settings.fail_on, tally.run_id, checked.scope) else 0
