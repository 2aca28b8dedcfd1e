"""What a URL names where Gitea runs, or its fork Forgejo, which serves Codeberg: the same paths on two hosts."""

from urllib.parse import SplitResult

from checks.forges.paths import owner_and_name, words
from checks.model import ForgeName, Target

RESERVED = words("""
    - admin api assets attachments avatars devtest explore issues login metrics milestones notifications org pulls repo
    repo-avatars sitemap.xml swagger user v2
""")


def codeberg(parts: SplitResult) -> Target | None:
    """Tell repositories from users and the rest on codeberg.org; None elsewhere."""
    return owner_and_name(parts, "codeberg.org", ForgeName.CODEBERG, RESERVED)


def gitea(parts: SplitResult) -> Target | None:
    """Tell repositories from users and the rest on gitea.com; None elsewhere."""
    return owner_and_name(parts, "gitea.com", ForgeName.GITEA, RESERVED)
