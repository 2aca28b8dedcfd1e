"""Options that several verbs share, and how they become Settings."""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from monitor.settings import INCLUDABLE, Settings, settings_from

F = TypeVar("F", bound=Callable[..., Any])
FOUND = Path("linkpulse.toml")
OURS = ("checks", "db", "linkpulse", "monitor")

_DATABASE = click.option("--db", metavar="FILE", help="The database.  [default: linkpulse.db]")
_METRICS = click.option("--metrics", metavar="FILE", help="Write figures for Prometheus' textfile collector there.")
_INCLUDE = click.option(
    "--include", type=click.Choice(INCLUDABLE), multiple=True, help="Take links of this kind too; may be repeated."
)
_CORRECTIONS = click.option("--corrections", metavar="FILE", help="What people overrule, as a file of theirs.")
_CLUSTER = (
    click.option("--workers", metavar="N|auto", help="Let so many processes look at pages.  [default: 1]"),
    click.option("--scheduler", metavar="ADDRESS", help="Let a Dask cluster look at pages: tcp://host:8786."),
)
_NETWORK = (
    click.option(
        "--allow-address",
        multiple=True,
        metavar="CIDR[:PORT]",
        help="Contact these private addresses too; may be repeated.",
    ),
    click.option("--github-api", metavar="URL", envvar="LINKPULSE_GITHUB_API", help="Another GitHub API."),
    click.option("-v", "--verbose", is_flag=True, help="Say more about what goes wrong."),
)


def log_to_stderr(*, verbose: bool) -> None:
    """Send warnings to standard error; verbose: what our own modules say beside them, and nobody else's."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    for name in OURS if verbose else ():
        logging.getLogger(name).setLevel(logging.DEBUG)


def typed(ctx: click.Context, param: click.Parameter, value: str | tuple[str, ...] | None) -> Any:
    """Let through what a person could have typed: bytes that are no UTF-8 come as surrogates, which nothing keeps."""
    for text in (value,) if isinstance(value, str) else value or ():
        written = text.encode("utf-8", "backslashreplace").decode()
        if written != text:
            raise click.BadParameter(f"{written!r} is no UTF-8", ctx, param)
    return value


def database_option(verb: F) -> F:
    """Let `--db` stand after the verb too."""
    return _DATABASE(verb)


def include_option(verb: F) -> F:
    """Add `--include`."""
    return _INCLUDE(verb)


def corrections_option(verb: F) -> F:
    """Add `--corrections`."""
    return _CORRECTIONS(verb)


def metrics_option(verb: F) -> F:
    """Add `--metrics`."""
    return _METRICS(verb)


def cluster_options(verb: F) -> F:
    """Add the options that let others look too."""
    for option in reversed(_CLUSTER):
        verb = option(verb)
    return verb


def network_options(verb: F) -> F:
    """Add the options of every verb that contacts somebody."""
    for option in reversed(_NETWORK):
        verb = option(verb)
    return verb


def settings_of(ctx: click.Context, **options: Any) -> Settings:
    """Build the settings from what was given before and after the verb; the later one wins."""
    group = dict(ctx.obj or {})
    config = group.pop("config", None)
    given = group | {key: value for key, value in options.items() if value not in (None, ())}
    return settings_from(
        given,
        os.environ,
        config=Path(config) if config else None,
        found=FOUND if FOUND.is_file() else None,
    )
