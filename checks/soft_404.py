"""Pages that are missing though their status says otherwise (pure): said by the page, or by where it led.

Nothing of this is a proof by itself: a made-up sibling tells whether the site says the same of anything.
"""

import re
from functools import lru_cache

from checks.model import Observation
from checks.neighbours import Tells, tells
from checks.places import end_of, is_front, same_site, split
from checks.telltales import Phrases, is_small, says

CROWD = 3
"""Links of one host that end at one place: two pages may well have been merged into one."""

_NOT_FOUND_WORDS = re.compile(
    "404|found|find|exist|suspended|available|gefunden|introuvable|encontrada|trovata|gevonden|найден|不存在|找不到|找到"
    "|見つか|찾을 수 없",
    re.IGNORECASE,
)
_NOT_FOUND_TITLE = re.compile(
    r"^(?:(?:http\s*)?(?:error|status)?:?\s*)?404(?:\b|页)|[-:|·\u2013\u2014]\s*404$"
    r"|\b404\b.{0,20}\bnot found\b|\bnot found\b.{0,20}\b404\b|\berror 404\b"
    r"|^(?:oops\W{1,5})?(?:(?:the\s)?(?:page|file|site|document|resource|object|project)\s(?:was\s|is\s)?)?not found\b"
    r"|\bpage (?:was |could )?not (?:be )?found\b|\bpage (?:does not|doesn.t|no longer) exists?\b"
    r"|\bpage can(?:.t|not) be found\b|\b(?:can.t|couldn.t|cannot) find (?:that|this|the) page\b"
    r"|^(?:sorry\W{1,3})?this page is(?:n.t| not) available\b|^account suspended\b"
    r"|^(?:seite nicht gefunden|page introuvable|p[aá]gina n[oã]o? encontrada|pagina non trovata)\b"
    r"|^(?:pagina niet gevonden|страница не найдена)\b"
    r"|^(?:页面不存在|页面未找到|找不到网?页|无法找到该?页|ページが見つかりません|페이지를 찾을 수 없)",
    re.IGNORECASE,
)
"""What a missing page calls itself, in a few languages."""
_NOT_FOUND_TEXT: Phrases = (
    ("404", ("404 not found", "404 page not found", "404 - ", "404: ", ">404<")),
    ("not found", (">page not found<", "page was not found", "site not found", "requested was not found")),
    ("be found", ("page could not be found", "page cannot be found", "requested could not be found")),
    (" exist", ("page does not exist", "page doesn't exist", "page doesn\u2019t exist", "page no longer exists")),
    ("looking for", ("page you are looking for", "page you were looking for", "page you're looking for")),
)
_NOT_FOUND_PATH = re.compile(
    r"/(?:404|page-?not-?found|not-?found|cgi-sys/suspendedpage)(?:\.\w{3,5})?/?$", re.IGNORECASE
)


def is_soft_404(seen: Observation) -> bool:
    """Whether the page is missing: it was sent to a page for that, or is suspected and its sibling fared the same."""
    told = tells(seen)
    if _sent_to_not_found(seen) or (_sent_with_all(seen) and told in {Tells.UNASKED, Tells.SAME_PLACE}):
        return True
    return told in {Tells.UNASKED, Tells.SAME_PLACE, Tells.SAME_PAGE} and _says_missing(seen)


def is_unproven(seen: Observation) -> bool:
    """Whether the page seems to be missing, and its sibling was asked and told nothing."""
    return tells(seen) is Tells.SILENT and suspected(seen)


def suspected(seen: Observation) -> bool:
    """The page says that it is not there, or a link was led to the front page or with many others."""
    return _sent_with_all(seen) or _says_missing(seen)


def _sent_with_all(seen: Observation) -> bool:
    return seen.crowd >= CROWD or _sent_to_front(seen)


def _sent_to_front(seen: Observation) -> bool:
    if not seen.hops:
        return False
    here, there = split(seen.link.url), split(end_of(seen))
    return same_site(here, there) and is_front(there) and not is_front(here)


def _sent_to_not_found(seen: Observation) -> bool:
    if not seen.hops or not _NOT_FOUND_PATH.search(split(end_of(seen)).path):
        return False
    return not _NOT_FOUND_PATH.search(split(seen.link.url).path)


def _says_missing(seen: Observation) -> bool:
    if is_small(seen.page) and _text_says_missing(seen.page.text):
        return True
    title = (seen.page and seen.page.title) or ""
    # The plain words first: they are a tenth of the price, and hardly any title holds one.
    return bool(_NOT_FOUND_WORDS.search(title) and _NOT_FOUND_TITLE.search(title))


@lru_cache(maxsize=256)
def _text_says_missing(text: str) -> bool:
    """Search a text once for all who ask: whoever looks at a page, and soon after whoever judges it."""
    return says(text, _NOT_FOUND_TEXT)
