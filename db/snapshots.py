"""What repositories showed, kept when it differs from the newest snapshot, and who they are."""

import json
from collections.abc import Sequence

from sqlite_utils import Database

from checks.model import Flag, Look, RepositoryFacts
from db.instants import to_text
from db.saving import clean

LARGEST = 2**63 - 1
TAG_LENGTH = 200


def own_repository(look: Look) -> RepositoryFacts | None:
    """Return what the link's own repository showed; another one under its name says nothing about it."""
    return None if Flag.REPLACED in look.verdict.flags else look.observation.repository


def facts_of(repository: RepositoryFacts | None) -> dict[str, object]:
    """Return the columns that the present state and a snapshot share; all null without a repository."""
    if repository is None:
        return dict.fromkeys(("stars", "archived", "pushed_at", "head_oid"))
    return {
        "stars": _clamped(repository.stars),
        "archived": int(repository.archived),
        "pushed_at": to_text(repository.pushed_at),
        "head_oid": repository.head_oid,
    }


def _clamped(number: int | None) -> int | None:
    return None if number is None else max(-LARGEST, min(number, LARGEST))


_SNAPSHOT = """
insert or ignore into repo_snapshots (link_id, taken_at, stars, forks, archived, pushed_at, head_oid, code_state,
  code_files, license, language, release_tag, rule_version)
select :link_id, :taken_at, :stars, :forks, :archived, :pushed_at, :head_oid, coalesce(:code_state, newest.code_state,
  'unknown'), coalesce(:code_files, newest.code_files), :license, :language, :release_tag, :rule_version
from (select 1) left join (
  select * from repo_snapshots where link_id = :link_id order by taken_at desc limit 1) as newest
where newest.link_id is null or (newest.stars, newest.forks, newest.archived, newest.pushed_at, newest.head_oid,
    newest.license, newest.language, newest.release_tag)
  is not (:stars, :forks, :archived, :pushed_at, :head_oid, :license, :language, :release_tag)
  or newest.code_state is not coalesce(:code_state, newest.code_state)
"""


def take_snapshots(database: Database, looks: Sequence[Look], rule_version: int) -> None:
    """Keep what each repository showed, when it differs from its newest snapshot."""
    rows = [_snapshot(look, shown, rule_version) for look in looks if (shown := own_repository(look))]
    database.conn.executemany(_SNAPSHOT, rows)


def _snapshot(look: Look, repository: RepositoryFacts, rule_version: int) -> dict[str, object]:
    return {
        "link_id": look.observation.link.id,
        "taken_at": to_text(look.observation.at),
        "forks": _clamped(repository.forks),
        "code_state": look.code and look.code.state,
        "code_files": look.code and json.dumps(look.code.files, ensure_ascii=False),
        "license": repository.license,
        "language": repository.language,
        "release_tag": repository.release_tag and clean(repository.release_tag, TAG_LENGTH),
        "rule_version": rule_version,
        **facts_of(repository),
    }


def identify(database: Database, looks: Sequence[Look]) -> None:
    """Keep a repository's own identity the first time it is told, and where a link has moved to."""
    shown = ((own_repository(look), look.observation.link.id) for look in looks)
    nodes = [(repository.node_id, link_id) for repository, link_id in shown if repository and repository.node_id]
    database.conn.executemany("update links set node_id = ? where id = ? and node_id is null", nodes)
    moves = [(look.transition.state.moved_to, look.observation.link.id) for look in looks]
    database.conn.executemany("update links set moved_to = ?1 where id = ?2 and moved_to is not ?1", moves)
