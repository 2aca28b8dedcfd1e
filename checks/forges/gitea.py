"""Gitea, and its fork Forgejo, which serves Codeberg: the same paths and the same interface on two hosts.

The interface is described at codeberg.org/api/swagger.
"""

from urllib.parse import SplitResult, quote

from checks.forges.fields import Json, identity, instant, number, objects, text
from checks.forges.paths import owner_and_name, words
from checks.forges.rest import Interface, example
from checks.model import ForgeName, Link, RepositoryFacts, Target

RESERVED = words("""
    - admin api assets attachments avatars devtest explore issues login metrics milestones notifications org pulls repo
    repo-avatars sitemap.xml swagger user v2
""")


def codeberg(parts: SplitResult) -> Target | None:
    """Tell repositories from users and the rest on codeberg.org; None elsewhere."""
    return owner_and_name(parts, "codeberg.org", ForgeName.CODEBERG, RESERVED)


def gitea(parts: SplitResult) -> Target | None:
    """Tell repositories from users and the rest on gitea.com; None elsewhere."""
    return owner_and_name(parts, "gitea.com", ForgeName.GITEA, RESERVED)


def _base(link: Link) -> str:
    return f"https://{link.host}/api/v1/repos/{link.name}"


def _facts(record: Json, link: Link) -> RepositoryFacts:
    empty = record.get("empty") is True
    return RepositoryFacts(
        name=text(record, "full_name") or link.name or "",
        node_id=identity(record),
        stars=number(record, "stars_count"),
        forks=number(record, "forks_count"),
        archived=record.get("archived") is True,
        empty=empty,
        pushed_at=instant(record, "updated_at"),
        language=text(record, "language") or None,
        description=text(record, "description"),
        homepage=text(record, "website") or None,
        files=() if empty else None,
    )


def _listing(link: Link, _record: Json) -> str:
    return f"{_base(link)}/contents"


def _files(document: object) -> tuple[str, ...] | None:
    if not isinstance(document, list):
        return None
    named = ((text(one, "path"), text(one, "type")) for one in objects(document))
    return tuple(f"{path}{'' if kind in {'file', 'symlink'} else '/'}" for path, kind in named if path)


def _readme(link: Link, _record: Json, name: str) -> str:
    return f"{_base(link)}/raw/{quote(name)}"


INTERFACE = Interface(_base, _facts, _listing, _files, _readme)
CODEBERG = example(ForgeName.CODEBERG, "codeberg.org", "forgejo/forgejo")
GITEA = example(ForgeName.GITEA, "gitea.com", "gitea/tea")
