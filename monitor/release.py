"""What has become of an entry's claims, and which changes of a repository are news, as tables.

Nothing is asked or stored here. Rules: DESIGN.md, section 3, "Release status".

Denominators, for whoever makes shares of these: "promises kept" counts entries that ever had a promised claim, without
those that are `unknown` now; "claims that hold" counts entries with a released claim, without `unknown`. `unclaimed`
and `unknown` are never failures and stand in no denominator; `coming_soon` is an open promise, neither kept nor broken.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from checks.model import (
    Artifact,
    Claim,
    ClaimEvidence,
    CodeEvidence,
    CodeState,
    EntryEvidence,
    Event,
    EventKind,
    Flag,
    Health,
    Kind,
    ReleaseStatus,
    Signal,
    StatusRuling,
    Verdict,
    Watched,
)

GRACE = dt.timedelta(days=90)
"""How long a promise without a date may stay open."""


class Finding(StrEnum):
    """What is found where a claim points."""

    PRESENT = "present"
    PARTIAL = "partial"
    ABSENT = "absent"
    GONE = "gone"
    UNKNOWN = "unknown"


class Reach(StrEnum):
    """What a link's health lets us say of what stands there."""

    SEEN = "seen"
    LOST = "lost"
    UNSEEN = "unseen"


REACHES: Mapping[Health, Reach] = {
    Health.UP: Reach.SEEN,
    Health.SUSPECT: Reach.SEEN,
    Health.DEAD: Reach.LOST,
    Health.WITHHELD: Reach.LOST,
    Health.NEW: Reach.UNSEEN,
    Health.LIMITED: Reach.UNSEEN,
    Health.SKIPPED: Reach.UNSEEN,
}

HOLDINGS: Mapping[CodeState, Finding] = {
    CodeState.PRESENT: Finding.PRESENT,
    CodeState.PARTIAL: Finding.PARTIAL,
    CodeState.PLACEHOLDER: Finding.ABSENT,
    CodeState.EMPTY: Finding.ABSENT,
    CodeState.UNKNOWN: Finding.UNKNOWN,
}
"""What is found in a repository that is seen."""
HOLDING = frozenset({CodeState.PRESENT, CodeState.PARTIAL})
HOLDING_NOTHING = frozenset({CodeState.PLACEHOLDER, CodeState.EMPTY})

_DEFAULTED: Mapping[Claim, ReleaseStatus] = {
    Claim.RELEASED: ReleaseStatus.UNRELEASED,
    Claim.PROMISED: ReleaseStatus.COMING_SOON,
    Claim.MIXED: ReleaseStatus.COMING_SOON,
    Claim.ON_REQUEST: ReleaseStatus.UNCLAIMED,
    Claim.NONE: ReleaseStatus.UNCLAIMED,
}
STATUSES: Mapping[Finding, Mapping[Claim, ReleaseStatus]] = {
    Finding.PRESENT: dict.fromkeys(Claim, ReleaseStatus.RELEASED),
    Finding.PARTIAL: dict.fromkeys(Claim, ReleaseStatus.PARTIAL),
    Finding.ABSENT: _DEFAULTED,
    Finding.GONE: dict.fromkeys(Claim, ReleaseStatus.GONE),
    Finding.UNKNOWN: dict.fromkeys(Claim, ReleaseStatus.UNKNOWN),
}
"""What is found, what was claimed: the status, as long as a promise's time is not over."""

STANDING = (
    ReleaseStatus.RELEASED,
    ReleaseStatus.PARTIAL,
    ReleaseStatus.UNKNOWN,
    ReleaseStatus.COMING_SOON,
    ReleaseStatus.GONE,
    ReleaseStatus.OVERDUE,
    ReleaseStatus.UNRELEASED,
    ReleaseStatus.UNCLAIMED,
)
"""Best first. What cannot be seen is better than what is known to be missing: nobody is accused on silence."""


def release_status(evidence: EntryEvidence, now: dt.datetime) -> StatusRuling:
    """Return the status of an entry at `now` (aware UTC), the link that decided it, and when a promise runs out.

    Code claims decide if there are any, else all. Within an artifact the best link counts, across artifacts the worst;
    across artifacts those that nobody claims (none, on request) are left out as soon as one is claimed.
    `overdue_at` is set for `coming_soon` and `overdue` only. What a person says wins over all of it.
    """
    ruling = _by_the_rules(evidence, now)
    return ruling if evidence.said is None else replace(ruling, status=evidence.said, machine=ruling.status)


def _by_the_rules(evidence: EntryEvidence, now: dt.datetime) -> StatusRuling:
    rulings = ([_ruling(evidence, claim, now) for claim in claims] for claims in _deciding(evidence.claims))
    best_of_each = [min(group, key=_standing) for group in rulings]
    return max(best_of_each, key=_standing, default=StatusRuling(evidence.entry_id, ReleaseStatus.UNCLAIMED))


def _deciding(claims: Sequence[ClaimEvidence]) -> Sequence[Sequence[ClaimEvidence]]:
    """The claims that decide, one group per artifact."""
    groups = {artifact: [claim for claim in claims if claim.artifact is artifact] for artifact in Artifact}
    if groups[Artifact.CODE]:
        return [groups[Artifact.CODE]]
    claimed = [group for group in groups.values() if any(_is_claimed(claim) for claim in group)]
    return claimed or [group for group in groups.values() if group]


