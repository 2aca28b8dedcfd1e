"""Reports for machines: every value arrives, and none can act where it is shown."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from monitor.formats import FORMATS, Item, Section, Spot

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
RELEASED = Item(
    key="7",
    title="Red foxes at night",
    url="https://github.com/acme/redfox",
    state="code_released",
    since="2026-04-19T08:00:00Z",
    detail="Code will be released.",
    spot=Spot("list.md", 12),
)
HOSTILE = Item(
    key="8",
    title='=HYPERLINK("x") <script>[a](javascript:1)\n@team `x`',
    url="javascript:alert(1)",
    state="not_found",
    since=None,
    detail="\x1b[31m%0A::error::",
    spot=Spot("a,b:c.md", 3),
)


def sections(*items):
    return [Section("dead", "Dead", items, len(items)), Section("suspect", "Suspect", (), 0)]


def test_json_keeps_every_value_and_says_when_it_was_made():
    document = json.loads(FORMATS["json"](sections(RELEASED), NOON))
    assert document["generated_at"] == "2026-04-20T12:00:00Z"
    assert document["dead"] == [
        {
            "key": "7",
            "title": "Red foxes at night",
            "url": "https://github.com/acme/redfox",
            "state": "code_released",
            "since": "2026-04-19T08:00:00Z",
            "detail": "Code will be released.",
            "file": "list.md",
            "line": 12,
            "new": None,
            "entry_id": None,
        }
    ]
    assert document["suspect"] == []


def test_csv_never_starts_a_formula():
    rows = list(csv.reader(io.StringIO(FORMATS["csv"](sections(HOSTILE), NOON))))
    assert rows[1][1].startswith("'=HYPERLINK")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", " =", "\n=", "\uff1d", "\u00a0\uff0b"])
def test_csv_knows_every_start_of_a_formula(start):
    rows = list(csv.reader(io.StringIO(FORMATS["csv"](sections(replace(HOSTILE, title=f"{start}1+1")), NOON))))
    assert rows[1][1] == f"'{start}1+1"


def test_markdown_runs_no_markup_from_a_title():
    text = FORMATS["markdown"](sections(HOSTILE), NOON)
    bullet = text.splitlines()[-1]
    assert "\\<script\\>\\[a\\](javascript:1) \\@\u200bteam \\`x\\`" in bullet
    assert "<javascript" not in bullet


def test_markdown_leaves_out_empty_sections():
    assert FORMATS["markdown"](sections(RELEASED), NOON) == (
        "# linkpulse, 20 April 2026\n\n## Dead (1)\n\n"
        "* Red foxes at night · <https://github.com/acme/redfox> · code\\_released · 2026-04-19"
    )


def test_markdown_says_when_there_is_nothing():
    assert FORMATS["markdown"]([], NOON).endswith("Nothing to report.")


def test_an_annotation_names_its_line_and_cannot_start_another():
    line = FORMATS["github"](sections(HOSTILE), NOON)
    assert line.startswith("::warning file=a%2Cb%3Ac.md,line=3,title=Dead::")
    assert "\n" not in line


def test_atom_is_well_formed_and_links_only_to_the_web():
    feed = ET.fromstring(FORMATS["atom"](sections(RELEASED, HOSTILE), NOON))
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        "tag:linkpulse,2026:dead/7",
        "tag:linkpulse,2026:dead/8",
    ]
    assert [link.get("href") for link in feed.iter(f"{ATOM}link")] == ["https://github.com/acme/redfox"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_say_nothing(name):
    assert isinstance(FORMATS[name]([], NOON), str)
