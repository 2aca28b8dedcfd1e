"""What `ignore` and `correct` share: their options, and the list of what people have overruled."""

import getpass
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import click
from rich.table import Table
from rich.text import Text
from sqlite_utils import Database

from db.overruling import IGNORED, Standing, standing
from monitor.cli import now
from monitor.options import typed
from monitor.terminal import console, plain

F = TypeVar("F", bound=Callable[..., Any])
UNREASONED = "give a --reason: in a year nobody will remember it"

_OPTIONS = (
    click.option("--reason", callback=typed, metavar="TEXT", help="Why: it stands beside what is overruled."),
    click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Up to and without this day."),
    click.option("--by", "author", callback=typed, metavar="NAME", help="Who decided it.  [default: your login]"),
    click.option("--remove", is_flag=True, help="Take it back."),
)


def overruling_options(verb: F) -> F:
    """Add the options of every verb by which people overrule the machine."""
    for option in reversed(_OPTIONS):
        verb = option(verb)
    return verb


def login() -> str:
    """Return the name under which a person works here."""
    try:
        return getpass.getuser()
    except OSError:
        return "unknown"


def links(number: int) -> str:
    """Count links in words."""
    return f"{number:,} link{'' if number == 1 else 's'}"


def troubles(database: Database, at: datetime) -> list[str]:
    """Name what was overruled and comes to nothing: its end has passed, or it matches nothing."""
    return [f"{_said(one)}: {_trouble(one, at)}" for one in standing(database) if not one.matches]


def so_far(one: Standing, at: datetime) -> str:
    """Say why what was just said comes to nothing as yet."""
    return f"it {_trouble(one, at)}" + ("" if one.has_ended(at) else " so far")


def print_standing(database: Database, *, ignored: bool, nothing: str) -> None:
    """Print what people said, what it comes to, and why; `ignored` patterns and other corrections apart."""
    found = [one for one in standing(database) if (one.field == IGNORED) is ignored]
    table = Table.grid(padding=(0, 2))
    for one in found:
        table.add_row(plain(_said(one), "bold"), _comes_to(one), plain(f"{one.reason} ({one.author})"))
    console().print(table if found else nothing)


def _said(one: Standing) -> str:
    return one.subject if one.field == IGNORED else f"{one.subject} {one.field}={one.value}"


def _comes_to(one: Standing) -> Text:
    if not one.matches:
        return Text(_trouble(one, now()), style="yellow")
    what = links(one.matches) if one.field == IGNORED else f"the machine says {one.machine or 'nothing'}"
    return plain(what + (f" until {one.ends_at}" if one.ends_at else ""))


def _trouble(one: Standing, at: datetime) -> str:
    """Say why it comes to nothing."""
    return f"ended on {one.ends_at}" if one.has_ended(at) else "matches nothing"
