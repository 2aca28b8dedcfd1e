"""`linkpulse add`: have listings re-read at every run."""

import asyncio
from typing import Any

import click

from checks.errors import ListingError
from checks.probers.transport import Transport, open_session
from db.store import Store
from monitor import ingest
from monitor.cli import EXIT_USAGE, now
from monitor.options import database_option, include_option, network_options, settings_of
from monitor.settings import Settings
from monitor.sources import STANDARD_INPUT, expand


@click.command(short_help="Have listings re-read.", epilog="Example:  linkpulse add my-list.md && linkpulse check")
@click.argument("listing", nargs=-1, required=True)
@include_option
@database_option
@network_options
@click.pass_context
def add(ctx: click.Context, /, listing: tuple[str, ...], **options: Any) -> None:
    """Read each LISTING now and again at every `linkpulse check`.

    A LISTING is a file, a folder, a pattern such as 'lists/*.md', a URL, or a paper's number on arXiv.
    """
    settings = settings_of(ctx, **options)
    with Store.open(settings.db) as store:
        ctx.exit(asyncio.run(_add(store, settings, listing)))


async def _add(store: Store, settings: Settings, sources: tuple[str, ...]) -> int:
    code = 0
    async with open_session(Transport(), settings.allowed, settings.user_agent) as session:
        for source in expand(sources):
            try:
                said, problems = await _add_one(store, settings, source, session)
                click.echo(said)
            except ListingError as unreadable:
                problems = (unreadable,)
            for problem in problems:
                click.echo(f"linkpulse: {problem}", err=True)
                code = EXIT_USAGE
    return code


async def _add_one(store: Store, settings: Settings, source: str, session: Any) -> tuple[str, tuple[ListingError, ...]]:
    if source == STANDARD_INPUT:
        raise ListingError(source, "standard input cannot be read again", hint="use `linkpulse check -`")
    ingested, problems = await ingest.read_and_save(store, source, session, settings, now, active=True)
    saved = ingested.saved
    held = "unchanged" if ingested.unchanged else f"{saved.entries} entries, {saved.links} links, {saved.new_links} new"
    return f"added {source} ({ingested.format}): {held}", problems
