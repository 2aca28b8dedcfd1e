"""Every format has an example on the page about formats, and every example is read as it says."""

import re
from datetime import date
from pathlib import Path

import pytest

from checks.listings import LISTINGS, extract

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^### `([\w-]+)`.*?^```\w+\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
NAMES = {
    "json": "papers.json",
    "huggingface-json": "papers.json",
    "csv": "papers.csv",
    "rst": "list.rst",
    "yaml": "a.yml",
    "html": "a.html",
    "latex": "a.tex",
    "notebook": "a.ipynb",
}


def test_every_format_has_an_example() -> None:
    assert set(EXAMPLES) == {known.name for known in LISTINGS}


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_read_as_its_format(name: str) -> None:
    extraction = extract(EXAMPLES[name].encode(), NAMES.get(name, "-"), read_on=date(2026, 4, 21))
    urls = [mention.url or "" for entry in extraction.entries for mention in entry.mentions]
    assert extraction.format == name
    assert extraction.problems == ()
    assert name == "paper-ids" or any("acme/red" in url for url in urls)
