"""Addresses as they may be shown: only http and https become links, and long ones are shortened.

They come from papers, so each is taken for hostile; escaping alone does not stop `javascript:`.
"""

from functools import lru_cache
from urllib.parse import urlsplit

from markupsafe import Markup, escape

LONGEST = 56
"""Characters of an address after its host that are shown; the whole one stands in the title."""


def is_web(url: str) -> bool:
    """Whether an address may be a link: http or https with a host, and no blank or control character in it."""
    if url[:4].lower() != "http" or any(character <= " " for character in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


@lru_cache(4096)
def link(url: str) -> Markup:
    """An address as a link with its host set back, or as plain text where it must not be followed."""
    if not is_web(url):
        return Markup('<span class="nolink">{}</span>').format(_cut(url))
    host, rest = _short(url)
    name = Markup('<span class="host">{}</span>').format(host + "/" if rest else host)
    return Markup('<a class="out" href="{0}" title="{0}" rel="noreferrer nofollow">{1}{2}</a>').format(
        url, name, Markup("<wbr>") + _breakable(_cut(rest)) if rest else ""
    )


def _short(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    rest = url.partition("://")[2].partition("/")[2].rstrip("/")
    return (parts.hostname or "").removeprefix("www."), rest


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _breakable(text: str) -> Markup:
    """The text with places to break after each slash, so that it never breaks inside a name by its hyphen."""
    return Markup("/<wbr>").join(escape(part) for part in text.split("/"))
