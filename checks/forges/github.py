"""What a URL names on GitHub. What to ask of it stands in `github_queries`, what comes back in `github_answers`."""

import re
from urllib.parse import SplitResult

from checks.forges.paths import NAME, as_it_stands, host_of, segments, words
from checks.model import ForgeName, Kind, Link, Target

OWNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}")
# No repository may be named `….git` or `….wiki`; a closing dot is the sentence's.
ENDINGS = re.compile(r"(?:\.git|\.wiki|\.)+$", re.IGNORECASE)
SERVICES = frozenset({"api.github.com", "codeload.github.com"})
RESERVED = words("""
    about account advisories apps assets blog codespaces collections contact copilot customer-stories dashboard
    discussions downloads enterprise enterprises events explore features git-guides github-copilot home images import
    issues join login logout marketplace mcp mobile new newsletter newsroom nonprofit notifications open-source
    organizations orgs partners premium-support pricing pulls readme resources search security sessions settings signup
    site solutions spark sponsors stars status stories team teams topics trending trust-center user-attachments users
    watching why-github
""")


CONTROL = Link(
    0, "https://github.com/octocat/hello-world", Kind.REPO, "github.com", ForgeName.GITHUB, "octocat/Hello-World"
)
"""GitHub's own example, public since 2011: who does not see it sees nothing."""


def target(parts: SplitResult) -> Target | None:
    """Tell a repository from everything else on GitHub's hosts; None elsewhere, `*.github.io` included.

    Every page below a repository stands for the repository.
    """
    host = host_of(parts)
    if host == "github.com":
        return _on_main_host(parts)
    if host == "gist.github.com":
        return as_it_stands(parts, Kind.PAGE if segments(parts) else Kind.OTHER)
    if host in SERVICES or host.endswith(".githubusercontent.com"):
        return as_it_stands(parts, Kind.OTHER)
    return None


def _on_main_host(parts: SplitResult) -> Target:
    match segments(parts):
        case [owner, *_] if owner.lower() in RESERVED or not OWNER.fullmatch(owner):
            return as_it_stands(parts, Kind.OTHER)
        case [owner]:
            return Target(Kind.PERSONAL, f"https://github.com/{owner.lower()}")
        case [owner, written, *_] if NAME.fullmatch(name := ENDINGS.sub("", written)):
            return repository(f"{owner}/{name}")
    return as_it_stands(parts, Kind.OTHER)


def repository(name: str) -> Target:
    """Return the target of `owner/name`; GitHub does not tell cases apart, so the URL is in lower case."""
    return Target(Kind.REPO, f"https://github.com/{name.lower()}", ForgeName.GITHUB, name)


def name_of(link: Link) -> str:
    """Return the `owner/name` to ask for, as it was first written."""
    return link.name or link.url.removeprefix("https://github.com/")
