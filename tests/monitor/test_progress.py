"""The one line of progress, and what is said before it."""

from io import StringIO

import pytest
from rich.console import Console

from db.queries import Scope
from monitor.progress import progress

SAID = "1,200 repositories on GitHub, one after the other"


@pytest.mark.parametrize(("terminal", "quiet", "shown"), [(True, False, 1), (True, True, 0), (False, False, 0)])
def test_what_will_take_long_is_said_before_it_begins_to_somebody_who_looks(terminal, quiet, shown):
    paper = StringIO()
    console = Console(file=paper, force_terminal=terminal, width=120)
    with progress(console, lambda _: {"github.com": 1200}, lambda _: SAID, quiet=quiet) as listener:
        listener.on_start(Scope())
    assert paper.getvalue().count(SAID) == shown


def test_what_is_soon_done_is_not_spoken_of():
    paper = StringIO()
    console = Console(file=paper, force_terminal=True, width=120)
    with progress(console, lambda _: {"github.com": 3, "acme.example": 4}, lambda _: None, quiet=False) as listener:
        listener.on_start(Scope())
    assert "None" not in paper.getvalue()
    assert "0/7" in paper.getvalue()
