"""A second address beside a link's own, made up at random: what it shows tells how a site answers for what is missing.

Method: verdicts.md, section 2.
"""

import re
from urllib.parse import urlsplit

from yarl import URL

from checks import soft_404, telltales
from checks.classify import classify
from checks.forges import FORGES
from checks.model import Observation, Reason

_CLEARABLE = frozenset({Reason.SOFT_404, Reason.PARKED, Reason.OK, Reason.REDIRECTED})
"""Reasons that what a sibling shows may bring about or take away; a wall or a login has been told already."""
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def wants_sibling(seen: Observation) -> bool:
    """Whether a look only seems to show something else; forges answer by their own rules and are not asked."""
    suspicious = soft_404.suspected(seen) or telltales.suspected_parked(seen)
    if not suspicious or classify(seen).reason not in _CLEARABLE:
        return False
    parts = urlsplit(seen.link.url)
    return seen.link.forge is None and not any(forge.target(parts) for forge in FORGES)


def sibling_of(url: URL, token: str) -> URL:
    """Put `token` in the place of what names the page: the values of the query, else the last part of the path.

    A file's ending and a closing slash stay, since servers choose by them who answers.
    """
    if url.query_string:
        return url.with_query(dict.fromkeys(url.query, token)).with_fragment(None)
    *folders, last = url.raw_path.rstrip("/").split("/")
    ending = _ENDING.search(last)
    closing = "/" if last and url.raw_path.endswith("/") else ""
    name = token + (ending[0] if ending else "") + closing
    return url.with_path("/".join([*folders, name]) if last else f"/{name}", encoded=True)
