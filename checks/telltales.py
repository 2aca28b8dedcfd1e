"""What a page gives away beside its status: a login, a bot wall, "not found" said with 200, a domain for sale.

Pure predicates on observations; what they amount to stands in `checks/classify.py`.
"""

import re
from functools import lru_cache
from itertools import takewhile
from typing import TypeGuard
from urllib.parse import SplitResult, urlsplit

from checks.likeness import alike
from checks.model import Observation, PageFacts

SMALL = 8192
"""Bytes up to which a page's text is searched: pages that only say "not found" or "for sale" are short."""

CROWD = 3
"""Links of one host that end at one place: two pages may well have been merged into one."""

PERMANENT = frozenset({301, 308})

_NOT_FOUND_WORDS = (
    "404", "found", "find", "exist", "suspended", "available", "gefunden", "introuvable", "encontrada", "trovata",
    "gevonden", "найден", "不存在", "找不到", "找到", "見つか", "찾을 수 없",
)  # fmt: skip
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
# Plain phrases under a plain word each: every small page is searched, and must not cost as much as its request did.
Phrases = tuple[tuple[str, tuple[str, ...]], ...]
_NOT_FOUND_TEXT: Phrases = (
    ("404", ("404 not found", "404 page not found", "404 - ", "404: ", ">404<")),
    ("not found", (">page not found<", "page was not found", "site not found", "requested was not found")),
    ("be found", ("page could not be found", "page cannot be found", "requested could not be found")),
    (" exist", ("page does not exist", "page doesn't exist", "page doesn\u2019t exist", "page no longer exists")),
    ("looking for", ("page you are looking for", "page you were looking for", "page you're looking for")),
)
_PARKED_TEXT: Phrases = (
    ("domain", ("domain is for sale", "domain may be for sale", "domain name is for sale", "buy this domain")),
    ("parked", ("this domain is parked", "parked free", "parked domain")),
)
_NOT_FOUND_PATH = re.compile(
    r"/(?:404|page-?not-?found|not-?found|cgi-sys/suspendedpage)(?:\.\w{3,5})?/?$", re.IGNORECASE
)
_PARKED_HOST = re.compile(r"(?:^|\.)(?:hugedomains|sedo|sedoparking|afternic|dan|bodis|parkingcrew|undeveloped)\.com$")
_LOGIN_HOST = re.compile(r"^(?:accounts?|login|signin|sso|auth|idp|consent)\.")
_LOGIN_PATH = re.compile(
    r"/(?:log-?in|log_in|sign-?in|sign_in|sso|saml2?|oauth2?|openid-connect|authorize|authenticate"
    r"|shibboleth|cas|servicelogin|wp-login\.php|consent|cookie-?consent)(?:[/.]|$)",
    re.IGNORECASE,
)
_WALL_TITLE = re.compile(
    r"^(?:just a moment|attention required|access denied|are you (?:a )?(?:human|robot)|security check|ddos-guard"
    r"|verify(?:ing)? you)|\bcaptcha\b",
    re.IGNORECASE,
)
_WALL_STATUSES = frozenset({200, 202, 401, 403, 405, 503})
_MISSING = frozenset({404, 410})
_SHOWN = range(200, 300)
_ROOT_PATH = re.compile(r"^/?(?:(?:index|default|home)(?:\.\w{2,5})?/?|[a-z]{2}(?:[-_][a-z]{2})?/?)?$", re.IGNORECASE)


def behind_bot_wall(seen: Observation) -> bool:
    """A wall answered in the page's place: its header, its title, or the shield that stands before a refusal."""
    if seen.page is None or seen.http_status not in _WALL_STATUSES:
        return False
    refused = seen.http_status in {403, 503}
    shielded = refused and (seen.page.server or "").lower().startswith(("cloudflare", "akamaighost", "ddos-guard"))
    walled = bool(_WALL_TITLE.search(seen.page.title or "")) and (refused or seen.page.size <= SMALL)
    return seen.page.bot_mitigation is not None or shielded or walled


def sent_to_login(seen: Observation) -> bool:
    """A redirect led to a login or consent page, and the link itself is none."""
    return bool(seen.hops) and _is_login(_end(seen)) and not _is_login(_split(seen.link.url))


