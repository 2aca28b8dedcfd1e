"""`linkpulse extract`: what listings hold, as a table or as JSON Lines."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from checks.errors import ListingError
from checks.listings import LISTINGS, Extraction
from checks.model import Entry, Kind, Mention, Target
from checks.probers.transport import Transport, open_session
from checks.secrets import masked_text
from monitor import ingest
from monitor.cli import EXIT_USAGE, now
from monitor.options import include_option, network_options, settings_of
from monitor.settings import Settings
from monitor.sources import expand
from monitor.terminal import console, plain


@click.command(
    short_help="Print what listings hold.",
    epilog="Example:  linkpulse extract daily-papers.txt --format json | head -n 1",
)
@click.argument("listing", nargs=-1, required=True)
@click.option("--format", "output", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--as", "as_format", type=click.Choice([known.name for known in LISTINGS]), help="Do not guess the format."
)
@include_option
@network_options
@click.pass_context
def extract(
    ctx: click.Context,
    /,
    listing: tuple[str, ...],
    output: str,
    as_format: str | None,
    **options: Any,
) -> None:
    """Print what each LISTING holds: entries, links, sentences and claims.

    A LISTING is a file, a folder, a pattern, a URL, a paper's number or - for standard input; each may be compressed
    by gzip. Nothing is stored and no link is contacted. JSON names every link, with what it is and whether it is
    watched; those of a header belong to no entry and come last, without a position.
    """
    settings = settings_of(ctx, **options)
    unreadable = False
    for extraction in asyncio.run(_read_all(listing, as_format, settings)):
        if isinstance(extraction, ListingError):
            click.echo(f"linkpulse: {extraction}", err=True)
            unreadable = True
            continue
        for problem in extraction.problems:
            click.echo(f"linkpulse: {problem}", err=True)
            unreadable = True
        _print_json(extraction, settings.include) if output == "json" else _print_table(extraction, settings.include)
    ctx.exit(EXIT_USAGE if unreadable else 0)


async def _read_all(
    sources: tuple[str, ...], as_format: str | None, settings: Settings
) -> list[Extraction | ListingError]:
    async with open_session(Transport(), settings.allowed, settings.user_agent) as session:
        found: list[Extraction | ListingError] = []
        for source in expand(sources):
            try:
                found.append(await ingest.extract_source(source, session, as_format=as_format, now=now()))
            except ListingError as problem:
                found.append(problem)
        return found


def _print_json(extraction: Extraction, include: frozenset[Kind]) -> None:
    """Print an object for each entry with all its links, and a last one without a position for those of no entry."""
    for entry in extraction.entries:
        shown = ingest.presentable(entry.mentions)
        mentions = [_mention_json(one, watched=ingest.is_followed(one, include)) for one in shown]
        click.echo(json.dumps(_entry_json(entry) | {"mentions": mentions}, ensure_ascii=False))
    if extraction.outside:
        mentions = [_mention_json(one, watched=False) for one in ingest.presentable(extraction.outside)]
        nobody = _entry_json(Entry(0, "")) | {"position": None, "title": None}
        click.echo(json.dumps(nobody | {"mentions": mentions}, ensure_ascii=False))


def _entry_json(entry: Entry) -> dict[str, Any]:
    return {
        "position": entry.position,
        "title": masked_text(entry.title),
        "date": entry.date and entry.date.isoformat(),
        "authors": entry.authors,
        "organization": entry.organization,
        "arxiv_id": entry.arxiv_id,
        "claim": entry.claim,
    }


def _mention_json(mention: Mention, *, watched: bool) -> dict[str, Any]:
    return {
        "url": mention.url,
        "watched": watched,
        "target": mention.target and _target_json(mention.target),
        "claim": mention.claim,
        "artifact": mention.artifact,
        "sentence": mention.sentence,
        "promised_by": mention.promised_by and mention.promised_by.isoformat(),
        "condition": mention.condition,
        "file": mention.place.file,
        "line": mention.place.line,
        "column": mention.place.column,
    }


def _target_json(target: Target) -> dict[str, Any]:
    if target.kind is Kind.REPO:
        return {"kind": "repo", "forge": target.forge, "name": target.name, "url": target.url}
    return {"kind": target.kind, "url": target.url}


def _print_table(extraction: Extraction, include: frozenset[Kind]) -> None:
    entries = [ingest.storable(entry, include) for entry in extraction.entries]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading, justify in (("#", "right"), ("Entry", "left"), ("Claim", "left"), ("Link", "left")):
        table.add_column(heading, justify=justify, overflow="fold")  # type: ignore[arg-type]  # rich's literal type
    links = 0
    for entry in entries:
        for row in _rows(entry):
            table.add_row(*row)
        links += sum(mention.url is not None for mention in entry.mentions)
    out = console()
    out.print(table)
    out.print(f"\n{len(entries)} entries, {links} links, read as {extraction.format}")
    if unwatched := _unwatched(extraction, include):
        out.print(f"Not watched: {unwatched}", style="dim")


def _unwatched(extraction: Extraction, include: frozenset[Kind]) -> str:
    """Say how many links are left alone, by their kind: `--include KIND` watches them too if an entry holds them."""
    mentions = (one for entry in extraction.entries for one in entry.mentions if not ingest.is_followed(one, include))
    kinds = Counter(one.target.kind for one in mentions if one.target)
    said = [f"{count} {kind}" for kind, count in kinds.most_common()]
    return ", ".join([*said, *([f"{len(extraction.outside)} outside of all entries"] if extraction.outside else [])])


def _rows(entry: Entry) -> Iterator[tuple[Text, ...]]:
    heading = [Text(str(entry.position)), plain(entry.title)]
    for mention in entry.mentions:
        link = mention.target.url if mention.target else "(no link)"
        yield (*heading, Text(f"{mention.claim} {mention.artifact}"), plain(link))
        heading = [Text(""), Text("")]
    if not entry.mentions:
        yield (*heading, Text("none"), Text("-", style="dim"))
