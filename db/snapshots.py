"""What repositories showed, kept when it differs from the newest snapshot, and who they are."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlite_utils import Database

from checks.model import CodeState, Flag, Look, RepositoryFacts
from db.instants import to_text
from db.saving import clamped, clean

WORD_LENGTH, URL_LENGTH = 200, 2000
GAIN_SPAN = timedelta(days=30)


class Shown(NamedTuple):
    """The columns of a snapshot that a repository fills; all None where none was seen."""

    stars: int | None = None
    forks: int | None = None
    archived: int | None = None
    pushed_at: str | None = None
    head_oid: str | None = None
    license: str | None = None
    language: str | None = None
    release_tag: str | None = None
    languages: str | None = None


NOTHING = Shown()


def own_repository(look: Look) -> RepositoryFacts | None:
    """Return what the link's own repository showed; another one under its name says nothing about it."""
    return None if Flag.REPLACED in look.verdict.flags else look.observation.repository


def shown_by(looks: Sequence[Look]) -> dict[int, Shown]:
    """Return, by link, what its own repository showed, where one was seen."""
    return {look.observation.link.id: _shown(own) for look in looks if (own := own_repository(look))}


def _shown(repository: RepositoryFacts) -> Shown:
    """Return what can be stored of a repository: a forge may send any number and any text."""
    return Shown(
        clamped(repository.stars),
        clamped(repository.forks),
        int(repository.archived),
        to_text(repository.pushed_at),
        _word(repository.head_oid),
        _word(repository.license),
        _word(repository.language),
        _word(repository.release_tag),
        None if repository.languages is None else _word(", ".join(repository.languages)),
    )


def _word(text: str | None) -> str | None:
    return text and clean(text, WORD_LENGTH)


class _Newest(NamedTuple):
    shown: Shown = NOTHING
    code_state: str = CodeState.UNKNOWN.value
    code_files: str | None = None


_COLUMNS = ", ".join(Shown._fields)
_NEWEST = f"""
select s.link_id, code_state, code_files, {_COLUMNS} from json_each(?) one join repo_snapshots s
  on s.link_id = one.value and s.taken_at = (select max(taken_at) from repo_snapshots where link_id = one.value)
"""
_SNAPSHOT = f"""
insert or ignore into repo_snapshots (link_id, taken_at, code_state, code_files, rule_version, {_COLUMNS})
values (?, ?, ?, ?, ?, {", ".join("?" * len(Shown._fields))})
"""


def take_snapshots(database: Database, looks: Sequence[Look], shown: Mapping[int, Shown], rule_version: int) -> None:
    """Keep what each repository showed, when it differs from its newest snapshot."""
    found = database.execute(_NEWEST, (json.dumps(list(shown)),))
    newest = {row[0]: _Newest(Shown(*row[3:]), row[1], row[2]) for row in found}
    rows = []
    for look in looks:
        now = shown.get(link_id := look.observation.link.id)
        if now is None:
            continue
        before = newest.get(link_id)
        now = _completed(now, before or _Newest())
        code_state, code_files = _code(look, before or _Newest())
        if before is None or (before.shown, before.code_state) != (now, code_state):
            rows.append((link_id, to_text(look.observation.at), code_state, code_files, rule_version, *now))
    database.conn.executemany(_SNAPSHOT, rows)


def _completed(now: Shown, before: _Newest) -> Shown:
    """Keep what this look could not tell: a page shows no licence, and an API answer without one changes nothing."""
    return Shown._make(old if new is None else new for new, old in zip(now, before.shown, strict=True))


def _code(look: Look, before: _Newest) -> tuple[str, str | None]:
    """Return what the repository holds; a look that did not tell leaves what was known."""
    if look.code is None:
        return before.code_state, before.code_files
    return look.code.state.value, json.dumps(look.code.files)


# Done here and not when the run ends: then every page of the table would go through the log a second time.
_GAIN = """
update link_state set stars_30d = stars - coalesce(
  (select stars from repo_snapshots where link_id = ?1 and taken_at <= ?2 and stars is not null
   order by taken_at desc limit 1),
  (select stars from repo_snapshots where link_id = ?1 and stars is not null order by taken_at limit 1))
where link_id = ?1
"""


def save_gains(database: Database, looks: Sequence[Look], shown: Mapping[int, Shown]) -> None:
    """Say how many stars were gained in 30 days, or since the first snapshot."""
    seen = (look.observation for look in looks)
    starred = [one for one in seen if shown.get(one.link.id, NOTHING).stars is not None]
    database.conn.executemany(_GAIN, [(one.link.id, to_text(one.at - GAIN_SPAN)) for one in starred])


def identify(database: Database, looks: Sequence[Look]) -> None:
    """Keep a repository's own identity the first time it is told, and where a link has moved to."""
    shown = ((own_repository(look), look.observation.link) for look in looks)
    nodes = [
        (_word(repository.node_id), link.id)
        for repository, link in shown
        if repository and repository.node_id and link.node_id is None
    ]
    database.conn.executemany("update links set node_id = ? where id = ? and node_id is null", nodes)
    _save_moves(database, {look.observation.link.id: _url(look.transition.state.moved_to) for look in looks})


def _save_moves(database: Database, moves: Mapping[int, str | None]) -> None:
    stored = "select id, moved_to from links where id in (select value from json_each(?))"
    known = database.execute(stored, (json.dumps(list(moves)),)).fetchall()
    changed = [(moves[link_id], link_id) for link_id, moved_to in known if moved_to != moves[link_id]]
    database.conn.executemany("update links set moved_to = ? where id = ?", changed)


def _url(text: str | None) -> str | None:
    return text and clean(text, URL_LENGTH)
