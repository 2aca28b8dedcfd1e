"""Bytes and headers of an answer as facts. They are a stranger's: cut short, decoded by us, and searched linearly."""

import codecs
import html
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

from checks.model import PageFacts

TEXT = 4096  # characters kept for the rules on texts: pages that say "not found" or "for sale" are short
HEAD = 65_536  # bytes in which a title may stand
LONGEST_WAIT = timedelta(days=1)

OK = 200

_CHARSET = re.compile(r"charset=[\"' ]*([\w.:-]{1,40})", re.ASCII | re.IGNORECASE)
# Python knows codecs that are no charsets (hex, idna, unicode_escape …); a stranger's header must not choose those.
_KNOWN_CHARSET = re.compile(
    r"utf-?8|utf-?16(le|be)?|(us-)?ascii|latin-?1|iso-?8859-\d+|windows-125\d|cp\d+|gb2312|gbk|gb18030|big5"
    r"|euc-(jp|kr|tw)|shift[-_]jis|iso-2022-(jp|kr)|koi8-[ru]|tis-620|macintosh",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"<title(?:\s[^<>]{0,200})?>([^<]{0,500})", re.IGNORECASE
)  # every part is bounded: linear on any input
_MARKUP = re.compile(r"html|xml", re.IGNORECASE)

WALL_MARKS: Mapping[str, int] = {
    "cf-mitigated": 0,
    "x-amzn-waf-action": 0,
    "x-datadome": 400,  # stands on every page of a protected site, so it tells something about refusals only
    "x-sucuri-block": 0,
}
"""Headers by which bot walls give themselves away, and the lowest status at which each means something."""


def page_facts(status: int, headers: Mapping[str, str], body: bytes) -> PageFacts:
    """Tell what a page showed; `headers` must ignore case, `body` is what was read of it."""
    content_type = headers.get("Content-Type", "")
    charset, is_markup = _form(content_type)
    text = body[:HEAD].decode(charset, errors="replace") if headers.get("Content-Encoding") in _DECODED else ""
    return PageFacts(
        size=len(body),
        title=_title(text) if is_markup else None,
        text=text[:TEXT],
        server=_short(headers.get("Server")),
        bot_mitigation=_wall_mark(status, headers),
        content_type=_short(content_type),
    )


def retry_at(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Read Retry-After, in seconds or as a date, at most a day ahead; None if absent, past or nonsense."""
    written = headers.get("Retry-After", "").strip()
    if written.isascii() and written.isdecimal():
        # Cut before `int`: Python refuses numbers of thousands of digits.
        return now + min(timedelta(seconds=int(written[:9])), LONGEST_WAIT)
    try:
        date = parsedate_to_datetime(written)
    except ValueError:
        return None
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    return min(aware.astimezone(UTC), now + LONGEST_WAIT) if aware > now else None


_DECODED = frozenset(
    {None, "", "identity", "gzip", "deflate", "br", "zstd"}
)  # by the client; the rest stays as it came


@lru_cache(maxsize=256)
def _form(content_type: str) -> tuple[str, bool]:
    """Tell a charset that Python has, and whether a title can be expected."""
    named = _CHARSET.search(content_type)
    charset = named[1] if named and _KNOWN_CHARSET.fullmatch(named[1]) else "utf-8"
    try:
        codecs.lookup(charset)
    except LookupError:
        charset = "utf-8"
    return charset, not content_type or bool(_MARKUP.search(content_type))


def _title(text: str) -> str | None:
    found = _TITLE.search(text)
    return " ".join(html.unescape(found[1]).split()) or None if found else None


def _wall_mark(status: int, headers: Mapping[str, str]) -> str | None:
    if status == OK:  # a wall lets nobody believe that; and most pages are spared the search
        return None
    for name, lowest in WALL_MARKS.items():
        if status >= lowest and name in headers:
            return f"{name}: {headers[name][:40]}"
    return None


def _short(value: str | None) -> str | None:
    return value[:100] if value else None
