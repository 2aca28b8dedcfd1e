"""Every text of the style sheet can be read on its ground, by day and by night (WCAG AA: 4.5 to 1)."""

import re
from pathlib import Path

import pytest

SHEET = (Path(__file__).parents[3] / "db/site/static/site.css").read_text()
TONES = ("good", "info", "promise", "wait", "bad", "held", "quiet")
WORDS = ("ink", "soft", "link", "good", "promise", "wait", "bad")
PAIRS = [
    *((tone, f"{tone}-ground") for tone in TONES),
    *(
        (text, ground)
        for text in ("ink", "soft", "link", "good", "promise", "wait", "bad")
        for ground in ("card", "ground")
    ),
    ("ground", "accent"),
]


def colours(night: bool) -> dict[str, str]:  # noqa: FBT001 - day or night
    """The colours by name; those of the night replace those of the day."""
    day, _, dark = SHEET.partition("prefers-color-scheme: dark")
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", day.split("}", 1)[0]))
    return found | dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", dark.split("}", 1)[0])) if night else found


def luminance(colour: str) -> float:
    def linear(channel: str) -> float:
        share = int(channel, 16) / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[place : place + 2]) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(text: str, ground: str, night: bool) -> None:  # noqa: FBT001 - day or night
    known = colours(night)
    dark, bright = sorted((luminance(known[text]), luminance(known[ground])))
    assert (bright + 0.05) / (dark + 0.05) >= 4.5
