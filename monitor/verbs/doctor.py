"""`linkpulse doctor`: is all well, and if not, what to do."""

import asyncio
import json
from dataclasses import asdict
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from checks.probers.transport import Transport
from monitor.cli import EXIT_DATABASE, EXIT_UNJUDGED, now
from monitor.durations import duration
from monitor.examination import Finding, Subject, of_database, of_github, of_network, of_watch
from monitor.options import database_option, network_options, settings_of
from monitor.settings import Settings
from monitor.terminal import console


@click.command(
    short_help="Test token, network, database.",
    epilog="Example:  linkpulse doctor --max-age 26h || mail -s 'linkpulse needs you' me@example.org",
)
@click.option("--max-age", default="26h", show_default=True, metavar="SPAN", help="How old the last run may be.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@database_option
@network_options
@click.pass_context
def doctor(ctx: click.Context, /, max_age: str, as_json: bool, **options: Any) -> None:
    """Test the database, the age of the last run, a watch that runs, the network and the token, and say what to do.

    Exit codes: 0 all is well, 3 nothing was judged for longer than SPAN or we cannot see, 4 the database is not sound.
    """
    settings = settings_of(ctx, **options)
    findings = of_database(settings.db, now(), duration(max_age)) + of_watch(settings.db, now())
    findings += asyncio.run(_outside(settings))
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        _print(findings)
    ctx.exit(_exit_code(findings))


async def _outside(settings: Settings) -> list[Finding]:
    return [await of_network(settings, Transport()), await of_github(settings, Transport())]


def _print(findings: list[Finding]) -> None:
    table = Table.grid(padding=(0, 2))
    for finding in findings:
        mark = Text("well", style="green") if finding.well else Text("wrong", style="bold red")
        table.add_row(mark, Text(finding.subject), Text(finding.seen))
        if finding.remedy:
            table.add_row("", "", Text(f"→ {finding.remedy}", style="dim"))
    console().print(table)


def _exit_code(findings: list[Finding]) -> int:
    wrong = {finding.subject for finding in findings if not finding.well}
    if Subject.DATABASE in wrong:
        return EXIT_DATABASE
    return EXIT_UNJUDGED if wrong else 0
