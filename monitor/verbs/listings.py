"""`linkpulse listings`: the listings that are known."""

import click
from rich.table import Table
from rich.text import Text

from db.opening import open_for_reading
from db.queries import rows
from monitor.options import database_option, settings_of
from monitor.terminal import console


@click.command(short_help="The listings that are known.", epilog="Example:  linkpulse listings")
@database_option
@click.pass_context
def listings(ctx: click.Context, db: str | None) -> None:
    """Show every listing that was read, whether it is re-read at every check, and what has become of its links."""
    found = rows(open_for_reading(settings_of(ctx, db=db).db), "select * from listing_health")
    if not found:
        click.echo("No listing was read yet: `linkpulse add my-list.md` or `linkpulse check my-list.md`.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Listing", "Format", "Re-read", "Last read"):
        table.add_column(heading, overflow="fold")
    for heading in ("Papers", "Links", "Answering", "Dead", "Never", "Unreleased"):
        table.add_column(heading, justify="right")
    for row in found:
        numbers = (row[key] for key in ("entries", "links", "answering", "dead", "never_answered", "unreleased"))
        again = "yes" if row["active"] else "no"
        table.add_row(Text(row["source"]), row["format"], again, row["last_read_at"][:10], *(str(n) for n in numbers))
    console().print(table)
