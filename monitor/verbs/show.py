"""`linkpulse show`: one link's story, and why it has its verdict."""

import json

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from checks.classify import CONFIRMATIONS
from checks.errors import SettingsError
from checks.model import Health, Reason
from db.opening import open_for_reading
from db.queries import Row
from db.story import Story, find_link, story
from monitor.options import database_option, settings_of, typed
from monitor.terminal import console, plain

LOOKS_SHOWN = 10
MARKS = {"o": "green", "l": "yellow", "s": "yellow", "x": "red", "w": "magenta", "-": "dim"}


@click.command(
    short_help="One link's story.",
    epilog="Examples:  linkpulse show acme/redfox    linkpulse show https://redfox.example/",
)
@click.argument("link", callback=typed, metavar="URL|OWNER/NAME")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@database_option
@click.pass_context
def show(ctx: click.Context, link: str, output: str, db: str | None) -> None:
    """Print what is known of one link: its state and why, its changes, its last looks, and who mentions it."""
    path = settings_of(ctx, db=db).db
    database = open_for_reading(path)
    link_id = find_link(database, link)
    if link_id is None:
        raise SettingsError(f"{link}: {path} holds no such link; `linkpulse report` and `linkpulse serve` list them")
    told = story(database, link_id, looks=LOOKS_SHOWN)
    if output == "json":
        click.echo(json.dumps(told._asdict(), ensure_ascii=False, indent=2))
    else:
        _print(console(), told)


def _print(out: Console, told: Story) -> None:
    link = told.link
    out.print(plain(link["url"], style="bold"))
    out.print(plain(why(link)))
    for said in told.corrections:
        out.print(plain(_said(said), "bold"))
    out.print(_facts(link))
    for copy in told.copies:
        taken = f", taken {copy['taken_at'][:10]}" if copy["taken_at"] else ""
        out.print(plain(f"A copy is at {copy['url']}{taken}."))
    _print_rows(out, "Changes", told.events, ("at", "kind", "old", "new", "detail"))
    _print_rows(out, f"Last {len(told.looks)} looks", told.looks, ("checked_at", "signal", "reason", "http_status"))
    if told.mentions:
        out.print("\n[bold]Mentioned by[/]")
    for mention in told.mentions:
        place = f"{mention['file']}:{mention['line']}" if mention["line"] else mention["file"]
        out.print(plain(f"{mention['title']}  ({place})"))
        out.print(plain(f"  {mention['claim']} {mention['artifact']}: {mention['sentence']}", style="dim"))


def why(link: Row) -> str:
    """Say the state in a sentence, with what would change it."""
    health, reason = Health(link["health"]), (link["reason"] or "").replace("_", " ")
    since = (link["since"] or "")[:10]
    match health:
        case Health.NEW:
            return "Not looked at yet."
        case Health.SUSPECT:
            return f"Suspect since {since} ({reason}): {_doubt(link)}"
        case Health.DEAD:
            answered = (
                f"last seen answering {link['last_ok_at'][:10]}" if link["last_ok_at"] else "never seen answering"
            )
            return f"Dead since {since} ({reason}), {answered}. It is still looked at, and revives by two good looks."
        case Health.UP:
            moved = f" It has moved to {link['moved_to']}." if link["moved_to"] else ""
            return f"Up since {since} ({reason}).{moved}"
        case _:
            return f"{health.capitalize()} since {since} ({reason}); this is never counted as dead."


def _doubt(link: Row) -> str:
    rule = CONFIRMATIONS[Reason(link["fail_reason"] or link["reason"])]
    return (
        f"{link['fail_count']} of {rule.looks} bad looks over at least {rule.span.days} days; "
        f"it can be confirmed dead on {link['confirm_at'][:10]} at the earliest, as often as runs happen now."
    )


def _said(one: Row) -> str:
    what = one["field"].replace("_", " ")
    return f"{one['author']} says that its {what} is {one['value']}, not {one['machine'] or 'unknown'}: {one['reason']}"


def _facts(link: Row) -> Table:
    table = Table.grid(padding=(0, 2))
    for label, value in _labelled(link):
        table.add_row(plain(label, style="dim"), value)
    return table


def _labelled(link: Row) -> list[tuple[str, Text]]:
    strip = Text.assemble(*((mark, MARKS.get(mark, "")) for mark in link["spark_30"] or ""))
    gained = f" ({link['stars_30d']:+,} in 30 days)" if link["stars_30d"] is not None else ""
    values = {
        "code": link["code_state"] != "unknown" and f"{link['code_state']}  {link['code_evidence'] or ''}".rstrip(),
        "stars": link["stars"] is not None and f"{link['stars']:,}{gained}",
        "flags": link["flags"],
        "last answered": link["last_ok_at"],
        "next look": link["next_check_at"],
    }
    rows = [(label, plain(str(value))) for label, value in values.items() if value]
    return [("last 30 looks", strip), *rows] if link["spark_30"] else rows


def _print_rows(out: Console, heading: str, found: list[Row], columns: tuple[str, ...]) -> None:
    if not found:
        return
    out.print(f"\n[bold]{heading}[/]", highlight=False)
    table = Table.grid(padding=(0, 2))
    for row in found:
        table.add_row(*(plain("" if row[column] is None else str(row[column])) for column in columns))
    out.print(table)
