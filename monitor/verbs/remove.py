"""`linkpulse remove`: stop watching listings."""

from pathlib import Path

import click

from db.queries import listings
from db.store import Store
from monitor.cli import EXIT_USAGE, now
from monitor.options import database_option, settings_of
from monitor.sources import identity


@click.command(
    short_help="Stop watching listings.", epilog="Examples:  linkpulse remove my-list.md    linkpulse remove --missing"
)
@click.argument("listing", nargs=-1)
@click.option("--missing", is_flag=True, help="Also those that were files and are not there any more.")
@database_option
@click.pass_context
def remove(ctx: click.Context, listing: tuple[str, ...], missing: bool, db: str | None) -> None:
    """Stop re-reading each LISTING and watching the links that no other listing holds; their history stays."""
    if not listing and not missing:
        raise click.UsageError("Missing argument 'LISTING...', or --missing.")
    code = 0
    with Store.open(settings_of(ctx, db=db).db) as store:
        for source in (*listing, *(_missing(store) if missing else ())):
            if store.remove_listing(identity(source), now()):
                click.echo(f"removed {source}")
            else:
                click.echo(f"linkpulse: {source}: is not among the listings; see `linkpulse listings`", err=True)
                code = EXIT_USAGE
    ctx.exit(code)


def _missing(store: Store) -> list[str]:
    """Name the active listings that are files, which are kept by their absolute path, and are gone."""
    kept = [Path(listing.source) for listing in listings(store.database) if listing.active]
    return [str(path) for path in kept if path.is_absolute() and not path.exists()]
