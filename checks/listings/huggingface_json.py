"""The Hugging Face `daily_papers` API: a list of objects, each with a `paper` inside; or one paper alone."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from checks.listings.json_text import Strings, parse, readable
from checks.listings.passages import artifact_at, mentions_of
from checks.listings.source import Source
from checks.model import Claim, Entry, Mention
from checks.urls import target

HEAD = 65536
PAPER = re.compile(r'"paper"\s*:\s*\{|"(?:githubRepo|projectPage)"\s*:')
FIELDS = ("githubRepo", "projectPage")
"""Fields that hold a link; being filled in says that it is there."""
ARXIV_ID = re.compile(r"\d{4}\.\d{4,5}", re.ASCII)

Record = dict[str, Any]  # JSON: what a field holds is known only once it is looked at


def recognises(source: Source) -> bool:
    """Tell by the fields of a paper; raises ListingError for a broken `.json`, whatever it was meant to hold."""
    opens = source.text.lstrip()[:1] in {"[", "{"}
    if source.has_suffix(".json"):
        return _papers(parse(source)) is not None
    return opens and PAPER.search(source.text[:HEAD]) is not None and not source.has_suffix(".jsonl", ".ndjson")


def read(source: Source) -> Iterator[Entry]:
    """Yield the papers; a record without a title is none."""
    strings = Strings(source)
    for record in _papers(parse(source)) or []:
        paper = {**record, **record["paper"]} if isinstance(record.get("paper"), dict) else record
        if title := _text(paper, "title"):
            yield _entry(title, paper, strings, source)


def _papers(value: object) -> list[Record] | None:
    """Return the records of the listing; None if these are no papers."""
    found = [value] if isinstance(value, dict) else value
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        return None
    return found if not found or any(_is_paper(one) for one in found) else None


def _is_paper(record: Record) -> bool:
    return isinstance(record.get("paper"), dict) or ("title" in record and any(name in record for name in FIELDS))


def _entry(title: str, paper: Record, strings: Strings, source: Source) -> Entry:
    on = _date(_text(paper, "publishedAt"))
    authors = paper.get("authors")
    summary = mentions_of(strings.passage(text), source, on or source.on) if (text := _text(paper, "summary")) else ()
    fields = (_field(name, value, strings, source) for name in FIELDS if (value := _text(paper, name)))
    return Entry(
        position=0,
        title=" ".join(readable(title).split()),
        date=on,
        authors=len(authors) if isinstance(authors, list) else None,
        organization=_organization(paper.get("organization")),
        arxiv_id=found[0] if (found := ARXIV_ID.match(_text(paper, "id"))) else None,
        mentions=(*summary, *(mention for mention in fields if mention)),
    )


def _field(name: str, value: str, strings: Strings, source: Source) -> Mention | None:
    passage = strings.passage(value)
    url = passage.text.strip()
    aim = target(url)
    if aim is None:
        return None
    return Mention(
        url=url,
        target=aim,
        claim=Claim.RELEASED,
        artifact=artifact_at(aim, ()),
        sentence=f"{name}: {url}",
        place=source.place(passage.offset(0)),
        origin="field",
    )


def _text(record: Record, name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _organization(value: object) -> str | None:
    if not isinstance(value, dict):
        return None
    return readable(_text(value, "fullname") or _text(value, "name")) or None
