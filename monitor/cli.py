"""The command line: options in, exit codes out. The one place that reads the clock and the environment.

Each verb lives in `monitor/verbs/` and is imported only when it is called, so that `--help` is quick.
"""

import importlib
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NoReturn

import click

from checks.errors import DatabaseError, LinkpulseError
from monitor import __version__

VERBS = {
    "demo": "Check the bundled listing against a bundled stand-in web, then show it.",
    "extract": "Print what listings hold; no database, no checks.",
    "add": "Have listings re-read at every run.",
    "remove": "Stop watching listings; their history stays.",
    "listings": "Show the listings that are known.",
    "check": "Read listings, check what is due, print a summary.",
    "watch": "The same, again and again.",
    "report": "What never answered, died, is promised, overdue or newly released.",
    "show": "One link's story, and why it has its verdict.",
    "follow": "Mark papers that you wait for.",
    "correct": "Say what you know better than the machine.",
    "ignore": "Leave links alone, with a reason and an end.",
    "serve": "Open the results in Datasette.",
    "publish": "The results for everybody, as a folder to serve.",
    "prune": "Drop old looks; what follows from them stays.",
    "doctor": "Test token, network and database, and the age of the last run.",
}
EXIT_USAGE, EXIT_UNJUDGED, EXIT_DATABASE = 2, 3, 4
EXIT_BUG = 70
"""EX_SOFTWARE of sysexits.h: a mistake of ours must not be taken for what `--fail-on` found."""
INTERRUPTED = 130


def now() -> datetime:
    """Return the present instant in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place that asks the clock


class LazyGroup(click.Group):
    """A group that knows its verbs by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the verbs in the order in which a person meets them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import a verb: `monitor/verbs/NAME.py` holds a click command of that name."""
        if cmd_name not in VERBS:
            return None
        command = getattr(importlib.import_module(f"monitor.verbs.{cmd_name}"), cmd_name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the list of verbs without importing one."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "LINKPULSE"},
    subcommand_metavar="VERB [ARGS]...",
    epilog="Exit codes: 0 fine, 1 what --fail-on names was found, 2 usage or an unreadable listing, "
    "3 a due link stayed unjudged, 4 database.",
)
@click.version_option(__version__, prog_name="linkpulse")
@click.option("--db", metavar="FILE", help="The database.  [default: linkpulse.db]")
@click.option(
    "--config", type=click.Path(exists=True, dir_okay=False), metavar="FILE", help="A linkpulse.toml of yours."
)
@click.pass_context
def cli(ctx: click.Context, /, **options: Any) -> None:
    """Watch the repository and project links of paper listings: alive, dead, blocked, or still only promised.

    Start with:  linkpulse demo   or   linkpulse check my-list.md
    """
    ctx.obj = options


def _in_a_line(mistake: click.ClickException) -> str:
    """Say what was wrong with a command line, and where its help is."""
    context = mistake.ctx if isinstance(mistake, click.UsageError) else None
    command = context.command_path if context else "linkpulse"
    said = " ".join(mistake.format_message().split()).removesuffix(".")
    return f"{said}. See `{command} --help`."


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line; a user's mistake is one line on standard error, a stack trace always a mistake of ours."""
    try:
        code = cli.main(args=arguments, prog_name="linkpulse", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        code = leaving.exit_code
    except click.ClickException as mistake:
        click.echo(f"linkpulse: {_in_a_line(mistake)}", err=True)
        code = EXIT_USAGE
    except click.Abort:
        code = INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except LinkpulseError as mistake:
        click.echo(f"linkpulse: {mistake}", err=True)
        code = EXIT_DATABASE if isinstance(mistake, DatabaseError) else EXIT_USAGE
    except Exception as bug:  # noqa: BLE001 - the last place: what was not foreseen is told whole, for us to mend
        traceback.print_exception(bug)
        click.echo("linkpulse: a mistake of ours, and nothing that you did; please report the lines above", err=True)
        code = EXIT_BUG
    sys.exit(code or 0)
