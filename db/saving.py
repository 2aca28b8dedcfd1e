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
from typing import TypeVar
from urllib.parse import urlsplit

from sqlite_utils import Database

from checks.model import Claim, Entry, Mention, Target
from db.instants import to_text
from db.transaction import transaction

Item = TypeVar("Item")
LARGEST = 2**63 - 1
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
    for batch in batched(entries):
        with transaction(database):
            for entry in batch:
                _save_entry(this, entry)
    with transaction(database):
        _remove_vanished(this)
    this.saved.links = len(this.links)
    return this.saved


@dataclass(frozen=True, slots=True)
class FoundMentions:
    """Mentions that were found beside a paper's listing; they stand as long as the listing holds the paper."""

    database: Database
    entry_id: int
    at: datetime
    rule_version: int

    def save(self, mentions: Iterable[Mention]) -> None:
        """Store them with the first listing that holds the paper; without one nobody waits for it any more."""
        sql = "select min(listing_id) from entry_listings where entry_id = ? and removed_at is null"
        (listing_id,) = self.database.execute(sql, (self.entry_id,)).fetchone()
        if listing_id is None:
            return
        at = to_text(self.at) or ""
        this = _Saving(self.database, listing_id, at, self.rule_version, Saved(), set(), set(), set())
        for mention in mentions:
            _save_mention(this, self.entry_id, mention)
        mark = "update mentions set sought_at = ? where id = ? and sought_at is null and first_seen_at = ?"
        self.database.conn.executemany(mark, [(at, id_, at) for id_ in this.kept])


def clamped(number: int | None) -> int | None:
    """Return a number that fits a column: a forge or a listing may send any."""
    return None if number is None else max(-LARGEST, min(number, LARGEST))


def clean(text: str, length: int) -> str:
    """Return text that can be stored and shown: no control characters, not longer than `length`."""
    return UNSTORABLE.sub("\ufffd", text)[:length]


def title_key(entry: Entry) -> str:
    """Return an entry's title in plain letters; where it has none, what it says first stands for it."""
    letters = _letters(entry.title)
    if letters:
        return f"title:{letters}"
    said = (mention.url or mention.sentence for mention in entry.mentions)
    return f"untitled:{clean(next(said, entry.title), TITLE_LENGTH)}"


def entry_key(entry: Entry) -> str:
    """Return what makes two entries one."""
    return f"arxiv:{clean(entry.arxiv_id, TITLE_LENGTH).lower()}" if entry.arxiv_id else title_key(entry)


def _letters(title: str) -> str:
    return NO_LETTER.sub(" ", unicodedata.normalize("NFKC", title).casefold()).strip()[:TITLE_LENGTH]


def batched(items: Iterable[Item]) -> Iterator[Sequence[Item]]:
    """Part a stream into what is written at once."""
    stream = iter(items)
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


_FIND_ENTRY = """
select id from entries where key = :key
  or (title_key = :title and (:arxiv_id is null or arxiv_id is null)) order by key = :key desc, id limit 1
"""
_NEW_ENTRY = """
insert into entries (title, date, arxiv_id, authors, organization, claim, first_seen_at, key, title_key)
values (:name, :date, :arxiv_id, :authors, :organization, :claim, :at, :key, :title)
"""
_SAME_ENTRY = """
update entries set date = coalesce(date, :date), arxiv_id = coalesce(arxiv_id, :arxiv_id),
  authors = coalesce(authors, :authors), organization = coalesce(organization, :organization), claim = :claim,
  key = case when arxiv_id is null then :key else key end,
  title = case when title = 'arXiv:' || arxiv_id then :name else title end,
  title_key = case when title = 'arXiv:' || arxiv_id then :title else title_key end
where id = :id and (claim <> :claim or (title = 'arXiv:' || arxiv_id and :name <> title)
  or (date is null and :date is not null)
  or (arxiv_id is null and :arxiv_id is not null) or (authors is null and :authors is not null)
  or (organization is null and :organization is not null))
"""


def _entry_id(this: _Saving, entry: Entry) -> int:
    """Find the entry or make it; a listing that knows more than an earlier one fills in what was missing."""
    values: dict[str, object] = {
        "name": clean(entry.title, TITLE_LENGTH),
        "date": entry.date and entry.date.isoformat(),
        "arxiv_id": entry.arxiv_id and clean(entry.arxiv_id, TITLE_LENGTH),
        "authors": clamped(entry.authors),
        "organization": entry.organization and clean(entry.organization, TITLE_LENGTH),
        "claim": entry.claim.value,
        "at": this.at,
        "key": entry_key(entry),
        "title": title_key(entry),
    }
    found = this.database.execute(_FIND_ENTRY, values).fetchone()
    if found is None:
        this.saved.new_entries += 1
        return int(this.database.execute(_NEW_ENTRY, values).lastrowid or 0)
    claim = _claim_beside(this, int(found[0]), entry.claim)
    this.database.execute(_SAME_ENTRY, values | {"id": found[0], "claim": claim.value})
    return int(found[0])


def _claim_beside(this: _Saving, entry_id: int, claim: Claim) -> Claim:
    """Return what this listing and the others together claim of an entry, whichever was read last."""
    others = """select distinct claim from mentions
                where entry_id = ? and listing_id <> ? and removed_at is null"""
    claims = {claim, *(Claim(row[0]) for row in this.database.execute(others, (entry_id, this.listing_id)))}
    if Claim.MIXED in claims or {Claim.RELEASED, Claim.PROMISED} <= claims:
        return Claim.MIXED
    return next((one for one in (Claim.RELEASED, Claim.PROMISED) if one in claims), claim)


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
             "column" = ?, rule_version = ?, removed_at = null
           where id = ? and (removed_at is not null or (claim, artifact, promised_by, condition, origin, file, line,
             "column", rule_version) is not (?, ?, ?, ?, ?, ?, ?, ?, ?))""",
        (*says, free, *says),
    )


def _link_id(this: _Saving, target: Target) -> int:
    url = clean(target.url, SENTENCE_LENGTH)
    found = this.database.execute("select id from links where url = ?", (url,)).fetchone()
    if found is None:
        this.saved.new_links += 1
        name = target.name and clean(target.name, TITLE_LENGTH)
        row = (url, target.kind, target.forge, name, urlsplit(url).hostname or "", this.at)
        insert = "insert into links (url, kind, forge, name, host, first_seen_at) values (?, ?, ?, ?, ?, ?)"
        found = (this.database.execute(insert, row).lastrowid,)
        this.database.execute("insert into link_state (link_id, health) values (?, 'new')", found)
    this.links.add(int(found[0]))
    return int(found[0])


def _remove_vanished(this: _Saving) -> None:
    """Mark the mentions and entries of this listing that were not seen again; what was sought goes with its entry."""
    for table, column, sought, kept in (
        ("mentions", "id", "sought_at", this.kept),
        ("entry_listings", "entry_id", "null", this.entries),
    ):
        standing = this.database.execute(
            f"select {column}, entry_id, {sought} from {table} where listing_id = ? and removed_at is null",
            (this.listing_id,),
        ).fetchall()
        gone = [
            (this.at, id_, this.listing_id)
            for id_, entry_id, sought_at in standing
            if id_ not in kept and (sought_at is None or entry_id not in this.entries)
        ]
        update = f"update {table} set removed_at = ? where {column} = ? and listing_id = ?"
        this.database.conn.executemany(update, gone)
