"""Entries and their mentions into the database: re-reading an unchanged listing changes nothing.

Two entries are one when they share an arXiv id or, without one, a title; a mention that a listing no longer holds is
kept with `removed_at`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from urllib.parse import urlsplit

from sqlite_utils import Database

from checks.model import Entry, Kind, Mention, Target
from db.instants import to_text
from db.transaction import transaction

BATCH = 200
TITLE_LENGTH, SENTENCE_LENGTH = 500, 2000
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
"""Control characters, lone surrogates and direction marks: they break terminals, pages or the encoding."""
NO_LETTER = re.compile(r"\W+")


@dataclass(slots=True)
class Saved:
    """What a listing held, and what of it was new."""

    entries: int = 0
    new_entries: int = 0
    mentions: int = 0
    links: int = 0
    new_links: int = 0


@dataclass(frozen=True, slots=True)
class _Saving:
    database: Database
    listing_id: int
    at: str
    rule_version: int
    saved: Saved
    kept: set[int]
    entries: set[int]
    links: set[int]


def save_entries(
    database: Database, listing_id: int, entries: Iterable[Entry], at: datetime, *, rule_version: int
) -> Saved:
    """Store the entries of one listing in batches, then mark what it no longer holds as removed."""
    stored_at = to_text(at) or ""
    this = _Saving(database, listing_id, stored_at, rule_version, Saved(), set(), set(), set())
    for batch in _batches(entries):
        with transaction(database):
            for entry in batch:
                _save_entry(this, entry)
    with transaction(database):
        _remove_vanished(this)
    this.saved.links = len(this.links)
    return this.saved


def clean(text: str, length: int) -> str:
    """Return text that can be stored and shown: no control characters, not longer than `length`."""
    return UNSTORABLE.sub("\ufffd", text)[:length]


def entry_key(entry: Entry) -> str:
    """Return what makes two entries one."""
    if entry.arxiv_id:
        return f"arxiv:{entry.arxiv_id.lower()}"
    letters = unicodedata.normalize("NFKC", entry.title).casefold()
    return "title:" + NO_LETTER.sub(" ", letters).strip()[:TITLE_LENGTH]


def _batches(entries: Iterable[Entry]) -> Iterator[Sequence[Entry]]:
    stream = iter(entries)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _save_entry(this: _Saving, entry: Entry) -> None:
    entry_id = _entry_id(this, entry)
    this.database.execute(
        """insert into entry_listings (entry_id, listing_id, position) values (?, ?, ?)
           on conflict do update set position = excluded.position, removed_at = null""",
        (entry_id, this.listing_id, entry.position),
    )
    this.entries.add(entry_id)
    this.saved.entries += 1
    for mention in entry.mentions:
        _save_mention(this, entry_id, mention)


def _entry_id(this: _Saving, entry: Entry) -> int:
    """Find the entry by its key or make it; a listing that knows more than an earlier one fills in what was missing."""
    values = (
        clean(entry.title, TITLE_LENGTH),
        entry.date and entry.date.isoformat(),
        entry.arxiv_id,
        entry.authors,
        entry.organization and clean(entry.organization, TITLE_LENGTH),
        entry.claim,
    )
    found = this.database.execute("select id from entries where key = ?", (entry_key(entry),)).fetchone()
    if found is None:
        this.saved.new_entries += 1
        insert = """insert into entries (title, date, arxiv_id, authors, organization, claim, first_seen_at, key)
                    values (?, ?, ?, ?, ?, ?, ?, ?)"""
        return int(this.database.execute(insert, (*values, this.at, entry_key(entry))).lastrowid or 0)
    this.database.execute(
        """update entries set date = coalesce(date, ?2), arxiv_id = coalesce(arxiv_id, ?3),
             authors = coalesce(authors, ?4), organization = coalesce(organization, ?5), claim = ?6
           where id = ?7 and ?1 is not null""",
        (*values, found[0]),
    )
    return int(found[0])


def _save_mention(this: _Saving, entry_id: int, mention: Mention) -> None:
    link_id = None if mention.target is None else _link_id(this, mention.target)
    sentence = clean(mention.sentence, SENTENCE_LENGTH)
    says = (
        mention.claim,
        mention.artifact,
        mention.promised_by and mention.promised_by.isoformat(),
        mention.condition and clean(mention.condition, TITLE_LENGTH),
        mention.origin,
        clean(mention.place.file, SENTENCE_LENGTH),
        mention.place.line,
        mention.place.column,
        this.rule_version,
    )
    found = this.database.execute(
        """select id from mentions where entry_id = ? and listing_id = ? and link_id is ? and sentence = ?
           order by removed_at is not null, id""",
        (entry_id, this.listing_id, link_id, sentence),
    ).fetchall()
    free = next((row[0] for row in found if row[0] not in this.kept), None)
    this.saved.mentions += 1
    if free is None:
        insert = """insert into mentions (claim, artifact, promised_by, condition, origin, file, line, "column",
                      rule_version, entry_id, listing_id, link_id, url, sentence, first_seen_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
        url = mention.url and clean(mention.url, SENTENCE_LENGTH)
        row = (*says, entry_id, this.listing_id, link_id, url, sentence, this.at)
        this.kept.add(int(this.database.execute(insert, row).lastrowid or 0))
        return
    this.kept.add(free)
    this.database.execute(
        """update mentions set claim = ?, artifact = ?, promised_by = ?, condition = ?, origin = ?, file = ?, line = ?,
             "column" = ?, rule_version = ?, removed_at = null where id = ?""",
        (*says, free),
    )


def _link_id(this: _Saving, target: Target) -> int:
    if target.kind not in {Kind.REPO, Kind.PAGE}:
        raise ValueError(f"only repositories and pages are watched, not {target.kind}")
    url = clean(target.url, SENTENCE_LENGTH)
    found = this.database.execute("select id from links where url = ?", (url,)).fetchone()
    if found is None:
        this.saved.new_links += 1
        row = (url, target.kind, target.forge, target.name, urlsplit(url).hostname or "", this.at)
        insert = "insert into links (url, kind, forge, name, host, first_seen_at) values (?, ?, ?, ?, ?, ?)"
        found = (this.database.execute(insert, row).lastrowid,)
        this.database.execute("insert into link_state (link_id, health) values (?, 'new')", found)
    this.links.add(int(found[0]))
    return int(found[0])


def _remove_vanished(this: _Saving) -> None:
    """Mark the mentions and the entries of this listing that were not seen again."""
    for table, column, kept in (("mentions", "id", this.kept), ("entry_listings", "entry_id", this.entries)):
        standing = this.database.execute(
            f"select {column} from {table} where listing_id = ? and removed_at is null", (this.listing_id,)
        ).fetchall()
        gone = [(this.at, row[0], this.listing_id) for row in standing if row[0] not in kept]
        update = f"update {table} set removed_at = ? where {column} = ? and listing_id = ?"
        this.database.conn.executemany(update, gone)
