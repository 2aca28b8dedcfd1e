"""`linkpulse remove`: stop watching listings."""

import click

from db.store import Store
from monitor.cli import EXIT_USAGE, now
from monitor.options import database_option, settings_of
from monitor.sources import identity


@click.command(short_help="Stop watching listings.", epilog="Example:  linkpulse remove my-list.md")
@click.argument("listing", nargs=-1, required=True)
@database_option
@click.pass_context
def remove(ctx: click.Context, listing: tuple[str, ...], db: str | None) -> None:
    """Stop re-reading each LISTING and watching the links that no other listing holds; their history stays."""
    code = 0
    with Store.open(settings_of(ctx, db=db).db) as store:
        for source in listing:
            if store.remove_listing(identity(source), now()):
                click.echo(f"removed {source}")
            else:
                click.echo(f"linkpulse: {source}: is not among the listings; see `linkpulse listings`", err=True)
                code = EXIT_USAGE
    ctx.exit(code)
