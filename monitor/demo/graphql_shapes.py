"""One repository of the world as GraphQL sees it: mappings in the shape of the schema, files and folders on demand."""

import hashlib
from collections.abc import Iterator
from typing import Any

from monitor.demo.cast import Access, as_of
from monitor.demo.moment import Now
from monitor.demo.refusal import Refusal
from monitor.demo.stage import Stage

BLOB_MODE, TREE_MODE = 0o100644, 0o040000
Shape = dict[str, Any]


def repository_shape(stage: Stage, now: Now) -> Shape:
    """Return the repository with every field that the schema knows."""
    return _identity(now) | _flags(stage, now) | _times(stage, now) | _holdings(stage, now)


def _identity(now: Now) -> Shape:
    owner, _, name = now.name.partition("/")
    return {
        "__typename": "Repository",
        "id": now.node_id,
        "databaseId": now.number,
        "name": name,
        "nameWithOwner": now.name,
        "owner": {"__typename": "Organization", "login": owner, "url": f"https://github.com/{owner}"},
        "url": f"https://github.com/{now.name}",
        "description": now.repository.description or None,
        "homepageUrl": now.repository.homepage,
        "stargazerCount": now.stars,
        "forkCount": now.forks,
        "stargazers": closed_to_outsiders,
    }


def _flags(stage: Stage, now: Now) -> Shape:
    archived = now.archived_day
    return {
        "isArchived": archived is not None,
        "archivedAt": None if archived is None else stage.at(archived),
        "isDisabled": now.access is Access.DISABLED,
        "isEmpty": now.empty,
        "lockReason": None,
    } | dict.fromkeys(("isFork", "isPrivate", "isLocked", "isMirror", "isTemplate"), False)


def _times(stage: Stage, now: Now) -> Shape:
    return {
        "createdAt": stage.at(now.created_day),
        "pushedAt": stage.at(now.pushed_day),
        "updatedAt": stage.at(now.day),
    }


def _holdings(stage: Stage, now: Now) -> Shape:
    licence, language = now.repository.licence, now.language
    size = 4000 * len(now.files)
    languages = [{"size": size, "node": {"name": language, "color": None}}] if language else []
    return {
        "diskUsage": size // 1000,
        "licenseInfo": {"key": licence.lower(), "name": licence, "spdxId": licence} if licence else None,
        "primaryLanguage": {"name": language, "color": None} if language else None,
        "languages": {
            "totalCount": len(languages),
            "totalSize": size if languages else 0,
            "edges": languages,
            "nodes": [edge["node"] for edge in languages],
        },
        "latestRelease": _release(stage, now),
        "defaultBranchRef": {"name": "main", "target": _commit(stage, now)} if now.head_oid else None,
        "object": lambda _info, expression=None, oid=None: object_shape(stage, now, expression or oid or ""),
    }


def closed_to_outsiders(_info: object, **_arguments: object) -> None:
    """Refuse the list of those who starred: GitHub keeps it to collaborators."""
    raise Refusal("FORBIDDEN", "Resource not accessible by personal access token")


def _release(stage: Stage, now: Now) -> Shape | None:
    tag = as_of(now.repository.releases, now.day)
    if tag is None:
        return None
    published = max(day for day in now.repository.releases if day <= now.day)
    return {
        "tagName": tag,
        "name": tag,
        "publishedAt": stage.at(published),
        "isPrerelease": False,
        "isDraft": False,
    }


def _commit(stage: Stage, now: Now) -> Shape:
    history = {"totalCount": 3 + len(now.files)}
    return _git("Commit", now.head_oid or "") | {"committedDate": stage.at(now.pushed_day), "history": history}


def _git(kind: str, oid: str) -> Shape:
    return {"__typename": kind, "oid": oid, "abbreviatedOid": oid[:7]}


def object_shape(stage: Stage, now: Now, expression: str) -> Shape | None:
    """Return what `HEAD`, `HEAD:` or `HEAD:path` names: a commit, a tree, a blob, or None."""
    branch, colon, path = expression.partition(":")
    if not now.head_oid or branch not in {"HEAD", "main", now.head_oid}:
        return None
    if not colon:
        return _commit(stage, now)
    path = path.rstrip("/")
    return _blob(now, path) if path in now.files else _tree(now, path)


def _blob(now: Now, path: str) -> Shape:
    text = text_of(now, path)
    binary = text is None
    size = 250_000 if text is None else len(text.encode())
    content = {"byteSize": size, "isBinary": binary, "isTruncated": False, "text": text}
    return _git("Blob", _oid(now, path)) | content


def text_of(now: Now, path: str) -> str | None:
    """Return what stands in a file: the README's text, one line in any other, None in a picture."""
    if path == "README.md":
        return now.readme or ""
    return None if path.endswith((".png", ".pt", ".gif")) else f"# {path} of {now.name}\n"


def _tree(now: Now, folder: str) -> Shape | None:
    inside = f"{folder}/" if folder else ""
    names = sorted(set(_children(now, inside)))
    return (
        _git("Tree", _oid(now, folder)) | {"entries": [_entry(now, inside + name) for name in names]} if names else None
    )


def _children(now: Now, inside: str) -> Iterator[str]:
    return (path.removeprefix(inside).partition("/")[0] for path in now.files if path.startswith(inside))


def _entry(now: Now, path: str) -> Shape:
    blob = path in now.files
    return {
        "name": path.rpartition("/")[2],
        "path": path,
        "type": "blob" if blob else "tree",
        "size": 1000 if blob else 0,
        "mode": BLOB_MODE if blob else TREE_MODE,
        "oid": _oid(now, path),
    }


def root_of(now: Now) -> list[tuple[str, bool]]:
    """Return the names in the root with whether each is a folder, folders first as GitHub's page lists them."""
    names = sorted(set(_children(now, "")))
    return sorted(((name, name not in now.files) for name in names), key=lambda entry: not entry[1])


def _oid(now: Now, path: str) -> str:
    return hashlib.sha256(f"{now.head_oid}:{path}".encode()).hexdigest()[:40]
