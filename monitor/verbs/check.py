"""`linkpulse check`: read listings, check what is due, print a summary."""

import asyncio
import logging
from typing import Any

import click

from checks.probers.transport import Transport
from db.store import Store
from monitor import report
from monitor.check import Wanted
from monitor.check import check as check_all
from monitor.cli import now
from monitor.options import database_option, network_options, settings_of
from monitor.progress import Show
from monitor.settings import FAIL_ON, Settings

EXIT_FOUND = 1


@click.command(
    short_help="Check what is due.",
    epilog="Examples:  linkpulse check my-list.md    linkpulse check --quiet    linkpulse check new.md --base old.md",
)
@click.argument("listing", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Check every link, due or not.")
@click.option("--only", metavar="PATTERN", help="Check only links whose address or name holds this (* and ? allowed).")
@click.option("--base", metavar="OLD", help="Check only links that the listing OLD does not have.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="Exit with 1 when this is found.  [default: new-dead]")
@click.option("-q", "--quiet", is_flag=True, help="Print confirmed changes or nothing, for cron.")
@database_option
@network_options
@click.pass_context
def check(
    ctx: click.Context,
    listing: tuple[str, ...],
    everything: bool,
    only: str | None,
    base: str | None,
    quiet: bool,
    verbose: bool,
    **options: Any,
) -> None:
    """Read each LISTING, check those of its links that are due, record what was seen, and print a summary.

    Without a LISTING, every listing that was added is read again and every due link is checked.
    A LISTING is a file, a folder, a URL or - for standard input.
    """
    logging.basicConfig(level=logging.DEBUG if verbose else logging.WARNING, format="%(levelname)s %(message)s")
    settings = settings_of(ctx, **options)
    with Store.open(settings.db) as store:
        wanted = Wanted(listing, everything, only, base)
        ctx.exit(asyncio.run(_check(store, settings, wanted, quiet=quiet)))


async def _check(store: Store, settings: Settings, wanted: Wanted, *, quiet: bool) -> int:
    stop, signals = asyncio.Event(), _listen_to_signals()
    signals.append(stop)
    with Show(store, quiet=quiet) as show:
        checked = await check_all(store, settings, Transport(), wanted, clock=now, listener=show.listener, stop=stop)
    for problem in checked.unreadable:
        click.echo(f"linkpulse: {problem}", err=True)
    report.print_summary(store.database, checked, quiet=quiet)
    return exit_code(store, settings, checked)
