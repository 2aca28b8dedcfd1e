"""GitLab, on gitlab.com and on hosts that are named so: groups nest, and `/-/` ends the name of a project.

Its interface is described at docs.gitlab.com/api/projects.
"""

import re
from itertools import takewhile
from urllib.parse import SplitResult, quote

from checks.forges.fields import Json, identity, instant, mapping, number, objects, text
from checks.forges.paths import ENDINGS, as_it_stands, host_of, segments, words
from checks.forges.rest import Interface, example
from checks.model import ForgeName, Kind, Link, RepositoryFacts, Target

NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
# GitLab reserves these words below a project, so older links without `/-/` end at them too.
BELOW = words("""
    - archive badges blame blob builds commit commits compare environments find_file graphs issues jobs merge_requests
    network pipelines raw refs releases repository snippets tags tree wikis
""")
RESERVED = words("""
    - admin api assets dashboard explore groups health_check help import jwt login oauth profile projects public search
    sitemap snippets unsubscribes uploads users v2
""")


def target(parts: SplitResult) -> Target | None:
    """Tell projects from groups, users and the rest; None off gitlab.com and hosts named `gitlab.…`.

    A group within a group cannot be told from a project by its URL and counts as one.
    """
    host = host_of(parts)
    if not host.startswith("gitlab."):
        return None
    match _without_project_pages(segments(parts)):
        case [first, *_] if first in RESERVED:
            return as_it_stands(parts, Kind.OTHER)
        case [*groups, written] if groups and _valid(*groups, name := ENDINGS.sub("", written)):
            full = "/".join([*groups, name])
            return Target(Kind.REPO, f"https://{host}/{full}", ForgeName.GITLAB, full)
        case [owner] if _valid(owner):
            return Target(Kind.PERSONAL, f"https://{host}/{owner}")
    return as_it_stands(parts, Kind.OTHER)


def _without_project_pages(names: list[str]) -> list[str]:
    return names[:1] + list(takewhile(lambda name: name not in BELOW, names[1:]))


def _valid(*names: str) -> bool:
    return all(NAME.fullmatch(name) for name in names)


def _record(link: Link) -> str:
    return f"https://{link.host}/api/v4/projects/{quote(link.name or '', safe='')}?license=true"


def _facts(record: Json, link: Link) -> RepositoryFacts:
    empty = record.get("empty_repo") is True
    return RepositoryFacts(
        name=text(record, "path_with_namespace") or link.name or "",
        node_id=identity(record),
        stars=number(record, "star_count"),
        forks=number(record, "forks_count"),
        archived=record.get("archived") is True,
        empty=empty,
        pushed_at=instant(record, "last_activity_at"),
        license=text(mapping(record, "license"), "key"),
        description=text(record, "description"),
        files=() if empty else None,
    )


def _listing(link: Link, record: Json) -> str | None:
    project = identity(record)
    return project and f"https://{link.host}/api/v4/projects/{project}/repository/tree?per_page=100"


def _files(document: object) -> tuple[str, ...] | None:
    if not isinstance(document, list):
        return None
    named = ((text(one, "path"), text(one, "type")) for one in objects(document))
    return tuple(f"{path}{'/' if kind == 'tree' else ''}" for path, kind in named if path)


def _readme(link: Link, record: Json, name: str) -> str | None:
    branch, project = text(record, "default_branch"), identity(record)
    if not branch or not project:
        return None
    path, ref = quote(name, safe=""), quote(branch, safe="")
    return f"https://{link.host}/api/v4/projects/{project}/repository/files/{path}/raw?ref={ref}"


def _is_central(host: str) -> bool:
    return host == "gitlab.com"


INTERFACE = Interface(_record, _facts, _listing, _files, _readme, is_central=_is_central)
CONTROL = example(ForgeName.GITLAB, "gitlab.com", "gitlab-org/gitlab")
