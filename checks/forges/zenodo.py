"""Zenodo: a URL names a record, by its number or by the DOI that holds the number.

Its interface is described at developers.zenodo.org; a deleted record answers 410.
"""

import re
from urllib.parse import SplitResult

from checks.forges.fields import Json, identity, instant, mapping, objects, text
from checks.forges.paths import as_it_stands, host_of, segments
from checks.forges.rest import Interface, example
from checks.model import ForgeName, Kind, Link, RepositoryFacts, Target

RESOLVERS = frozenset({"doi.org", "dx.doi.org"})
NUMBER = re.compile(r"(?:zenodo\.)?(\d{1,12})\.?", re.IGNORECASE | re.ASCII)


def target(parts: SplitResult) -> Target | None:
    """Tell records from badges and the rest; None off Zenodo. Zenodo's own DOIs count as its records."""
    host, path = host_of(parts), segments(parts)
    if host in RESOLVERS:
        return _record(path[1]) if len(path) == 2 and path[0] == "10.5281" else None  # noqa: PLR2004 - prefix and suffix
    if host != "zenodo.org":
        return None
    match path:
        case ["record" | "records", number, *_] | ["doi", "10.5281", number, *_]:
            return _record(number) or as_it_stands(parts, Kind.OTHER)
        case ["badge", *_]:
            return as_it_stands(parts, Kind.BADGE)
    return as_it_stands(parts, Kind.OTHER)


def _record(written: str) -> Target | None:
    number = NUMBER.fullmatch(written)
    if number is None:
        return None
    return Target(Kind.REPO, f"https://zenodo.org/records/{number[1]}", ForgeName.ZENODO, number[1])


def _address(link: Link) -> str:
    return f"https://zenodo.org/api/records/{link.name}"


def _facts(record: Json, link: Link) -> RepositoryFacts:
    """Read a record; a newer version has a number of its own, so the name stays as asked."""
    described = mapping(record, "metadata")
    told = record.get("files")
    return RepositoryFacts(
        name=link.name or "",
        node_id=identity(record),
        pushed_at=instant(record, "updated") or instant(record, "modified"),
        license=text(mapping(described, "license"), "id"),
        description=text(described, "title"),
        files=tuple(name for one in objects(told) if (name := text(one, "key"))) if isinstance(told, list) else None,
    )


INTERFACE = Interface(_address, _facts)
CONTROL = example(ForgeName.ZENODO, "zenodo.org", "1117372", "records/1117372")
