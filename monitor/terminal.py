"""How things look in a terminal: one console, links short enough for a line, and no markup from anybody's titles."""

import re

from rich.console import Console
from rich.style import Style
from rich.text import Text

PIPE_WIDTH = 160
"""Columns when nobody looks: a pipe must not get the line breaks of a screen."""
COMMANDS = re.compile(r"(?<!\S):(?=:)|#(?=#\[)")
"""What a CI would take for a command in our output: `::` where a line may begin, `##[` anywhere."""
APART = "\u200b"
HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def console(*, stderr: bool = False) -> Console:
    """Return a console as wide as the terminal, or wide enough for a pipe; it takes no markup from values."""
    made = Console(stderr=stderr, highlight=False, emoji=False)
    return made if made.is_terminal else Console(stderr=stderr, highlight=False, emoji=False, width=PIPE_WIDTH)


def plain(value: str | None, style: str | Style = "") -> Text:
    """Return a value as text that can neither style nor steer a terminal, nor a CI that reads along."""
    return Text(COMMANDS.sub(rf"\g<0>{APART}", HIDDEN.sub(" ", value or "")), style=style)


def short(url: str | None, style: str = "") -> Text:
    """Return a link without what can be guessed, to be clicked where the terminal can do that."""
    if not url:
        return Text("(no link)", style="dim")
    words = re.sub(r"^https?://(github\.com/)?", "", url).rstrip("/")
    web = url.startswith(("http://", "https://")) and not HIDDEN.search(url)
    return plain(words, Style.parse(style or "none") + Style(link=url if web else None))
