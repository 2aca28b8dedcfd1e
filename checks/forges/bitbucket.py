"""Bitbucket Cloud: a URL names a workspace, or a repository in one. It counts no stars.

Its interface is described at developer.atlassian.com/cloud/bitbucket/rest; strangers have 60 requests an hour.
"""

from urllib.parse import SplitResult

from checks.forges.fields import Json, identity, instant, text
from checks.forges.paths import owner_and_name, words
from checks.forges.rest import Interface, example
from checks.model import ForgeName, Link, RepositoryFacts, Target

RESERVED = words("account api blog dashboard login product repo site snippets socialauth support")


def target(parts: SplitResult) -> Target | None:
    """Tell repositories from workspaces and the rest; None off bitbucket.org."""
    return owner_and_name(parts, "bitbucket.org", ForgeName.BITBUCKET, RESERVED)


def _address(link: Link) -> str:
    return f"https://api.bitbucket.org/2.0/repositories/{link.name}"


def _facts(record: Json, link: Link) -> RepositoryFacts:
    return RepositoryFacts(
        name=text(record, "full_name") or link.name or "",
        node_id=identity(record, "uuid"),
        pushed_at=instant(record, "updated_on"),
        language=text(record, "language") or None,
        description=text(record, "description"),
        homepage=text(record, "website") or None,
    )


INTERFACE = Interface(_address, _facts)
CONTROL = example(ForgeName.BITBUCKET, "bitbucket.org", "snakeyaml/snakeyaml")
