"""What the benchmarks that read the evaluation data have in common on the command line."""

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource
from rich.console import Console

from benchmarks.gold import DATA
from benchmarks.writing import Table, show, write

PLAIN_WIDTH = 160
WITHOUT_EFFECT = frozenset({"details", "on", "data", "keep"})
Command = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Output:
    """Where the tables go: to people, with or without details, and onto a page that names a day or none."""

    page: Path | None = None
    on: str | None = None
    details: bool = False


def common_options(example: str) -> Callable[[Command], Command]:
    """Return a decorator that adds --data, --write, --on and --details; `example` is a page to write."""
    options = (
        click.option("--details", is_flag=True, help="Name all that went wrong."),
        click.option("--on", metavar="DATE", help="The day that the page names."),
        click.option("--write", "page", type=click.Path(dir_okay=False, path_type=Path), help=f"Write {example}."),
        click.option(
            "--data",
            envvar="LINKPULSE_BENCHMARK_DATA",
            type=click.Path(file_okay=False, path_type=Path),
            help=f"The evaluation data; otherwise {DATA}, seen from the checkout.",
        ),
    )

    def decorate(command: Command) -> Command:
        for option in options:
            command = option(command)
        return command

    return decorate


def console() -> Console:
    """Return where tables are drawn: as wide as the terminal, and wide enough for whole names where there is none."""
    plain = Console()
    return plain if plain.is_terminal else Console(width=PLAIN_WIDTH)


def finish(out: Console, name: str, tables: Sequence[Table], output: Output) -> None:
    """Show the tables, and write them if that was asked for."""
    show(tables, out, details=output.details)
    if output.page is not None:
        write(output.page, f"{name.capitalize()}, measured", _command(name), tables, output.on)


def _command(name: str) -> str:
    """Return the command as it was given, without what leaves the figures as they are."""
    context = click.get_current_context()
    told = ["python", "-m", "benchmarks", name]
    for option in context.command.params:
        known = option.name or ""
        if known not in WITHOUT_EFFECT and context.get_parameter_source(known) is ParameterSource.COMMANDLINE:
            told += _told(option, context.params[known])
    return shlex.join(told)


def _told(option: click.Parameter, value: object) -> list[str]:
    if isinstance(value, bool):
        return [option.opts[0] if value else option.secondary_opts[0]]
    values = value if isinstance(value, tuple) else (value,)
    return [part for one in values for part in (option.opts[0], str(one))]
