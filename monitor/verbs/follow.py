"""`linkpulse follow`: mark the papers that somebody waits for."""

import click
from rich.table import Table
from rich.text import Text
from sqlite_utils import Database

from checks.urls import canonical
from db.following import Paper, followed, papers_named, unfollow
from db.following import follow as follow_papers
from db.opening import open_for_reading
from db.store import Store
from monitor.cli import EXIT_USAGE, now
from monitor.options import database_option, settings_of, typed
from monitor.terminal import console, plain

MOST = 5
"""Papers that one word may stand for: more is a slip, not a choice."""


@click.command(
    short_help="Mark papers that you wait for.",
    epilog="Examples:  linkpulse follow 2404.12345    linkpulse report --followed    linkpulse follow  (lists them)",
)
@click.argument("paper", callback=typed, nargs=-1)
@click.option("--remove", is_flag=True, help="Follow these papers no more.")
@database_option
@click.pass_context
def follow(ctx: click.Context, paper: tuple[str, ...], remove: bool, db: str | None) -> None:
    """Follow each PAPER: an arXiv number, a link or owner/name that it mentions, its title or a part of it.

    `linkpulse report --followed` and notifications with `followed = true` tell of these papers only. Without PAPER,
    what is followed is listed.
    """
    path = settings_of(ctx, db=db).db
    if not paper:
        _list(open_for_reading(path))
        return
    with Store.open(path) as store:
        ctx.exit(max(_one(store, named, remove=remove) for named in paper))


def _one(store: Store, named: str, *, remove: bool) -> int:
    found = papers_named(store.database, named, canonical(named))
    if not found or len(found) > MOST:
        why = "no paper that is known" if not found else f"{len(found)} papers; say more of the title"
        click.echo(f"linkpulse: {named}: {why}", err=True)
        return EXIT_USAGE
    if remove:
        unfollow(store.database, found)
    else:
        follow_papers(store.database, found, now())
    for paper in found:
        console().print(plain(f"{'no longer followed' if remove else 'followed'}: {paper.title}"))
    return 0


def _list(database: Database) -> None:
    known = followed(database)
    if not known:
        click.echo("No paper is followed.")
        return
    table = Table.grid(padding=(0, 2))
    for paper in known:
        table.add_row(Text(_status(paper), style="bold"), plain(paper.title))
    console().print(table)


def _status(paper: Paper) -> str:
    return (paper.status or "no code claimed").replace("_", " ")
