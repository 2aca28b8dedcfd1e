"""What GitHub's answers mean: JSON in, facts out. It trusts no shape; what is missing or odd reads as None."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from checks.forges.fields import README_CAP, Json, instant, mapping, number, objects, text
from checks.forges.github_queries import READMES, Deeper
from checks.model import RepositoryFacts


class Trouble(StrEnum):
    """Why an answer as a whole cannot be used."""

    RATE_LIMITED = "rate_limited"
    TOO_HEAVY = "too_heavy"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a query of many aliases: `nodes` in the order asked, None where GitHub gave null.

    A null says nothing by itself: missing, private and blocked look alike, and REST has to settle it.
    """

    nodes: tuple[Json | None, ...] = ()
    trouble: Trouble | None = None
    reset_at: datetime | None = None
    cost: int | None = None


def read_answer(document: object, count: int) -> Answer:
    """Sort a GraphQL answer of `count` aliases. Errors inside a repository take away what they were about."""
    if not isinstance(document, Mapping):
        return Answer(trouble=Trouble.UNREADABLE)
    kinds = [_error_kind(error) for error in _errors(document)]
    data, limit = mapping(document, "data"), mapping(mapping(document, "data"), "rateLimit")
    if any(kind.startswith("RATE_LIMIT") for kind in kinds):
        return Answer(trouble=Trouble.RATE_LIMITED, reset_at=instant(limit, "resetAt"))
    # Part of the data may be there, but which parts were left out is not told for sure.
    if "RESOURCE_LIMITS_EXCEEDED" in kinds:
        return Answer(trouble=Trouble.TOO_HEAVY)
    if not data:
        return Answer(trouble=Trouble.UNREADABLE)
    hurt = set(_hurt_fields(document))
    nodes = tuple(_whole(mapping(data, f"a{i}"), f"a{i}", hurt) for i in range(count))
    return Answer(nodes, cost=number(limit, "cost"))


def _errors(document: Json) -> list[Json]:
    errors = document.get("errors")
    return [error for error in errors if isinstance(error, Mapping)] if isinstance(errors, Sequence) else []


def _error_kind(error: Json) -> str:
    """Return `type`, or the code that stands for it in newer answers, in upper case and without `graphql_`."""
    kind = error.get("type") or mapping(error, "extensions").get("code") or ""
    return str(kind).upper().removeprefix("GRAPHQL_")


def _hurt_fields(document: Json) -> Iterator[tuple[str, str]]:
    for error in _errors(document):
        match error.get("path"):
            case [str(alias), str(field), *_]:
                yield alias, field


def _whole(node: Json, alias: str, hurt: set[tuple[str, str]]) -> Json | None:
    """Take out fields that came with an error: their null does not mean that nothing is there."""
    return {field: value for field, value in node.items() if (alias, field) not in hurt} or None


def facts(node: Json, asked: str) -> RepositoryFacts:
    """Read one repository of a GraphQL answer to a question for `asked`.

    `files` and `readme` are None if it was only polled; of an empty repository they are known to be empty.
    """
    root = node.get("root")
    empty = node.get("isEmpty") is True
    return RepositoryFacts(
        name=text(node, "nameWithOwner") or asked,
        node_id=text(node, "id"),
        stars=number(node, "stargazerCount"),
        forks=number(node, "forkCount"),
        archived=node.get("isArchived") is True,
        disabled=node.get("isDisabled") is True,
        empty=empty,
        pushed_at=instant(node, "pushedAt"),
        head_oid=text(mapping(mapping(node, "defaultBranchRef"), "target"), "oid"),
        license=text(mapping(node, "licenseInfo"), "spdxId"),
        language=text(mapping(node, "primaryLanguage"), "name"),
        languages=_languages(node),
        release_tag=text(mapping(node, "latestRelease"), "tagName"),
        description=text(node, "description"),
        homepage=text(node, "homepageUrl"),
        files=() if empty and "root" in node else entries(root),
        readme=_readme(node),
    )


def _languages(node: Json) -> tuple[str, ...] | None:
    if "languages" not in node:
        return None
    return tuple(name for one in objects(mapping(node, "languages").get("nodes")) if (name := text(one, "name")))


def is_private(node: Json) -> bool:
    """Tell whether only our token sees the repository: to everyone else it is not there (GraphQL or REST)."""
    return node.get("isPrivate") is True or node.get("private") is True


def entries(tree: object, folder: str = "") -> tuple[str, ...] | None:
    """Return the paths of a tree, folders (and submodules) with a closing slash; None if there is no tree."""
    listed = tree.get("entries") if isinstance(tree, Mapping) else None
    if not isinstance(listed, Sequence):
        return None
    return tuple(
        f"{folder}{entry['name']}{'' if entry.get('type') == 'blob' else '/'}"
        for entry in listed
        if isinstance(entry, Mapping) and isinstance(entry.get("name"), str)
    )


def _readme(node: Json) -> str | None:
    """Return the first README's text; empty if the root was seen and none was found, None if it was not asked for."""
    asked = [f"r{i}" for i in range(len(READMES))]
    if not all(alias in node for alias in asked):
        return None
    blobs = [blob for alias in asked if isinstance(blob := node[alias], Mapping)]
    return _blob_text(blobs[0]) if blobs else ""


def _blob_text(blob: Json) -> str | None:
    """Return a file's text, None for a binary one: it is there, but cannot be read."""
    told = None if blob.get("isBinary") is True else text(blob, "text")
    return told and told[:README_CAP]


def with_deeper(seen: RepositoryFacts, look: Deeper, node: Json | None) -> RepositoryFacts:
    """Add what a second look brought to the facts of the first; a README that it could not bring is unknown."""
    if node is None:
        return replace(seen, readme=seen.readme if look.readme is None else None)
    found = [entries(node.get(f"f{i}"), folder) or () for i, folder in enumerate(look.folders)]
    readme = node.get("readme")
    return replace(
        seen,
        files=(*(seen.files or ()), *(path for paths in found for path in paths)) if look.folders else seen.files,
        readme=_blob_text(readme) if isinstance(readme, Mapping) else seen.readme,
    )


def rest_facts(document: Json, asked: str) -> RepositoryFacts:
    """Read a repository as REST tells it, which shows neither root nor head commit."""
    return RepositoryFacts(
        name=text(document, "full_name") or asked,
        node_id=text(document, "node_id"),
        stars=number(document, "stargazers_count"),
        forks=number(document, "forks_count"),
        archived=document.get("archived") is True,
        disabled=document.get("disabled") is True,
        pushed_at=instant(document, "pushed_at"),
        license=text(mapping(document, "license"), "spdx_id"),
        language=text(document, "language"),
        description=text(document, "description"),
        homepage=text(document, "homepage"),
    )


def block_reason(document: object) -> str | None:
    """Return why GitHub blocks a repository (`dmca`, `tos` …), `unknown` if it does not say; None if it does not."""
    if not isinstance(document, Mapping) or "block" not in document:
        return None
    return text(mapping(document, "block"), "reason") or "unknown"
