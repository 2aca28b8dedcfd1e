"""Values from listings are shown as they are, and can act on nobody who reads along."""

import io

import pytest
from rich.console import Console

from monitor.terminal import plain


def shown(value: str) -> str:
    out = io.StringIO()
    Console(file=out, width=160, highlight=False, emoji=False).print(plain(value))
    return out.getvalue().rstrip()


@pytest.mark.parametrize("title", ["Red foxes", "std::vector of foxes", "[bold]Foxes[/]", "C# and [F#]", "a :: b"])
def test_a_title_is_read_as_it_was_written(title: str) -> None:
    assert shown(title).replace("\u200b", "") == title


@pytest.mark.parametrize("title", ["::error file=a::b", "  ::stop-commands::x", "Foxes ##[set-env]b", "##[group]"])
def test_a_title_commands_no_ci(title: str) -> None:
    line = shown(title)
    assert not line.lstrip().startswith("::")
    assert "##[" not in line


def test_a_title_cannot_steer_a_terminal() -> None:
    assert shown("Red\x1b[31m foxes\x07\u202e") == "Red [31m foxes"
