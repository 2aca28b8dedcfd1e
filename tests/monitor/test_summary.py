"""What a person reads after a check."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from rich.console import Console

from checks.errors import ListingError
from checks.model import Event, EventKind
from db.queries import Held, Scope
from monitor.check import Checked
from monitor.summary import headline, print_summary, waiting
from monitor.tally import Outcome, Tally

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
FOX = "https://github.com/acme/redfox"


def checked(tally=None, *, started=NOON):
    return Checked(started, (), (ListingError("a.md", "is empty"),), Scope(), tally or Tally(run_id=1, checked=2))


@pytest.fixture
def printed(store):
    def summary(*events, quiet=False, started=NOON):
        store.save_events(None, events)
        out = StringIO()
        console = Console(file=out, width=100, highlight=False)
        print_summary(console, store.database, checked(started=started), quiet=quiet)
        return out.getvalue()

    return summary


@pytest.mark.parametrize(
    ("tally", "text"),
    [
        (Tally(checked=1), "1 link checked."),
        (Tally(checked=1200), "1,200 links checked."),
        (Tally(checked=2, unjudged=3, reasons={"forge_down": 3}), "2 links checked, 3 stayed unjudged (3 forge down)."),
        (Tally(checked=2, internal=1), "2 links checked, 1 internal errors (see above)."),
        (Tally(checked=2, outcome=Outcome.INTERRUPTED), "Stopped: 2 links checked."),
    ],
)
def test_the_headline_says_what_was_done(tally, text):
    assert headline(checked(tally)) == text


def test_a_blind_run_says_so_in_its_first_word():
    line = headline(checked(Tally(outcome=Outcome.BLIND)))
    assert line.startswith("[bold yellow]blind[/]: no canary answered")
    assert "nothing was judged and no link has changed" in line


def test_what_waits_for_a_host_is_said():
    assert waiting(Held("github.com", "2026-04-20T14:05:00Z", "throttled", 1200)) == (
        "1,200 due links of github.com unjudged until 2026-04-20 14:05:00 UTC (throttled)."
    )


def test_a_moved_link_shows_where_it_went(printed, watch):
    watch(FOX)
    moved = Event(EventKind.MOVED, NOON, new="https://github.com/acme/bluefox", link_id=1)
    assert "moved      acme/redfox → acme/bluefox" in printed(moved)


def test_quiet_prints_changes_only(printed, watch):
    watch(FOX)
    died = Event(EventKind.DIED, NOON, old="suspect", new="dead", detail="not_found", link_id=1)
    assert printed(died, quiet=True).split() == ["died", "acme/redfox", "Paper", FOX]


def test_what_happened_before_is_no_news(printed, watch):
    watch(FOX)
    died = Event(EventKind.DIED, NOON, link_id=1)
    assert printed(died, quiet=True, started=NOON + timedelta(days=1)) == ""


def test_a_title_runs_no_markup(printed, watch, store):
    watch(FOX)
    store.database.execute("update entries set title = '[red]Fox[/red] \x1b[31m'")
    line = printed(Event(EventKind.DIED, NOON, link_id=1), quiet=True)
    assert "[red]Fox[/red]" in line
    assert "\x1b" not in line


def test_more_changes_than_a_run_should_see_are_one_line(printed, watch):
    watch(FOX)
    said = printed(*[Event(EventKind.DIED, NOON, link_id=1)] * 51, quiet=True)
    assert said.startswith("51 changes in one run, which is most likely an outage of the world")
    assert "redfox" not in said
