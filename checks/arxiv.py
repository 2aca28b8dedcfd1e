"""What to ask arXiv about papers by their numbers, and what its answers mean. No network here.

The API and its manners: info.arxiv.org/help/api/user-manual.html (one request every three seconds, ids in batches).
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import feedparser

from checks.listings.dates import day_in
from checks.paper_numbers import number_in

BATCH = 100
PAUSE_S = 3.0


@dataclass(frozen=True, slots=True)
class Paper:
    """What arXiv says of a paper; `number` is without its version."""

    number: str
    title: str
    abstract: str
    on: date | None
    authors: int | None


def batches(numbers: Sequence[str]) -> Iterator[Sequence[str]]:
    """Part numbers into questions."""
    for at in range(0, len(numbers), BATCH):
        yield numbers[at : at + BATCH]


def question(numbers: Sequence[str], api: str) -> str:
    """Return the address that asks `api` for up to a hundred papers."""
    return f"{api}?{urlencode({'id_list': ','.join(numbers), 'max_results': len(numbers)}, safe=',/')}"


def papers(answer: bytes, shown_on: date) -> list[Paper]:
    """Read an answer; numbers that arXiv does not know are not in it."""
    found = feedparser.parse(io.BytesIO(answer), sanitize_html=False, resolve_relative_uris=False)
    return [paper for one in found.entries if (paper := _paper(one, shown_on))]


def _paper(one: feedparser.FeedParserDict, shown_on: date) -> Paper | None:
    number = number_in(str(one.get("id", "")))
    title = " ".join(str(one.get("title", "")).split())
    if number is None or not title:
        return None
    abstract = " ".join(str(one.get("summary", "")).split())
    return Paper(
        number, title, abstract, day_in(str(one.get("published", "")), shown_on), len(one.get("authors", [])) or None
    )
