"""Gitee: a URL names a user or an organisation, or a repository of theirs.

Its interface is described at gitee.com/api/v5/swagger.
"""

from urllib.parse import SplitResult

from checks.forges.fields import Json, identity, instant, number, text
from checks.forges.paths import owner_and_name, words
from checks.forges.rest import Interface, example
from checks.model import ForgeName, Link, RepositoryFacts, Target

RESERVED = words("""
    about about_us all-about-git api appclient dashboard education enterprises events explore features gists gitee-stars
    groups help login notifications oauth opensource organizations profile search signup terms
""")


def target(parts: SplitResult) -> Target | None:
    """Tell repositories from owners and the rest; None off gitee.com."""
    return owner_and_name(parts, "gitee.com", ForgeName.GITEE, RESERVED)


def _address(link: Link) -> str:
    return f"https://gitee.com/api/v5/repos/{link.name}"


def _facts(record: Json, link: Link) -> RepositoryFacts:
    return RepositoryFacts(
        name=text(record, "full_name") or link.name or "",
        node_id=identity(record),
        stars=number(record, "stargazers_count"),
        forks=number(record, "forks_count"),
        pushed_at=instant(record, "pushed_at"),
        license=text(record, "license"),
        language=text(record, "language"),
        description=text(record, "description"),
        homepage=text(record, "homepage") or None,
    )


INTERFACE = Interface(_address, _facts)
CONTROL = example(ForgeName.GITEE, "gitee.com", "dromara/hutool")
