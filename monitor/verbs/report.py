"""`linkpulse report`: what wants a person's eye, or what has changed."""

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from db.opening import open_for_reading
from monitor.cli import now
from monitor.formats import FORMATS, Section
from monitor.options import database_option, settings_of
from monitor.report import changes, instant_of, standing


@click.command(
    short_help="What wants your eye.",
    epilog="Examples:  linkpulse report    linkpulse report --since 7d --format markdown",
)
@click.option("--since", metavar="7d|last", help="Only what has changed since then.")
@click.option(
    "--format",
    "output",
    type=click.Choice(["table", *FORMATS]),
    default="table",
    show_default=True,
    help="How to print.",
)
@database_option
@click.pass_context
def report(ctx: click.Context, since: str | None, output: str, db: str | None) -> None:
    """Print what was newly released, is dead, never answered, is suspect, promised, overdue or not there."""
    database = open_for_reading(settings_of(ctx, db=db).db)
    sections = changes(database, instant_of(since, database, now())) if since else standing(database)
    if output != "table":
        click.echo(FORMATS[output](sections, now()))
        return
    _print(Console(), sections)


def _print(console: Console, sections: list[Section]) -> None:
    full = [section for section in sections if section.items]
    for section in full:
        console.print(f"\n[bold]{section.heading}[/] ({section.total:,})", highlight=False)
        console.print(_table(section))
    if not full:
        console.print("Nothing to report.")


def _table(section: Section) -> Table:
    table = Table(box=None, pad_edge=True, show_header=False, expand=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=2)
    table.add_column(overflow="ellipsis", no_wrap=True, ratio=2)
    table.add_column(overflow="fold")
    for item in section.items:
        table.add_row(
            Text((item.since or "")[:10], style="dim"),
            Text(item.url or "(no link)"),
            Text(item.title or ""),
            Text(item.state),
        )
    return table
