"""What a person reads after a check, within five seconds; `--quiet` leaves only the confirmed changes."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlite_utils import Database

from checks.model import Health, ReleaseStatus
from db.outbox import links_known
from db.queries import Counts, Held, counts
from monitor.check import Checked
from monitor.formats import Item, Section
from monitor.notify.limits import most_changes
from monitor.overruled import troubles
from monitor.report import changes
from monitor.tally import Outcome, Tally
from monitor.terminal import plain, short

HEALTH_STYLES = {
    Health.UP: ("answering", "green"),
    Health.LIMITED: ("limited", "yellow"),
    Health.SUSPECT: ("suspect", "yellow"),
    Health.DEAD: ("dead", "red"),
    Health.WITHHELD: ("withheld", "magenta"),
    Health.SKIPPED: ("skipped", "dim"),
    Health.NEW: ("not looked at yet", "dim"),
}
NEVER_ANSWERED = ("never answered", "red")
STATUS_STYLES = {
    ReleaseStatus.RELEASED: ("released", "green"),
    ReleaseStatus.PARTIAL: ("partial", "green"),
    ReleaseStatus.COMING_SOON: ("coming soon", "yellow"),
    ReleaseStatus.OVERDUE: ("overdue", "red"),
    ReleaseStatus.UNRELEASED: ("unreleased", "red"),
    ReleaseStatus.GONE: ("gone", "red"),
}
CHANGE_STYLES = {"died": "red", "never_answered": "red", "code_released": "green", "revived": "green"}
TRIPPED = (
    "too many sites that answered before failed at once, which is most likely this machine's network; "
    "they keep their state, and what was not looked at stays due."
)
CHANGES_SHOWN = 12
SUBJECT_WIDTH = 44

Part = tuple[int, str, str]


def print_summary(console: Console, database: Database, checked: Checked, *, quiet: bool) -> None:
    """Print what the check found; quiet: its confirmed changes or nothing."""
    if quiet:
        print_news(console, database, checked)
        return
    news = [section for section in changes(database, checked.started) if section.items]
    console.print(headline(checked), highlight=False)
    if checked.tally.tripped:
        console.print("[bold yellow]stopped early[/]: " + TRIPPED, highlight=False)
    for held in checked.tally.held:
        console.print(plain(waiting(held)))
    of = None if checked.scope.listings is None else checked.scope.listings
    print_counts(console, counts(database, of))
    for trouble in troubles(database, checked.started):
        console.print(plain(f"overruled in vain: {trouble}", "yellow"))
    if news:
        console.print("\n[bold]Changes[/]")
        _print_changes(console, news, shown=CHANGES_SHOWN)


def print_news(console: Console, database: Database, checked: Checked) -> None:
    """Print the confirmed changes of a check, or nothing."""
    found = [one for one in changes(database, checked.started) if one.items]
    if (total := sum(one.total for one in found)) > most_changes(links_known(database)):
        console.print(
            f"{total:,} changes in one run, which is most likely an outage of the world: "
            "wait for the next run, or see linkpulse report --since last",
            highlight=False,
        )
        return
    _print_changes(console, found, shown=None)


def headline(checked: Checked) -> str:
    """Say in one line what this run did."""
    tally = checked.tally
    if tally.outcome is Outcome.BLIND:
        return f"[bold yellow]blind[/]: {blindness(tally)}"
    if tally.outcome is Outcome.NOTHING_DUE:
        return "Nothing else is due." if tally.held else "Nothing is due; [bold]--all[/] looks at every link now."
    unjudged = f", {tally.unjudged} stayed unjudged ({_reasons(tally)})" if tally.unjudged else ""
    errors = f", {tally.internal} internal errors (see above)" if tally.internal else ""
    stopped = "Stopped: " if tally.outcome is Outcome.INTERRUPTED else ""
    return f"{stopped}{_number(tally.checked, 'link')} checked{unjudged}{errors}."


def waiting(held: Held) -> str:
    """Say which links wait for a host that asked to be left alone, and until when."""
    until = held.until.replace("T", " ").removesuffix("Z") + " UTC"
    return f"{_number(held.links, 'due link')} of {held.host} unjudged until {until} ({held.reason.replace('_', ' ')})."


def blindness(tally: Tally) -> str:
    """Say why nothing could be judged, and that nothing was lost."""
    why = _reasons(tally) or "no canary answered: this machine seems to be offline"
    return f"{why}; nothing was judged and no link has changed. Run it again when that is mended."


def _reasons(tally: Tally) -> str:
    return ", ".join(f"{number} {reason.replace('_', ' ')}" for reason, number in sorted(tally.reasons.items()))


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def print_counts(console: Console, found: Counts) -> None:
    """Print two lines: what the links do, and what has become of the code."""
    links = [(found.health.get(health, 0), *style) for health, style in HEALTH_STYLES.items()]
    links.insert(4, (found.never_answered, *NEVER_ANSWERED))
    code = [(found.status.get(status, 0), *style) for status, style in STATUS_STYLES.items()]
    table = Table.grid(padding=(0, 2))
    total = sum(number for number, _, _ in links)
    table.add_row(Text(_number(total, "link"), style="bold"), _parts(links))
    table.add_row(Text(_number(found.entries, "paper"), style="bold"), _parts(code))
    console.print()
    console.print(table)


def _parts(parts: Sequence[Part]) -> Text:
    shown = [part for part in parts if part[0]]
    if not shown:
        return Text("nothing known yet", style="dim")
    pieces = [piece for number, word, style in shown for piece in (", ", (f"{number:,}", f"bold {style}"), f" {word}")]
    return Text.assemble(*pieces[1:])


def _print_changes(console: Console, sections: Sequence[Section], *, shown: int | None) -> None:
    """Print a line for each change: what, which link, which paper; the paper is cut where the line ends."""
    lines = [(section, item) for section in sections for item in section.items]
    subjects = [_subject(section, item) for section, item in lines[:shown]]
    width = max((len(subject) for subject in subjects), default=0)
    for (section, item), subject in zip(lines, subjects, strict=False):
        word = (f"  {section.heading.lower():<9}  ", CHANGE_STYLES.get(section.name, ""))
        padding = " " * (min(width, SUBJECT_WIDTH) - len(subject) + 2)
        line = Text.assemble(word, subject, padding, plain(item.title, "dim"))
        console.print(line, no_wrap=True, overflow="ellipsis")
    if shown is not None and len(lines) > shown:
        console.print(f"  … and {len(lines) - shown} more: linkpulse report --since last", style="dim")


def _subject(section: Section, item: Item) -> Text:
    moved = section.name == "moved" and item.new is not None
    return Text.assemble(short(item.url), " → ", short(item.new)) if moved else short(item.url)
