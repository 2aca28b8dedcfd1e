"""`linkpulse listings`: the listings that are known."""

import click
from rich.console import Console
from rich.text import Text

from db.opening import open_for_reading
from db.queries import Row, rows
from monitor.options import database_option, settings_of
from monitor.terminal import console, plain


@click.command(short_help="The listings that are known.", epilog="Example:  linkpulse listings")
@database_option
@click.pass_context
def listings(ctx: click.Context, db: str | None) -> None:
    """Show every listing that was read, whether it is re-read at every check, and what has become of its links."""
    found = rows(open_for_reading(settings_of(ctx, db=db).db), "select * from listing_health")
    if not found:
        click.echo("No listing was read yet: `linkpulse add my-list.md` or `linkpulse check my-list.md`.")
        return
    for row in found:
        _print(console(), row)


def _print(out: Console, row: Row) -> None:
    again = "read again at every check" if row["active"] else "read only when named"
    out.print(Text.assemble((plain(row["source"], "bold")), ("  " + again, "dim")), soft_wrap=True)
    numbers = {
        "answering": row["answering"],
        "dead": row["dead"],
        "never answered": row["never_answered"],
        "papers unreleased": row["unreleased"],
    }
    found = ", ".join(f"{number:,} {word}" for word, number in numbers.items() if number) or "nothing known yet"
    out.print(f"  {row['entries']:,} papers, {row['links']:,} links: {found}", soft_wrap=True)
    out.print(f"  {row['format']}, last read {row['last_read_at'][:10]}", style="dim")
