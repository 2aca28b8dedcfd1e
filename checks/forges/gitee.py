"""What a URL names on Gitee: a user or an organisation, or a repository of theirs."""

from urllib.parse import SplitResult

from checks.forges.paths import owner_and_name, words
from checks.model import ForgeName, Target

RESERVED = words("""
    about about_us all-about-git api appclient dashboard education enterprises events explore features gists gitee-stars
    groups help login notifications oauth opensource organizations profile search signup terms
""")


def target(parts: SplitResult) -> Target | None:
    """Tell repositories from owners and the rest; None off gitee.com."""
    return owner_and_name(parts, "gitee.com", ForgeName.GITEE, RESERVED)
