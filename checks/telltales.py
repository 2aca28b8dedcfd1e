"""What a page gives away beside its status: a login, a bot wall, a domain for sale, a place to which it moved.

Pure predicates on observations; what they amount to stands in `checks/classify.py`. Missing pages that say otherwise
have a file of their own: `checks/soft_404.py`.
"""

import re
from functools import lru_cache
from itertools import takewhile
from typing import TypeGuard
from urllib.parse import SplitResult, parse_qsl

from checks.model import Observation, PageFacts
from checks.neighbours import Tells, tells
from checks.places import end_of, is_front, place, split

SMALL = 8192
"""Bytes up to which a page's text is searched: pages that only say "not found" or "for sale" are short."""

PERMANENT = frozenset({301, 308})

# Plain phrases under a plain word each: every small page is searched, and must not cost as much as its request did.
Phrases = tuple[tuple[str, tuple[str, ...]], ...]
_FOR_SALE: Phrases = (
    ("domain", ("domain is for sale", "domain may be for sale", "domain name is for sale", "buy this domain")),
    ("parked", ("domain is parked", "domain is currently parked", "domain name is parked", "parked free of charge")),
)
_SALES = r"(?:hugedomains|sedo|sedoparking|afternic|dan|bodis|parkingcrew|undeveloped|above|parklogic)\.com"
_PARKED_HOST = re.compile(rf"(?:^|\.){_SALES}$")
_PARKED_SIGN = re.compile(rf"//(?:[\w-]+\.)*{_SALES}\b|<title>[^<]{{0,60}}\b(?:for sale|parked)\b", re.IGNORECASE)
"""What stands on a page of whoever sells domains beside the offer: a link to a house of that trade, or a title."""
_LOGIN_HOST = re.compile(r"^(?:accounts?|login|logon|signin|sso|auth|idp|adfs|consent)\.")
_LOGIN_PATH = re.compile(
    r"/(?:log-?in|log_in|log-?on|sign-?in|sign_in|sso|saml2?|oauth2?|openid-connect|authorize|authenticate|authn?"
    r"|adfs|shibboleth(?:\.sso)?|cas|servicelogin|wp-login\.php|consent|cookie-?consent|cookie-?absent)(?:[/.]|$)",
    re.IGNORECASE,
)
_WAY_BACK = frozenset(
    {"next", "continue", "return", "returnto", "return_to", "returnurl", "return_url", "redirect", "redirect_to",
     "redirect_uri", "redirecturl", "redirect_url", "goto", "came_from"}
)  # fmt: skip
"""What a front page is told by those who are to come back once they have shown who they are."""
_WALL_TITLE = re.compile(
    r"^(?:just a moment|attention required|access denied|are you (?:a )?(?:human|robot)|security check|ddos-guard"
    r"|verify(?:ing)? you)|\bcaptcha\b",
    re.IGNORECASE,
)
_WALLS = ("cloudflare", "akamaighost", "ddos-guard")


def behind_bot_wall(seen: Observation) -> bool:
    """A wall answered in the page's place: its header, its title, or the shield that stands before a refusal."""
    if seen.page is None:
        return False
    shielded = seen.http_status in {403, 503} and (seen.page.server or "").lower().startswith(_WALLS)
    refused = (seen.http_status or 0) >= 400  # noqa: PLR2004 - where refusals begin, RFC 9110, section 15
    walled = bool(_WALL_TITLE.search(seen.page.title or "")) and (refused or seen.page.size <= SMALL)
    return seen.page.bot_mitigation is not None or shielded or walled


def sent_to_login(seen: Observation) -> bool:
    """A redirect led to a login or consent page, and the link itself is none."""
    if not seen.hops:
        return False
    there = split(end_of(seen))
    return (_is_login(there) or _asks_to_come_back(there)) and not _is_login(split(seen.link.url))


def parked(seen: Observation) -> bool:
    """The domain itself is what is offered: said twice over, since pages on domains for sale speak of them too."""
    if seen.hops and _PARKED_HOST.search(split(end_of(seen)).hostname or ""):
        return True
    told = tells(seen)
    if told is Tells.MISSING or not suspected_parked(seen):
        return False
    return told in {Tells.SAME_PAGE, Tells.SAME_PLACE} or _has_sign_of_sale(seen)


def suspected_parked(seen: Observation) -> bool:
    """A short page offers a domain, or says that it is parked."""
    return is_small(seen.page) and _offers_a_domain(seen.page.text)


def new_place(seen: Observation) -> str | None:
    """Where permanent redirects say the page lives now; None if that is no other place than the link names.

    Only those before the first temporary one count: what a temporary one leads to may be elsewhere tomorrow.
    """
    lasting = list(takewhile(lambda hop: hop.status in PERMANENT, seen.hops))
    if not lasting or place(lasting[-1].url) == place(seen.link.url):
        return None
    return lasting[-1].url


def is_small(page: PageFacts | None) -> TypeGuard[PageFacts]:
    """Whether a page is so short that its text is worth a search."""
    return page is not None and page.size <= SMALL


def says(text: str, phrases: Phrases) -> bool:
    """Whether a text holds one of the phrases, in any case."""
    lowered = text.lower()
    return any(word in lowered and any(saying in lowered for saying in sayings) for word, sayings in phrases)


@lru_cache(maxsize=256)
def _offers_a_domain(text: str) -> bool:
    """Search a text once for all who ask: whoever looks at a page, and soon after whoever judges it."""
    return says(text, _FOR_SALE)


def _has_sign_of_sale(seen: Observation) -> bool:
    if seen.page is None:
        return False
    host, title = place(seen.link.url)[0], (seen.page.title or "").strip().lower()
    return title.removeprefix("www.").startswith(host) or bool(_PARKED_SIGN.search(seen.page.text))


def _is_login(url: SplitResult) -> bool:
    return bool(_LOGIN_HOST.match(url.hostname or "") or _LOGIN_PATH.search(url.path))


def _asks_to_come_back(url: SplitResult) -> bool:
    return is_front(url) and any(name.lower() in _WAY_BACK for name, _ in parse_qsl(url.query))
