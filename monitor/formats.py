"""A report in each format that people and machines read; every value is escaped for the place it goes to."""

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import NamedTuple
from xml.etree import ElementTree as ET

FORMULA = re.compile("\\s*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""What spreadsheets take for a formula, in ASCII and in full width, behind any white space."""
MARKDOWN_MARKS = re.compile(r"([\\`*_{}\[\]<>|!~])")
REFERENCES = re.compile(r"([@#])(?=\w)")
"""What calls a person or an issue on GitHub; a backslash does not help, since it is gone before they are looked for."""
APART = "\u200b"
ATOM = "http://www.w3.org/2005/Atom"


class Spot(NamedTuple):
    """Where a listing mentions it, for annotations."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a report: which paper, which link, in which state, since when, and what the text said.

    `key` is stable for the same piece of news; `since` is an ISO instant or date; `new` is where a moved link is now,
    `entry_id` its paper.
    """

    key: str
    title: str | None
    url: str | None
    state: str
    since: str | None
    detail: str | None = None
    spot: Spot | None = None
    new: str | None = None
    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One group of a report; `total` counts all, of which `items` may be the first."""

    name: str
    heading: str
    items: tuple[Item, ...]
    total: int


def as_json(sections: Sequence[Section], now: datetime) -> str:
    """Return one object: when it was made, and each section under its name."""
    body = {section.name: [_plain(item) for item in section.items] for section in sections}
    return json.dumps({"generated_at": _instant(now), **body}, ensure_ascii=False, indent=2)


def _plain(item: Item) -> dict[str, object]:
    plain = asdict(item)
    spot = plain.pop("spot")
    return plain | {"file": spot and spot[0], "line": spot and spot[1]}


def as_csv(sections: Sequence[Section], _: datetime) -> str:
    """Return one table; a value that a spreadsheet would take for a formula is quoted with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["section", "title", "url", "state", "since", "detail", "file", "line"])
    for section in sections:
        for item in section.items:
            file, line = item.spot or (None, None)
            row = (section.name, item.title, item.url, item.state, item.since, item.detail, file, line)
            writer.writerow(_harmless(value) for value in row)
    return out.getvalue().rstrip("\n")


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def as_markdown(sections: Sequence[Section], now: datetime) -> str:
    """Return a digest with a heading per section that has something to say."""
    blocks = [f"# linkpulse, {now:%d %B %Y}"]
    for section in sections:
        if section.items:
            blocks.append(f"## {section.heading} ({section.total})")
            blocks.append("\n".join(_bullet(item) for item in section.items))
    return "\n\n".join(blocks if len(blocks) > 1 else [*blocks, "Nothing to report."])


def _bullet(item: Item) -> str:
    where = f"<{item.url}>" if item.url and _is_web(item.url) else ""
    parts = [_marked(item.title or ""), where, _marked(item.state), item.since and item.since[:10]]
    return "* " + " · ".join(part for part in parts if part)


def _marked(text: str) -> str:
    return REFERENCES.sub(rf"\\\1{APART}", MARKDOWN_MARKS.sub(r"\\\1", " ".join(text.split())))


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://")) and not re.search(r"[\s<>]", url)


def as_github(sections: Sequence[Section], _: datetime) -> str:
    """Return workflow commands that annotate the lines of the listings (docs.github.com, workflow commands)."""
    return "\n".join(
        f"::warning {_position(item)}title={_property(section.heading)}::{_message(_sentence(item))}"
        for section in sections
        for item in section.items
    )


def _position(item: Item) -> str:
    return f"file={_property(item.spot.file)},line={item.spot.line}," if item.spot else ""


def _sentence(item: Item) -> str:
    return " · ".join(part for part in (item.url, item.state, item.title) if part)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def as_atom(sections: Sequence[Section], now: datetime) -> str:
    """Return an Atom feed (RFC 4287) with one entry for each item."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    _add(feed, "id", "tag:linkpulse,2026:report")
    _add(feed, "title", "linkpulse")
    _add(feed, "updated", _instant(now))
    _add(_add(feed, "author"), "name", "linkpulse")
    for section in sections:
        for item in section.items:
            _atom_entry(_add(feed, "entry"), section, item, now)
    return ET.tostring(feed, encoding="unicode", xml_declaration=True)


def _atom_entry(entry: ET.Element, section: Section, item: Item, now: datetime) -> None:
    _add(entry, "id", f"tag:linkpulse,2026:{section.name}/{item.key}")
    _add(entry, "title", f"{section.heading}: {item.title or item.url or item.state}")
    _add(entry, "updated", item.since if item.since and "T" in item.since else _instant(now))
    if item.url and _is_web(item.url):
        _add(entry, "link").set("href", item.url)
    _add(entry, "summary", " · ".join(part for part in (item.state, item.detail) if part))


def _add(parent: ET.Element, tag: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, f"{{{ATOM}}}{tag}")
    child.text = text and re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
    return child


def _instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


FORMATS: dict[str, Callable[[Sequence[Section], datetime], str]] = {
    "json": as_json,
    "csv": as_csv,
    "markdown": as_markdown,
    "github": as_github,
    "atom": as_atom,
}
"""Machine formats by name; `table` is for people and is drawn in `monitor/report.py`."""
