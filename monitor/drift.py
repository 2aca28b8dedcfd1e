"""What a page was when it first answered, and whether it is something else now (pure).

A link that showed a page and now serves a file is alive, but hardly what the listing meant (verdicts.md, section 4).
"""

from dataclasses import replace

from checks.model import Flag, LinkState

PAGES = frozenset({"text/html", "application/xhtml+xml"})
READABLE = PAGES | {"text/plain", "text/markdown", "application/json", "application/xml", "text/xml"}


def compared(before: LinkState, after: LinkState, content_type: str | None) -> LinkState:
    """Return the state after a look that showed `content_type`, flagged if the link was a page and is none now.

    The type of the first good look is kept. `content_type` is the header as it was sent; without one nothing is said.
    """
    essence = (content_type or "").partition(";")[0].strip().lower()
    if not essence or after.last_ok_at != after.last_checked_at:
        return after
    if before.content_type is None:
        return replace(after, content_type=essence)
    is_changed = before.content_type in PAGES and essence not in READABLE
    return replace(after, flags=after.flags | {Flag.DRIFT}) if is_changed else after