def _is_claimed(claim: ClaimEvidence) -> bool:
    return claim.claim not in (Claim.NONE, Claim.ON_REQUEST)


def _standing(ruling: StatusRuling) -> int:
    return STANDING.index(ruling.status)


def _ruling(evidence: EntryEvidence, claim: ClaimEvidence, now: dt.datetime) -> StatusRuling:
    """What one claim comes to."""
    status = STATUSES[_finding(claim)][claim.claim]
    if status is not ReleaseStatus.COMING_SOON:
        return StatusRuling(evidence.entry_id, status, claim.link_id)
    overdue_at = _overdue_at(evidence, claim)
    if now >= overdue_at:
        status = ReleaseStatus.OVERDUE if _can_be_looked_for(evidence) else ReleaseStatus.UNKNOWN
    return StatusRuling(evidence.entry_id, status, claim.link_id, overdue_at)


def _can_be_looked_for(evidence: EntryEvidence) -> bool:
    """Whether there is any place where the code could turn up: nobody is accused where nobody can look."""
    return evidence.has_record or any(claim.link_id is not None for claim in evidence.claims)


def _overdue_at(evidence: EntryEvidence, claim: ClaimEvidence) -> dt.datetime:
    """The instant from which a promise is broken: the day it names still belongs to it."""
    if claim.promised_by is not None:
        return _midnight(claim.promised_by) + dt.timedelta(days=1)
    made_at = evidence.first_seen_at if evidence.date is None else _midnight(evidence.date)
    return made_at + GRACE


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _finding(claim: ClaimEvidence) -> Finding:
    if claim.link_id is None or claim.health is None:
        return Finding.ABSENT
    match _reach(claim, claim.health):
        case Reach.UNSEEN:
            return Finding.UNKNOWN
        case Reach.LOST:
            return Finding.GONE if claim.ever_present or claim.code in HOLDING else Finding.ABSENT
        case Reach.SEEN:
            return HOLDINGS[claim.code or CodeState.UNKNOWN] if claim.kind is Kind.REPO else _on_page(claim)


def _reach(claim: ClaimEvidence, health: Health) -> Reach:
    """A repository that answers again is seen at once: what it holds is no matter of confirmation."""
    return Reach.SEEN if claim.answering and claim.kind is Kind.REPO else REACHES[health]


def _on_page(claim: ClaimEvidence) -> Finding:
    """A page that answers is a project page by itself, no proof of code, and tells nothing of the rest."""
    if claim.artifact is Artifact.PROJECT and _is_claimed(claim):
        return Finding.PRESENT
    promised_code = claim.artifact is Artifact.CODE and claim.claim is Claim.PROMISED
    return Finding.ABSENT if promised_code else Finding.UNKNOWN


# ── News of a repository's code ──────────────────────────────────────────────────────────────────


def code_events(
    watched: Watched,
    verdict: Verdict,
    evidence: CodeEvidence | None,
    at: dt.datetime,
    *,
    head_oid: str | None = None,
) -> tuple[Event, ...]:
    """Return what this look at `at` says anew of a repository's code, against what was known of it before.

    `head_oid` is the commit that was looked at, if known: under the commit of the last look it is our rules or our
    evidence that changed, never the repository, and the event is `rejudged`. The first look ever is no news.
    """
    if evidence is None or watched.state.last_checked_at is None or not _tells(verdict):
        return ()
    kind = _change(watched, evidence.state)
    if kind is None:
        return ()
    if head_oid is not None and head_oid == watched.link.head_oid:
        kind = EventKind.REJUDGED
    return (Event(kind, at, old=watched.code, new=evidence.state, detail=evidence.line),)


def _tells(verdict: Verdict) -> bool:
    return verdict.signal in (Signal.ALIVE, Signal.MOVED) and Flag.REPLACED not in verdict.flags


def _change(watched: Watched, now_holds: CodeState) -> EventKind | None:
    if now_holds in HOLDING and (watched.code in HOLDING_NOTHING or _was_not_there(watched)):
        return EventKind.CODE_RELEASED
    if now_holds in HOLDING_NOTHING and watched.code in HOLDING:
        return EventKind.CODE_WITHDRAWN
    return None


def _was_not_there(watched: Watched) -> bool:
    """Tell a promised repository that never answered: it was private, or not yet made."""
    missing = watched.state.health in (Health.SUSPECT, Health.DEAD) and watched.state.first_ok_at is None
    return watched.promised and missing


def code_linked(before: EntryEvidence, after: EntryEvidence, at: dt.datetime) -> tuple[Event, ...]:
    """Return the news that an entry which promised code without any link to it has one now."""
    promised = any(claim.claim is Claim.PROMISED for claim in _code_claims(before))
    if not promised or any(claim.link_id is not None for claim in _code_claims(before)):
        return ()
    linked = (claim.link_id for claim in _code_claims(after) if claim.link_id is not None)
    return tuple(
        Event(EventKind.CODE_LINKED, at, link_id=link_id, entry_id=after.entry_id) for link_id in dict.fromkeys(linked)
    )


def _code_claims(evidence: EntryEvidence) -> Sequence[ClaimEvidence]:
    return [claim for claim in evidence.claims if claim.artifact is Artifact.CODE]
