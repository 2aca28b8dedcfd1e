"""What `doctor` looks at: the database, the age of the last run, the network, the token; and what to do about each."""

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from checks.canaries import parse_canary
from checks.errors import DatabaseError
from checks.forges.fields import mapping, number
from checks.guard import guarded_socket_factory
from checks.probers.canaries import Reach
from checks.probers.transport import Transport, open_session
from db.opening import open_for_reading
from db.queries import latest_judged
from db.soundness import faults
from monitor.heartbeat import is_running, last_beat, minute, place
from monitor.settings import Settings

OK = 200
MEGABYTE = 1_000_000


class Subject(StrEnum):
    """What a finding is about."""

    DATABASE = "database"
    LAST_RUN = "last run"
    WATCH = "watch"
    NETWORK = "network"
    GITHUB = "github"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what was seen, whether that is well, and what to do if it is not."""

    subject: Subject
    seen: str
    well: bool = True
    remedy: str = ""


def _wrong(subject: Subject, seen: str, remedy: str) -> Finding:
    return Finding(subject, seen, well=False, remedy=remedy)


def of_database(path: Path, now: datetime, max_age: timedelta) -> list[Finding]:
    """Examine the database and the age of its last run."""
    try:
        with closing(open_for_reading(path)) as database:
            wrong = faults(database)
            links = database.execute("select count(*) from links").fetchone()[0]
            size = sum(part.stat().st_size for part in (path, Path(f"{path}-wal")) if part.exists()) / MEGABYTE
            judged = latest_judged(database)
    except DatabaseError as problem:
        return [_wrong(Subject.DATABASE, str(problem), "")]
    if wrong:
        return [_wrong(Subject.DATABASE, "; ".join(wrong), "restore a copy, or start a new one with --db")]
    whole = Finding(Subject.DATABASE, f"{path} is sound: {links:,} links, {size:,.1f} MB")
    return [whole, _age(judged, now, max_age)]


def _age(judged: datetime | None, now: datetime, max_age: timedelta) -> Finding:
    if judged is None:
        return _wrong(Subject.LAST_RUN, "no run has judged anything yet", "linkpulse check LISTING")
    hours = (now - judged) / timedelta(hours=1)
    seen = f"judged links {hours:,.1f} hours ago, at {judged:%Y-%m-%d %H:%M} UTC"
    if now - judged > max_age:
        return _wrong(Subject.LAST_RUN, seen, "look at what runs it: cron, timer, workflow or watch")
    return Finding(Subject.LAST_RUN, seen)


def of_watch(path: Path, now: datetime) -> list[Finding]:
    """Examine the watch of a database: none is found where none is meant to be."""
    beat, running = last_beat(path), is_running(path)
    if beat is None:
        return [Finding(Subject.WATCH, "runs and has not begun yet")] if running else []
    heard = f"last heard of at {minute(beat.at)}"
    if not running:
        remedy = f"start it again, or delete {place(path)} if none is meant to run"
        return [_wrong(Subject.WATCH, f"it ended without being asked to; {heard}", remedy)]
    if beat.is_late(now):
        return [_wrong(Subject.WATCH, f"it hangs; {heard} ({beat})", "end it and start it again")]
    return [Finding(Subject.WATCH, f"runs: {beat}; {heard}")]


async def of_network(settings: Settings, transport: Transport) -> Finding:
    """Ask every canary once, as a run does."""
    if not settings.canaries:
        return Finding(Subject.NETWORK, "no canaries are set: the line is trusted")
    async with open_session(transport, settings.allowed, settings.user_agent) as session:
        reach = Reach(session, guarded_socket_factory(settings.allowed), transport.resolver)
        right = [await reach.ask(parse_canary(written))() for written in settings.canaries]
    silent = [written for written, answered in zip(settings.canaries, right, strict=True) if not answered]
    seen = f"{sum(right)} of {len(right)} canaries answer rightly" + (f"; not {', '.join(silent)}" if silent else "")
    if 2 * sum(right) > len(right):
        return Finding(Subject.NETWORK, seen)
    return _wrong(Subject.NETWORK, seen, "mend the connection, or name other canaries with --config")


async def of_github(settings: Settings, transport: Transport) -> Finding:
    """Ask GitHub what the token may still do; without one nothing is wrong, only slower."""
    if settings.github_token is None:
        seen = "no token: its pages are read, one a second; with GITHUB_TOKEN, fifty repositories are one request"
        return Finding(Subject.GITHUB, seen)
    from checks.probers.github_calls import Calls, GitHubAccess, NoReply  # noqa: PLC0415 - 40 MB others need not load

    with Calls(GitHubAccess(settings.github_api, settings.github_token, transport.ca_file)) as calls:
        reply = await calls.allowance()
    if isinstance(reply, NoReply):
        return _wrong(Subject.GITHUB, f"{settings.github_api} cannot be reached", "check --github-api and the network")
    if reply.status != OK:
        return _wrong(Subject.GITHUB, f"the token was refused ({reply.status})", "make a new one; it needs no scopes")
    return _allowance(reply.document)


def _allowance(document: object) -> Finding:
    graphql = mapping(mapping(document, "resources"), "graphql")
    left, limit, reset = (number(graphql, name) for name in ("remaining", "limit", "reset"))
    if left is None or limit is None:
        return Finding(Subject.GITHUB, "token accepted; its allowance is not told")
    until = f" until {datetime.fromtimestamp(reset, UTC):%H:%M} UTC" if reset else ""
    seen = f"token accepted; {left:,} of {limit:,} points left{until}"
    return Finding(Subject.GITHUB, seen) if left else _wrong(Subject.GITHUB, seen, "wait until then")
