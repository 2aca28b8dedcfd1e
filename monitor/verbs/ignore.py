"""`linkpulse ignore`: people overrule the machine."""

import getpass
from datetime import datetime

import click
from rich.table import Table
from rich.text import Text
from sqlite_utils import Database

from db.opening import open_for_reading
from db.overruling import Ignored, heed, ignored
from db.overruling import ignore as ignore_links
from db.store import Store
from monitor.cli import EXIT_USAGE, now
from monitor.options import database_option, settings_of, typed
from monitor.terminal import console, plain


@click.command(
    short_help="Leave links alone.",
    epilog="Examples:  linkpulse ignore 'acme/*' --reason 'ours, private'    linkpulse ignore  (lists what is ignored)",
)
@click.argument("pattern", callback=typed, required=False)
@click.option("--reason", callback=typed, metavar="TEXT", help="Why: it stands beside the pattern.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Up to and without this day.")
@click.option("--by", "author", callback=typed, metavar="NAME", help="Who decided it.  [default: your login]")
@click.option("--remove", is_flag=True, help="Look at these links again.")
@database_option
@click.pass_context
def ignore(
    ctx: click.Context,
    pattern: str | None,
    reason: str | None,
    until: datetime | None,
    author: str | None,
    remove: bool,
    db: str | None,
) -> None:
    """Leave the links that match PATTERN alone: they are not checked, and stand in no list, count or report.

    PATTERN is a part of an address or name; * and ? stand for any letters. Their history stays, and so does the
    reason. Without PATTERN, what is ignored is listed.
    """
    path = settings_of(ctx, db=db).db
    if pattern is None:
        _list(open_for_reading(path))
    elif remove:
        with Store.open(path) as store:
            ctx.exit(_heed(store, pattern))
    elif not reason:
        raise click.UsageError("give a --reason: in a year nobody will remember it")
    else:
        with Store.open(path) as store:
            links = ignore_links(
                store.database, pattern, now(), reason=reason, author=author or _login(), until=until and until.date()
            )
        click.echo(f"ignored {pattern}: {_counted(links)}" + ("" if links else " so far"))


def _heed(store: Store, pattern: str) -> int:
    if heed(store.database, pattern, now()):
        click.echo(f"no longer ignored: {pattern}")
        return 0
    click.echo(f"linkpulse: {pattern}: is not ignored; `linkpulse ignore` lists what is", err=True)
    return EXIT_USAGE


def _login() -> str:
    try:
        return getpass.getuser()
    except OSError:
        return "unknown"


def _list(database: Database) -> None:
    known = ignored(database, now())
    if not known:
        click.echo("Nothing is ignored.")
        return
    table = Table.grid(padding=(0, 2))
    for one in known:
        table.add_row(Text(one.pattern, style="bold"), _standing(one), plain(f"{one.reason} ({one.author})"))
    console().print(table)


def _standing(one: Ignored) -> Text:
    if one.links:
        until = f" until {one.ends_at}" if one.ends_at else ""
        return Text(_counted(one.links) + until)
    ended = one.ends_at is not None and one.ends_at <= now().date().isoformat()
    return Text(f"ended on {one.ends_at}" if ended else "matches nothing", style="yellow")


def _counted(links: int) -> str:
    return f"{links:,} link{'' if links == 1 else 's'}"
