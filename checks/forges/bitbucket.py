"""What a URL names on Bitbucket Cloud: a workspace, or a repository in one."""

from urllib.parse import SplitResult

from checks.forges.paths import owner_and_name, words
from checks.model import ForgeName, Target

RESERVED = words("account api blog dashboard login product repo site snippets socialauth support")


def target(parts: SplitResult) -> Target | None:
    """Tell repositories from workspaces and the rest; None off bitbucket.org."""
    return owner_and_name(parts, "bitbucket.org", ForgeName.BITBUCKET, RESERVED)
