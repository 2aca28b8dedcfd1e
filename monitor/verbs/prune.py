"""`linkpulse prune`: drop old looks. States, stretches, events and snapshots follow from them and stay."""

import click

from db.pruning import prune as drop
from db.store import Store
from monitor.cli import now
from monitor.durations import duration
from monitor.options import database_option, settings_of

MEGABYTE = 1_000_000


@click.command(short_help="Drop old looks.", epilog="Example:  linkpulse prune --keep 180d")
@click.option("--keep", default="180d", show_default=True, metavar="SPAN", help="Keep the looks of so long: 90d, 26w.")
@database_option
@click.pass_context
def prune(ctx: click.Context, keep: str, db: str | None) -> None:
    """Drop the single looks of runs that are older than SPAN.

    What they came to is kept for ever: each link's stretches of health, its events, its stars and its code over time.
    """
    before = now() - duration(keep)
    path = settings_of(ctx, db=db).db
    with Store.open(path) as store:
        dropped = drop(store.database, before)
    freed = dropped.bytes_freed / MEGABYTE
    click.echo(
        f"dropped {dropped.looks:,} looks of {dropped.runs:,} runs before {before:%Y-%m-%d}; freed {freed:,.1f} MB"
    )
