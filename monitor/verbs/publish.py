"""`linkpulse publish`: the results for everybody."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import click

from checks.errors import SettingsError
from db.publishing import listings, public_name
from monitor.cli import now
from monitor.options import database_option, settings_of, typed
from monitor.publication import check_ours
from monitor.publication import publish as write
from monitor.sources import STANDARD_INPUT

MEGABYTE = 1_000_000


@click.command(
    short_help="The results for everybody, as a folder to serve.",
    epilog="Examples:  linkpulse publish site    linkpulse publish site --without 'drafts/*'",
)
@click.argument("folder", metavar="DIR", callback=typed)
@click.option("--only", multiple=True, metavar="LISTING", callback=typed, help="Publish this listing; may be repeated.")
@click.option("--without", multiple=True, metavar="LISTING", callback=typed, help="Leave it out; may be repeated.")
@database_option
@click.pass_context
def publish(ctx: click.Context, folder: str, only: tuple[str, ...], without: tuple[str, ...], db: str | None) -> None:
    """Write a compacted copy of the database into DIR, with all that `datasette serve DIR` or a container needs.

    Files are named without their folders. What came through a pipe is left out, unless --only names it (-); so are
    ignored links, addresses of your own network, what you follow, and what is to be sent to whom. LISTING is a name as
    `linkpulse listings` shows it, its file's name, or a pattern with * and ?.
    """
    path = settings_of(ctx, db=db).db
    known = listings(path)
    check_ours(Path(folder))
    shown = _chosen(known, only, without)
    copied = write(path, Path(folder), shown, now())
    size = sum(one.stat().st_size for one in Path(folder).iterdir()) / MEGABYTE
    click.echo(
        f"published {copied.papers:,} papers, {copied.links:,} links and {copied.looks:,} looks"
        f" to {folder} ({size:,.1f} MB)"
    )
    _tell("shown", copied.listings)
    _tell("left out", (public_name(source) for number, source in known.items() if number not in shown))
    click.echo(f"see it: pip install -r requirements.txt in {folder}, then datasette serve {folder}")


def _chosen(known: dict[int, str], only: Sequence[str], without: Sequence[str]) -> set[int]:
    """Return the listings that are shown; raises SettingsError for a name that means none, or if none is left."""
    wanted = _named(known, only) if only else {number for number, source in known.items() if source != STANDARD_INPUT}
    shown = wanted - _named(known, without)
    if not shown:
        raise SettingsError("there is no listing to publish; `linkpulse listings` shows those that are known")
    return shown


def _named(known: dict[int, str], names: Sequence[str]) -> set[int]:
    found: set[int] = set()
    for name in names:
        meant = {number for number, source in known.items() if _means(name, source)}
        if not meant:
            raise SettingsError(f"{name}: no listing has this name; `linkpulse listings` shows those that are known")
        found |= meant
    return found


def _means(name: str, source: str) -> bool:
    whole = name if "://" in name or name == STANDARD_INPUT else f"*/{name.removeprefix('./').lstrip('/')}"
    return name == source or fnmatchcase(source, name) or fnmatchcase(source, whole)


def _tell(what: str, names: Iterable[str]) -> None:
    if told := ", ".join(names):
        click.echo(f"  {what}: {told}")
