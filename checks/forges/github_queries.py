"""The GraphQL that is sent to GitHub, as text and variables; how the answers are read stands in `github_answers`.

POLL tells whether a repository is there and whether it changed; FULL adds its root, its README and its languages.
`stargazerCount` is asked, never the `stargazers` connection: that one is closed to outsiders and nulls the whole
repository.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

READMES = ("README.md", "readme.md", "README.rst", "README")
"""The spellings that FULL asks for: nearly all there are. Any other is seen in the root and asked for by name."""

POLL = """\
fragment Poll on Repository {
  id nameWithOwner stargazerCount forkCount isArchived isDisabled isEmpty isPrivate pushedAt description homepageUrl
  licenseInfo { spdxId } primaryLanguage { name } latestRelease { tagName }
  defaultBranchRef { target { oid } }
}
"""
LANGUAGES = 5
"""So many of a repository's languages, the largest first; up to 149 such lists still cost one point a query."""
README_FIELDS = " ".join(f'r{i}: object(expression: "HEAD:{name}") {{ ...Readme }}' for i, name in enumerate(READMES))
FULL = f"""\
fragment Full on Repository {{
  ...Poll
  root: object(expression: "HEAD:") {{ ... on Tree {{ entries {{ name type }} }} }}
  {README_FIELDS}
  languages(first: {LANGUAGES}, orderBy: {{field: SIZE, direction: DESC}}) {{ nodes {{ name }} }}
}}
fragment Readme on Blob {{ isBinary text }}
"""


class Depth(StrEnum):
    """How much is asked of a repository; DEEPER is what a full answer left open."""

    POLL = "poll"
    FULL = "full"
    DEEPER = "deeper"


@dataclass(frozen=True, slots=True)
class Query:
    """A GraphQL document and its variables, ready to be sent as JSON."""

    text: str
    variables: Mapping[str, str]


def repositories(names: Sequence[str], depth: Depth) -> Query:
    """Ask for the repositories `owner/name` as aliases a0, a1, … in one query, by POLL or FULL."""
    fragment, definitions = ("Poll", POLL) if depth is Depth.POLL else ("Full", POLL + FULL)
    return _query(names, [f"...{fragment}"] * len(names), definitions)


@dataclass(frozen=True, slots=True)
class Deeper:
    """What a full answer left open: a README under an odd name (None: none), and folders that may hold the code."""

    name: str
    readme: str | None = None
    folders: tuple[str, ...] = ()


def deeper(wanted: Sequence[Deeper]) -> Query:
    """Ask for the files and folders that full answers left open, as `readme` and f0, f1, … of each alias."""
    bodies, variables = [], {}
    for i, look in enumerate(wanted):
        body = ["id"]
        if look.readme is not None:
            variables[f"r{i}"] = f"HEAD:{look.readme}"
            body.append(f"readme: object(expression: $r{i}) {{ ... on Blob {{ isBinary text }} }}")
        for j, folder in enumerate(look.folders):
            variables[f"f{i}x{j}"] = f"HEAD:{folder.rstrip('/')}"
            body.append(f"f{j}: object(expression: $f{i}x{j}) {{ ... on Tree {{ entries {{ name type }} }} }}")
        bodies.append(" ".join(body))
    return _query([look.name for look in wanted], bodies, "", variables)


def _query(names: Sequence[str], bodies: Sequence[str], fragments: str, more: Mapping[str, str] | None = None) -> Query:
    """Names go in as variables, so that none needs escaping."""
    variables = dict(more or {})
    for i, name in enumerate(names):
        variables[f"o{i}"], _, variables[f"n{i}"] = name.partition("/")
    declared = ", ".join(f"${variable}: String!" for variable in sorted(variables))
    aliases = "".join(f"  a{i}: repository(owner: $o{i}, name: $n{i}) {{ {body} }}\n" for i, body in enumerate(bodies))
    head = f"query Repositories({declared}) {{\n  rateLimit {{ cost remaining resetAt }}\n"
    return Query(f"{head}{aliases}}}\n{fragments}", variables)
