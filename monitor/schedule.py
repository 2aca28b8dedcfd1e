"""When to look at a link again: tables of patience, and a jitter that depends on nothing but the link.

Nothing here knows about hosts that throttle: their links stay due and the host waits (`hosts` in the database).
Figures: verdicts.md, section 5.
"""

import datetime as dt
import hashlib

from checks.model import CodeState, Health, Kind, Link, LinkState

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)

UP_FIRST, UP_CAP_REPOSITORY, UP_CAP_PAGE = DAY, 14 * DAY, 30 * DAY
LIMITED_FIRST, LIMITED_CAP = 7 * DAY, 30 * DAY
SETTLED = 30 * DAY
"""Withheld or skipped: only people change that."""

SUSPECT = (HOUR, 6 * HOUR, DAY, 2 * DAY, 3 * DAY)
"""After the first bad look, the second, …; the last one goes on."""
WAITED = ((180 * DAY, DAY), (365 * DAY, 7 * DAY))
WAITED_LONGER = 30 * DAY
"""Code that is awaited: for so long look so often, then only so often."""
DEAD = ((5 * DAY, 7 * DAY), (29 * DAY, 30 * DAY))
DEAD_LONGER = 90 * DAY
"""Dead for less than this: look after that. The bounds lie below the looks they tell apart, which jitter may hasten."""

SHARE = 0.15
SHARE_DOUBTFUL = 0.20
WAITED_JITTER = 4 * HOUR


def next_check_at(link: Link, state: LinkState, code: CodeState, promised: bool, at: dt.datetime) -> dt.datetime:  # noqa: FBT001 - the order of what is known of a link, as in Watched
    """Return when to look at `link` again after the look at `at` that left it in `state` (aware UTC).

    `code` is what its repository was last known to hold; `promised`: some entry promises code there.
    Jitter only ever hastens a look, so that a cap is a cap and a daily run does not skip a day for a few minutes.
    A look that did not count (blind) leaves the link due: the answer is `at`.
    """
    if not _counted(state, at):
        return at
    pending_at = _pending_at(state, at)
    if pending_at is not None:
        return pending_at
    if _awaited(link, state, code, promised=promised):
        return at + _hastened(_by_age(WAITED, WAITED_LONGER, _waited(state, at)), WAITED_JITTER, link)
    return _by_health(link, state, at)


def next_search_at(since: dt.datetime, at: dt.datetime) -> dt.datetime:
    """Return when to look again, beside its listing, for code that has been awaited since an instant (aware UTC)."""
    return at + _by_age(WAITED, WAITED_LONGER, at - since)


def _counted(state: LinkState, at: dt.datetime) -> bool:
    """Tell a look that was judged from a blind one, which leaves no trace in the state."""
    judged = state.health is not Health.NEW or state.last_checked_at is not None
    return judged and state.last_checked_at in (None, at)


def _pending_at(state: LinkState, at: dt.datetime) -> dt.datetime | None:
    """The look that may settle a revival or a block, never before its span is over; None when nothing is pending."""
    first = state.ok_first_at or state.withheld_first_at
    if first is None:
        return None
    return first + DAY if first + DAY > at else at + DAY


def _awaited(link: Link, state: LinkState, code: CodeState, *, promised: bool) -> bool:
    """Tell whether news of code can be expected here: a promise not yet kept, or a repository that holds nothing yet.

    A dead link is awaited only when it was promised and has never held code: a repository that is still private.
    """
    nothing_yet = code in (CodeState.PLACEHOLDER, CodeState.EMPTY)
    unkept = promised and code not in (CodeState.PRESENT, CodeState.PARTIAL)
    if state.health is Health.UP:
        return nothing_yet or (promised and link.kind is Kind.REPO and code is not CodeState.PRESENT)
    return state.health is Health.DEAD and unkept


def _waited(state: LinkState, at: dt.datetime) -> dt.timedelta:
    """How long it has been watched for certain: since its first answer, or its first failure if it never answered."""
    return at - (state.first_ok_at or state.fail_first_at or state.since or at)


def _by_health(link: Link, state: LinkState, at: dt.datetime) -> dt.datetime:
    lasted = at - (state.since or at)
    match state.health:
        case Health.SUSPECT:
            return _suspect_at(link, state, at)
        case Health.NEW | Health.UP:
            cap = UP_CAP_REPOSITORY if link.kind is Kind.REPO else UP_CAP_PAGE
            patience, share = _growing(UP_FIRST, cap, lasted), SHARE
        case Health.LIMITED:
            patience, share = _growing(LIMITED_FIRST, LIMITED_CAP, lasted), SHARE_DOUBTFUL
        case Health.DEAD:
            patience, share = _by_age(DEAD, DEAD_LONGER, lasted), SHARE_DOUBTFUL
        case Health.WITHHELD | Health.SKIPPED:
            patience, share = SETTLED, SHARE_DOUBTFUL
    return at + _hastened(patience, patience * share, link)


def _suspect_at(link: Link, state: LinkState, at: dt.datetime) -> dt.datetime:
    """Look soon, then more rarely, but not after the instant at which the doubt can be settled."""
    patience = SUSPECT[min(max(state.fail_count, 1), len(SUSPECT)) - 1]
    soon = at + _hastened(patience, patience * SHARE_DOUBTFUL, link)
    if state.confirm_at is None or state.confirm_at <= at:
        return soon
    return min(soon, state.confirm_at)


def _growing(first: dt.timedelta, cap: dt.timedelta, lasted: dt.timedelta) -> dt.timedelta:
    """Half as long again each time: first * 1.5 ** n, said by how long the state has lasted."""
    return min(first + lasted / 2, cap)


def _by_age(
    steps: tuple[tuple[dt.timedelta, dt.timedelta], ...], longer: dt.timedelta, age: dt.timedelta
) -> dt.timedelta:
    return next((patience for until, patience in steps if age < until), longer)


def _hastened(patience: dt.timedelta, most: dt.timedelta, link: Link) -> dt.timedelta:
    """Shorten `patience` by a part of `most` that is always the same for the same link."""
    return patience - most * _chance(link)


def _chance(link: Link) -> float:
    """A number in [0, 1) that spreads links evenly and stays the same in every process."""
    digest = hashlib.blake2b(str(link.id).encode(), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64