def parked(seen: Observation) -> bool:
    """The domain itself is what is offered."""
    if seen.hops and _PARKED_HOST.search(_end(seen).hostname or ""):
        return True
    return _is_small(seen.page) and _says(seen.page.text, _PARKED_TEXT)


def soft_404(seen: Observation) -> bool:
    """The page is missing though its status says otherwise; what is only suspected, its sibling may clear."""
    return _sent_to_not_found(seen) or (suspected_soft_404(seen) and not _cleared(seen))


def suspected_soft_404(seen: Observation) -> bool:
    """The page says that it is not there, or a link was led to the front page or with many others: none is a proof."""
    if _sent_to_front(seen) or seen.crowd >= CROWD or (_is_small(seen.page) and _says_not_found(seen.page.text)):
        return True
    title = ((seen.page and seen.page.title) or "").lower()
    # The plain words first: they are a tenth of the price, and hardly any title holds one.
    return any(word in title for word in _NOT_FOUND_WORDS) and bool(_NOT_FOUND_TITLE.search(title))


def new_place(seen: Observation) -> str | None:
    """Where permanent redirects say the page lives now; None if that is no other place than the link names.

    Only those before the first temporary one count: what a temporary one leads to may be elsewhere tomorrow.
    """
    lasting = list(takewhile(lambda hop: hop.status in PERMANENT, seen.hops))
    if not lasting or _place(lasting[-1].url) == _place(seen.link.url):
        return None
    return lasting[-1].url


def _sent_to_not_found(seen: Observation) -> bool:
    if not seen.hops or not _NOT_FOUND_PATH.search(_end(seen).path):
        return False
    return not _NOT_FOUND_PATH.search(_split(seen.link.url).path)


def _sent_to_front(seen: Observation) -> bool:
    if not seen.hops:
        return False
    here, there = _split(seen.link.url), _end(seen)
    return _same_site(here, there) and bool(_ROOT_PATH.match(there.path)) and not _ROOT_PATH.match(here.path)


def _cleared(seen: Observation) -> bool:
    """A made-up sibling was truly missing, or showed something else: so this page was meant, and only sounds missing.

    A sibling that showed nothing, or was refused, proves nothing.
    """
    sibling = seen.sibling
    if sibling is None or sibling.http_status in _MISSING:
        return sibling is not None
    if sibling.http_status not in _SHOWN or seen.page is None or sibling.page is None:
        return False
    if seen.hops and _place(sibling.final_url) == _place(seen.final_url or seen.hops[-1].url):
        return False
    return not alike(seen.page, sibling.page, seen.link.url, sibling.url)


def _end(seen: Observation) -> SplitResult:
    return _split(seen.final_url or seen.hops[-1].url)


def _split(written: str) -> SplitResult:
    """Split a URL; one that is none has no parts, and so resembles nothing."""
    try:
        return urlsplit(written)
    except ValueError:
        return SplitResult("", "", "", "", "")


def _is_login(url: SplitResult) -> bool:
    return bool(_LOGIN_HOST.match(url.hostname or "") or _LOGIN_PATH.search(url.path))


def _is_small(page: PageFacts | None) -> TypeGuard[PageFacts]:
    return page is not None and page.size <= SMALL


@lru_cache(maxsize=256)
def _says_not_found(text: str) -> bool:
    """Search a text once for two who ask: whoever looks at a page, and soon after whoever judges it."""
    return _says(text, _NOT_FOUND_TEXT)


def _says(text: str, phrases: Phrases) -> bool:
    lowered = text.lower()
    return any(word in lowered and any(saying in lowered for saying in sayings) for word, sayings in phrases)


def _same_site(one: SplitResult, other: SplitResult) -> bool:
    """The same host, or one within the other; what a registrable domain is, would need a list."""
    here, there = _bare_host(one), _bare_host(other)
    return here == there or here.endswith(f".{there}") or there.endswith(f".{here}")


def _bare_host(url: SplitResult) -> str:
    return (url.hostname or "").removeprefix("www.")


def _place(written: str) -> tuple[str, str, str]:
    """A URL without what does not make it another place: scheme, port, `www.`, a closing slash, a fragment."""
    url = _split(written)
    return _bare_host(url), url.path.rstrip("/"), url.query
