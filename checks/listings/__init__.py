"""Listings in, entries out: one pure file per format. Nothing in here opens a file or a socket."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from checks.claims import entry_claim
from checks.errors import ListingError
from checks.listings import (
    arxiv_mail,
    bibtex,
    csv_table,
    daily_papers,
    feed,
    html,
    huggingface_json,
    json_lines,
    json_papers,
    latex,
    markdown,
    notebook,
    paper_ids,
    rst,
    text,
    yaml_papers,
)
from checks.listings.decoding import decode
from checks.listings.formats import Format
from checks.listings.source import Source, source_of
from checks.model import Claim, Entry, Mention, Outside

__all__ = ["LISTINGS", "Extraction", "Format", "extract"]

LISTINGS: tuple[Format, ...] = (
    Format("daily-papers", daily_papers.recognises, daily_papers.read),
    Format("paper-ids", paper_ids.recognises, paper_ids.read),
    Format("arxiv-mail", arxiv_mail.recognises, arxiv_mail.read),
    Format("html", html.recognises, html.read),
    Format("feed", feed.recognises, feed.read),
    Format("notebook", notebook.recognises, notebook.read),
    Format("huggingface-json", huggingface_json.recognises, huggingface_json.read),
    Format("json-lines", json_lines.recognises, json_lines.read),
    Format("json", json_papers.recognises, json_papers.read),
    Format("bibtex", bibtex.recognises, bibtex.read),
    Format("latex", latex.recognises, latex.read),
    Format("rst", rst.recognises, rst.read),
    Format("yaml", yaml_papers.recognises, yaml_papers.read),
    Format("csv", csv_table.recognises, csv_table.read),
    Format("markdown", markdown.recognises, markdown.read),
    Format("text", text.recognises, text.read),
)
"""In the order in which they are asked; plain text accepts everything."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a listing holds, and the name of the format it was read as.

    `problems` are entries that are left out, `outside` are the links that belong to no entry: they are never watched.
    """

    format: str
    entries: tuple[Entry, ...]
    problems: tuple[ListingError, ...] = ()
    outside: tuple[Mention, ...] = ()


def extract(data: bytes, source: str, *, as_format: str | None = None, read_on: date) -> Extraction:
    """Read a listing; `source` is the name that it was given under, `read_on` gives dates without a year theirs.

    Raises ListingError for an empty, a binary or a broken listing and for an unknown format. A listing without links
    is none of these: it has no entries. Mentions of every kind are returned; `is_watched` tells which are followed.
    """
    known = None if as_format is None else _named(as_format, source)
    listing = source_of(decode(data, source), source, read_on)
    chosen = known or _recognised(listing)
    problems: list[ListingError] = []
    outside: list[Mention] = []
    found = enumerate(_entries(chosen.read(listing), problems, outside), start=1)
    entries = tuple(_finished(entry, position) for position, entry in found)
    return Extraction(chosen.name, entries, tuple(problems), tuple(_linked(outside)))


def _entries(
    found: Iterable[Entry | Outside | ListingError], problems: list[ListingError], outside: list[Mention]
) -> Iterator[Entry]:
    """Yield the entries; put aside what could not be read and what belongs to none."""
    for one in found:
        if isinstance(one, ListingError):
            problems.append(one)
        elif isinstance(one, Outside):
            outside += one.mentions
        else:
            yield one


def _linked(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the links; what a header says of its own code is no promise of a paper."""
    return (replace(one, claim=Claim.NONE) for one in mentions if one.url is not None)


def _named(name: str, source: str) -> Format:
    for known in LISTINGS:
        if known.name == name:
            return known
    names = ", ".join(known.name for known in LISTINGS)
    raise ListingError(source, f"there is no format {name!r}", hint=f"the formats are {names}")


def _recognised(listing: Source) -> Format:
    return next(known for known in LISTINGS if known.recognises(listing))


def _finished(entry: Entry, position: int) -> Entry:
    """Number an entry and sum up what it claims; a release that names no link is no mention, but part of that sum."""
    kept = tuple(one for one in entry.mentions if one.url is not None or one.claim is not Claim.RELEASED)
    return replace(entry, position=position, claim=entry_claim(entry.mentions), mentions=kept)
