"""What a URL names on gitlab.com, where groups nest and `/-/` ends the name of a project."""

import re
from itertools import takewhile
from urllib.parse import SplitResult

from checks.forges.paths import ENDINGS, as_it_stands, host_of, segments, words
from checks.model import ForgeName, Kind, Target

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
    """Tell projects from groups, users and the rest; None off gitlab.com.

    A group within a group cannot be told from a project by its URL and counts as one.
    """
    if host_of(parts) != "gitlab.com":
        return None
    match _without_project_pages(segments(parts)):
        case [first, *_] if first in RESERVED:
            return as_it_stands(parts, Kind.OTHER)
        case [*groups, written] if groups and _valid(*groups, name := ENDINGS.sub("", written)):
            full = "/".join([*groups, name])
            return Target(Kind.REPO, f"https://gitlab.com/{full}", ForgeName.GITLAB, full)
        case [owner] if _valid(owner):
            return Target(Kind.PERSONAL, f"https://gitlab.com/{owner}")
    return as_it_stands(parts, Kind.OTHER)


def _without_project_pages(names: list[str]) -> list[str]:
    return names[:1] + list(takewhile(lambda name: name not in BELOW, names[1:]))


def _valid(*names: str) -> bool:
    return all(NAME.fullmatch(name) for name in names)
