"""`linkpulse ignore`: people have links left alone."""

from datetime import datetime

import click

from db.opening import open_for_reading
from db.overruling import IGNORED, Correction, say, take_back
from db.store import Store
from monitor.cli import EXIT_USAGE, now
from monitor.options import database_option, settings_of, typed
from monitor.overruled import UNREASONED, links, login, overruling_options, print_standing, so_far


@click.command(
    short_help="Leave links alone.",
    epilog="Examples:  linkpulse ignore 'acme/*' --reason 'ours, private'    linkpulse ignore  (lists what is ignored)",
)
@click.argument("pattern", callback=typed, required=False)
@overruling_options
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
        print_standing(open_for_reading(path), ignored=True, nothing="Nothing is ignored.")
        return
    if not reason and not remove:
        raise click.UsageError(UNREASONED)
    with Store.open(path) as store:
        if remove:
            ctx.exit(_heed(store, pattern))
        told = Correction(pattern, IGNORED, "", reason or "", author or login(), until and until.date())
        said = say(store.database, told, now())
    click.echo(f"ignored {pattern}: {links(said.matches) if said.matches else so_far(said, now())}")


def _heed(store: Store, pattern: str) -> int:
    if take_back(store.database, pattern, IGNORED, now()):
        click.echo(f"no longer ignored: {pattern}")
        return 0
    click.echo(f"linkpulse: {pattern}: is not ignored; `linkpulse ignore` lists what is", err=True)
    return EXIT_USAGE
