"""The evaluation data: listings with gold links and gold entries, in the layout that its own README describes.

It holds other people's texts, stays outside of this project, and is read where it lies.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path("../shared/data")
"""Beside the checkout, seen from its root."""
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class GoldEntry:
    """An entry as its listing gives it: `date` as written or empty, `repositories` in lower case."""

    title: str
    date: str
    repositories: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldListing:
    """A listing and what it holds: GitHub names in lower case, addresses of project pages, entries where known."""

    name: str
    format: str
    content: bytes
    repositories: frozenset[str]
    pages: frozenset[str]
    entries: tuple[GoldEntry, ...] | None


def folder_of(given: Path | None) -> Path:
    """Return the folder of the data: what was given, or its place beside the checkout."""
    return ROOT / DATA if given is None else given


def listings(data: Path) -> Iterator[GoldListing]:
    """Yield every listing that has gold links, by name."""
    for path in sorted((data / "listings/gold").glob("*.json")):
        gold = json.loads(path.read_bytes())
        yield GoldListing(
            name=gold["file"],
            format=gold["format"],
            content=(data / "listings/dev" / gold["file"]).read_bytes(),
            repositories=frozenset(repository["key"] for repository in gold["github_repos"]),
            pages=frozenset(page["canon"] for page in gold["project_links"]),
            entries=_entries(data / "listings/gold_entries" / path.name),
        )


def _entries(path: Path) -> tuple[GoldEntry, ...] | None:
    if not path.exists():
        return None
    return tuple(
        GoldEntry(entry["title"], str(entry["date"] or ""), frozenset(name.lower() for name in entry["repos"]))
        for entry in json.loads(path.read_bytes())
    )
