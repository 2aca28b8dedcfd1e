"""`linkpulse report`: what wants a person's eye, or what has changed."""

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from db.following import followed_ids
from db.opening import open_for_reading
from monitor.cli import now
from monitor.formats import FORMATS, Section
from monitor.options import database_option, settings_of
from monitor.report import changes, instant_of, only, standing
from monitor.terminal import console, plain, short


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
@click.option("--followed", is_flag=True, help="Only papers that are followed (`linkpulse follow`).")
@database_option
@click.pass_context
def report(ctx: click.Context, since: str | None, output: str, followed: bool, db: str | None) -> None:
    """Print what was newly released, is dead, never answered, is suspect, promised, overdue or not there."""
    database = open_for_reading(settings_of(ctx, db=db).db)
    sections = changes(database, instant_of(since, database, now())) if since else standing(database)
    if followed:
        sections = only(sections, followed_ids(database))
    if output != "table":
        click.echo(FORMATS[output](sections, now()))
        return
    _print(console(), sections)


def _print(out: Console, sections: list[Section]) -> None:
    full = [section for section in sections if section.items]
    for section in full:
        out.print()
        out.print(Text(f"{section.heading} ({section.total:,})", style="bold"))
        out.print(_table(section))
    if not full:
        out.print("Nothing to report.")


def _table(section: Section) -> Table:
    """Draw two lines for each item: when, which link, in which state; below it the paper."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for item in section.items:
        line = Text.assemble(short(item.url), ("  " + item.state, "dim"))
        if item.new:
            line = Text.assemble(short(item.url), " → ", short(item.new))
        table.add_row(Text("  " + (item.since or "")[:10], style="dim"), line)
        if item.title:
            table.add_row("", plain(item.title, "dim"))
    return table
