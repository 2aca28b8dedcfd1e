"""What the release status of entries rests on, read from mentions and the present state of their links."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlite_utils import Database

from checks.model import (
    Artifact,
    Claim,
    ClaimEvidence,
    CodeState,
    EntryEvidence,
    Health,
    Kind,
    ReleaseStatus,
)
from db.instants import from_text

PAGE = 500

_EVIDENCE = """
select e.id, e.date, e.first_seen_at, t.status,
  (select value from overruled o where o.entry_id = e.id and o.field = 'status'), e.arxiv_id is not null,
  m.claim, m.artifact,
  coalesce((select value from overruled o where o.entry_id = e.id and o.field = 'promised_by'), m.promised_by),
  m.link_id, l.kind,
  coalesce((select value from overruled o where o.link_id = m.link_id and o.field = 'health'), s.health),
  coalesce((select value from overruled o where o.link_id = m.link_id and o.field = 'code_state'), s.code_state),
  s.ever_present or (l.kind = 'page' and s.first_ok_at is not null), s.ok_first_at is not null
from mentions m join entries e on e.id = m.entry_id left join entry_status t on t.entry_id = e.id
  left join links l on l.id = m.link_id left join link_state s on s.link_id = m.link_id
where m.removed_at is null and {which} order by m.entry_id, m.id
"""


def entry_evidence(database: Database) -> Iterator[EntryEvidence]:
    """Yield what the release status of each watched entry rests on, a bounded number at a time."""
    last = database.execute("select coalesce(max(id), 0) from entries").fetchone()[0]
    for after in range(0, last, PAGE):
        yield from _gathered(database, "m.entry_id > ? and m.entry_id <= ?", (after, after + PAGE))


def bare_promises(database: Database, listing_id: int) -> dict[int, EntryEvidence]:
    """Return, by their ids, the entries of a listing that promise something without a link to it."""
    which = """m.entry_id in (select b.entry_id from mentions b where b.listing_id = ? and b.removed_at is null
      and b.link_id is null and b.claim = 'promised')"""
    return {evidence.entry_id: evidence for evidence in _gathered(database, which, (listing_id,))}


def evidence_of(database: Database, entry_ids: Sequence[int]) -> Iterator[EntryEvidence]:
    """Yield the evidence of some entries."""
    for entry_id in entry_ids:
        yield from _gathered(database, "m.entry_id = ?", (entry_id,))


def _gathered(database: Database, which: str, parameters: Sequence[object]) -> Iterator[EntryEvidence]:
    found = database.execute(_EVIDENCE.format(which=which), parameters).fetchall()
    for _, group in groupby(found, key=lambda row: row[0]):
        yield _evidence(list(group))


def _evidence(found: Sequence[tuple[Any, ...]]) -> EntryEvidence:
    entry_id, day, first_seen_at, status, said, has_record = found[0][:6]
    first_seen = from_text(first_seen_at)
    if first_seen is None:
        raise sqlite3.IntegrityError(f"entry {entry_id} was never seen")
    return EntryEvidence(
        entry_id=entry_id,
        date=_day(day),
        first_seen_at=first_seen,
        claims=tuple(_claim(row[6:]) for row in found),
        status=status and ReleaseStatus(status),
        said=said and ReleaseStatus(said),
        has_record=bool(has_record),
    )


def _claim(row: Sequence[Any]) -> ClaimEvidence:
    claim, artifact, promised_by, link_id, kind, health, code, ever_present, answering = row
    return ClaimEvidence(
        claim=Claim(claim),
        artifact=Artifact(artifact),
        promised_by=_day(promised_by),
        link_id=link_id,
        kind=kind and Kind(kind),
        health=health and Health(health),
        code=code and CodeState(code),
        ever_present=bool(ever_present),
        answering=bool(answering),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
