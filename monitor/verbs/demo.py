"""`linkpulse demo`: the whole job, offline, in a few seconds."""

import asyncio
import os
import shutil
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from db.store import Store
from monitor.cli import now
from monitor.demo.playing import Played, play
from monitor.options import database_option
from monitor.summary import print_summary
from monitor.terminal import console
from monitor.verbs.serve import DEFAULT_PORT, serve_database

DATABASE = "linkpulse-demo.db"


@click.command(short_help="The whole job, offline.", epilog="Example:  linkpulse demo --no-serve")
@click.option("--no-serve", is_flag=True, help="Stop before serving.")
@click.option("--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True)
@database_option
@click.pass_context
def demo(ctx: click.Context, no_serve: bool, port: int, db: str | None) -> None:
    """Check a bundled listing against a bundled stand-in for the web on this machine, then show it in Datasette.

    The first run plays four weeks that end yesterday, the next one today. Nothing outside is contacted.
    """
    path = Path(db or (ctx.obj or {}).get("db") or DATABASE)
    out = console()
    with Store.open(path) as store:
        last = asyncio.run(_play(store, out))
        print_summary(out, store.database, last.last, quiet=False)
    _say_what_next(out, path, last, serving=not no_serve)
    if not no_serve:
        serve_database(path, "127.0.0.1", port)


async def _play(store: Store, console: Console) -> Played:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("day {task.completed} of {task.total}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Playing")
        return await play(store, now(), lambda done, total: bar.update(task, completed=done, total=total))


def _program() -> str:
    """Return what to type to call this program again: its name if the shell finds it, else the way it was called."""
    name = Path(sys.argv[0]).name
    return name if shutil.which(name) or name != "linkpulse" else os.path.relpath(sys.argv[0])


def _say_what_next(console: Console, path: Path, last: Played, *, serving: bool) -> None:
    program = _program()
    command = f"{program} --db {path}"
    tips = [
        ("what is wrong", f"{command} report"),
        ("one link's story", f"{command} show lanternlab/redfox"),
    ]
    if last.first_time:
        tips.insert(0, ("a day later", f"{program} demo"))
    if not serving:
        tips.append(("in Datasette", f"{command} serve"))
    console.print("\n[bold]Try next[/]")
    for purpose, line in tips:
        console.print(f"  {line}  [dim]# {purpose}[/]", highlight=False, soft_wrap=True)
    console.print()
