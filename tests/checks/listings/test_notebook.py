"""Notebooks: what their Markdown says."""

import json
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.errors import ListingError
from checks.listings import Extraction, extract

READ_ON = date(2026, 4, 20)
CODE = "https://github.com/acme/redfox"


def read(*cells: dict[str, Any], **layout: Any) -> Extraction:
    return extract(json.dumps({"cells": cells}, **layout).encode(), "list.ipynb", read_on=READ_ON)


def markdown(*lines: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": list(lines)}


def test_markdown_cells_are_one_document():
    extraction = read(markdown("# Foxes\n", "\n", "Our lists."), markdown(f"* **Red Fox**: [code]({CODE})\n"))
    assert extraction.format == "notebook"
    assert [(entry.title, [one.url for one in entry.mentions]) for entry in extraction.entries] == [("Red Fox", [CODE])]


def test_code_and_its_output_are_no_listing():
    code = {"cell_type": "code", "source": [f"!git clone {CODE}"], "outputs": [{"text": CODE}]}
    assert read(code).entries == ()


def test_places_are_those_of_the_file():
    (entry,) = read(markdown("Foxes\n", f"* Red Fox: {CODE}\n"), indent=1).entries
    text = json.dumps({"cells": [markdown("Foxes\n", f"* Red Fox: {CODE}\n")]}, indent=1).split("\n")
    place = entry.mentions[0].place
    assert place.line is not None
    assert place.column is not None
    assert text[place.line - 1][place.column - 1 :].startswith(CODE)


@pytest.mark.parametrize("text", ["[]", "{}", '{"cells": 3}', '{"cells": ['])
def test_what_is_no_notebook_is_one_clear_line(text: str):
    with pytest.raises(ListingError, match=r"list\.ipynb"):
        extract(text.encode(), "list.ipynb", read_on=READ_ON)


@given(
    st.lists(st.none() | st.integers() | st.dictionaries(st.sampled_from(["cell_type", "source"]), st.just("markdown")))
)
def test_no_cells_raise(cells: list[Any]):
    with suppress(ListingError):
        extract(json.dumps({"cells": cells}).encode(), "list.ipynb", read_on=READ_ON)
