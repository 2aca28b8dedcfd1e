"""`linkpulse correct`: people know better than the machine."""

from datetime import datetime

import click

from db.opening import open_for_reading
from db.overruling import Correction, say, take_back
from db.store import Store
from monitor.cli import EXIT_USAGE, now
from monitor.corrections import FIELDS, field_and_value, subject_of
from monitor.options import database_option, settings_of, typed
from monitor.overruled import UNREASONED, login, overruling_options, print_standing, so_far
from monitor.ruling import rule


@click.command(
    short_help="Say what you know better.",
    epilog="Examples:  linkpulse correct acme/redfox code_state=present --reason 'in a submodule'    "
    "linkpulse correct 2404.12345 promised_by=2027-03-01 --reason 'they told me'    linkpulse correct  (lists)",
)
@click.argument("subject", callback=typed, required=False, metavar="[URL|PAPER]")
@click.argument("correction", callback=typed, required=False, metavar="[FIELD=VALUE]")
@overruling_options
@database_option
@click.pass_context
def correct(
    ctx: click.Context,
    /,
    subject: str | None,
    correction: str | None,
    reason: str | None,
    until: datetime | None,
    author: str | None,
    remove: bool,
    db: str | None,
) -> None:
    """Overrule what is said of a link (health, code_state) or of a paper (status, promised_by).

    URL is an address or owner/name, PAPER an arXiv number, a link that it mentions, or its title. What you say counts
    in every list and report, and stands beside what the machine says; with --remove the machine's word counts again.
    Without arguments, all corrections are listed.
    """
    path = settings_of(ctx, db=db).db
    if subject is None:
        print_standing(open_for_reading(path), ignored=False, nothing="Nothing is corrected.")
        return
    if correction is None:
        raise click.UsageError(f"say what is to be corrected, as FIELD=VALUE; known are {', '.join(FIELDS)}")
    if not reason and not remove:
        raise click.UsageError(UNREASONED)
    with Store.open(path) as store:
        if remove:
            ctx.exit(_take_back(store, subject_of(subject), correction.partition("=")[0]))
        field, value = field_and_value(correction)
        end = until and until.date()
        _say(store, Correction(subject_of(subject), field, value, reason or "", author or login(), end))


def _say(store: Store, correction: Correction) -> None:
    said = say(store.database, correction, now())
    rule(store, None, now())
    known = f"the machine says {said.machine or 'nothing'}" if said.matches else so_far(said, now())
    click.echo(f"corrected {said.subject}: {said.field} is {said.value}; {known}")


def _take_back(store: Store, subject: str, field: str) -> int:
    known = take_back(store.database, subject, field, now())
    rule(store, None, now())
    if known:
        click.echo(f"the machine's word counts again: {field} of {subject}")
        return 0
    click.echo(f"linkpulse: {field} of {subject} is not corrected; `linkpulse correct` lists what is", err=True)
    return EXIT_USAGE
