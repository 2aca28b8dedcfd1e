"""Where copies of a dead link may be: what to ask the archives, and what their answers mean. No network here.

The Wayback Machine keeps pages (archive.org/help/wayback_api.php), Software Heritage keeps repositories
(archive.softwareheritage.org/api/1/origin/visit/latest/doc).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from checks.forges.fields import Json, instant, mapping, text
from checks.model import Copy, Kind, Link

STAMP = "%Y%m%d%H%M%S"


@dataclass(frozen=True, slots=True)
class Archive:
    """`question` gives the address to ask about a link, None if such links are not kept; `read` reads the answer."""

    name: str
    question: Callable[[Link], str | None]
    read: Callable[[Json, Link], Copy]


def _wayback_question(link: Link) -> str:
    return f"https://archive.org/wayback/available?url={quote(link.url, safe='')}"


def _wayback(answer: Json, _link: Link) -> Copy:
    closest = mapping(mapping(answer, "archived_snapshots"), "closest")
    url = text(closest, "url")
    if not url or closest.get("available") is not True or text(closest, "status") != "200":
        return Copy("wayback")
    return Copy("wayback", url.replace("http://", "https://", 1), _stamp(text(closest, "timestamp") or ""))


def _stamp(written: str) -> datetime | None:
    try:
        return datetime.strptime(written, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _heritage_question(link: Link) -> str | None:
    if link.kind is not Kind.REPO:
        return None
    return f"https://archive.softwareheritage.org/api/1/origin/{link.url}/visit/latest/?require_snapshot=true"


def _heritage(answer: Json, link: Link) -> Copy:
    if text(answer, "snapshot") is None:
        return Copy("software_heritage")
    origin = quote(text(answer, "origin") or link.url, safe="")
    page = f"https://archive.softwareheritage.org/browse/origin/directory/?origin_url={origin}"
    return Copy("software_heritage", page, instant(answer, "date"))


ARCHIVES: tuple[Archive, ...] = (
    Archive("wayback", _wayback_question, _wayback),
    Archive("software_heritage", _heritage_question, _heritage),
)
