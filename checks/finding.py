"""Finding links in running text: where each begins and ends, and how it reads once the marks around it are gone.

What a link points at is told in `checks/urls.py`. Every pattern is linear: a character is looked at a fixed number
of times, whatever the text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from checks.forges.paths import words

LONGEST_URL = 2048
"""Characters; anything longer is data, no address."""
LINK = "\ufffc"
"""Stands for every character of a link in a text whose links are hidden."""

STARTERS = words("""
    Abstract All Also Both By Code Codes Data Dataset Datasets Demo Demos Extensive For From GitHub Github Here Homepage
    However In It Keywords Link Links Model Models More Moreover Of On Our Page Paper Please Project Results See Source
    Supplementary The These They This To Video Videos We Webpage Website With Work
""")
"""Words that open a sentence. A name that ends in one after a full stop has swallowed the next sentence."""
STOP_WORDS = words("""
    a all also an and are as at but by can for from has have if in is it its of on or our see so that the then they this
    to under was we where which who will with you your
""")
"""Words that go on with a sentence, so that they are no second half of a wrapped link."""

# What may stand in a link. LaTeX and Markdown escapes of single marks are kept here and taken out later; a comma or a
# semicolon is left out where the next link follows it, as in a cell that holds two, or an empty cell.
INSIDE = (
    r"(?:[^\s\x00-\x20\x7f<>\"`{}|\\^,;\]&\u00a0\u200b-\u200f\u2028-\u202f\u2060\ufeff\ufffc"
    r"\u2014\u2018-\u201f\u00ab\u00bb\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff3d\uff5b-\uff65\u4e00-\u9fff]"
    r"|\](?!\[)|&(?!(?:quot|apos|[gl]t|nbsp|\#\d{1,5});)|[,;](?![,;]|['\"]*(?:https?:|www\.))|\\[_#%&~/.-]|\{\\_\}|\{_\})"
)
FORGE_HOSTS = r"(?:github\.com|gitlab\.com|huggingface\.co|hf\.co|bitbucket\.org|codeberg\.org|gitee\.com)"
CANDIDATE = re.compile(
    rf"""
    (?P<full>(?:git\+)?(?:https?|ssh|git):[ \u200b]?(?:\\?/){{2}}{INSIDE}+)
    | (?<![\w.@/-])(?P<copy>git@[\w.-]{{1,100}}:{INSIDE}+)
    | (?<![\w.@/:-])(?P<bare>(?:www\.)?(?:{FORGE_HOSTS}|[a-z0-9-]{{1,63}}\.github\.io)/{INSIDE}*)
    """,
    re.IGNORECASE | re.VERBOSE,
)
MARK = re.compile(r":(?=[ \u200b]?\\?/)|@|\.(?=[cCoOiI][oOrR][mMgG/])")
"""What every candidate holds: the colon of a scheme, the sign of a clone, the last full stop of a forge's host."""
BEGINNINGS = {
    ":": re.compile(r"(?:git\+)?(?:https?|ssh|git)\Z", re.IGNORECASE),
    "@": re.compile(r"git\Z", re.IGNORECASE),
    ".": re.compile(r"(?<![\w.-])[\w.-]+\Z"),
}
LONGEST_HOST = 80
GLUED_SCHEME = re.compile(r"(?<=[^/=:?&#.+])(?=(?:git\+)?https?:\\?/)", re.IGNORECASE)
GLUED_SENTENCE = re.compile(r"\.([A-Z][A-Za-z]*)$")
ESCAPE = re.compile(r"\{?\\([_#%&~/.-])\}?|\{(_)\}")
BLANKS = re.compile(r"[\s\u200b]+")
DOUBLED_SCHEME = re.compile(r"https?://(?=https?://)", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s$")

CLOSING = ".,;:!?'\"*~…´$&"
BRACKETS = {")": "(", "]": "["}

OWNER_ONLY = re.compile(rf"https?://(?:www\.)?{FORGE_HOSTS}/[\w.-]+/$", re.IGNORECASE)
HOST_ONLY = re.compile(rf"https?://(?:www\.)?{FORGE_HOSTS}/$", re.IGNORECASE)
IN_NAME = re.compile(rf"https?://(?:www\.)?{FORGE_HOSTS}/[\w.-]+/[\w.-]*-$", re.IGNORECASE)
NEXT_LINE = re.compile(r"[ \t]*\n[ \t]*([\w.-]{1,100})")
NEXT_PATH = re.compile(r"\s([\w-]{1,100}/[\w.-]{1,100})")


@dataclass(frozen=True, slots=True)
class Found:
    """A link in a text: `start` and `end` are offsets; `url` reads as written, without marks, escapes and wraps."""

    start: int
    end: int
    url: str


def find_urls(text: str) -> list[Found]:
    """Return the links of a text in order; their spans do not overlap."""
    found: list[Found] = []
    for match in _candidates(text):
        for start, end in _parts(match):
            if (one := _found(text, start, end)) and (not found or one.start >= found[-1].end):
                found.append(one)
    return found


def may_hold_url(text: str) -> bool:
    """Tell whether a text holds what looks like the beginning of a link; cheaper than finding it."""
    return next(_candidates(text), None) is not None


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """Yield what looks like links: the marks inside them are quick to find, and where a link begins stands before."""
    at = 0
    for mark in MARK.finditer(text):
        if mark.start() < at:
            continue
        begins = BEGINNINGS[text[mark.start()]].search(text, max(at, mark.start() - LONGEST_HOST), mark.start())
        match = CANDIDATE.match(text, begins.start()) if begins else None
        if match:
            yield match
            at = match.end()


def hide(text: str, links: Iterable[Found]) -> str:
    """Return the text with every character of its links replaced by `LINK`, so that offsets stay true."""
    pieces, at = [], 0
    for link in links:
        pieces += [text[at : link.start], LINK * (link.end - link.start)]
        at = link.end
    return "".join((*pieces, text[at:]))


def _parts(match: re.Match[str]) -> Iterable[tuple[int, int]]:
    """Split where a second link is glued to the first, as in `https://a.example;https://b.example`."""
    text = match[0]
    cuts = [0, *(cut.start() for cut in GLUED_SCHEME.finditer(text) if cut.start()), len(text)]
    return ((match.start() + a, match.start() + b) for a, b in pairwise(cuts))


def _found(text: str, start: int, end: int) -> Found | None:
    if end - start > LONGEST_URL:
        return None
    raw = _trimmed(text[start:end])
    url = _readable(raw)
    if wrapped := _next_part(text, start + len(raw), url):
        return Found(start, wrapped.end(1), url + _trimmed(wrapped[1]))
    return Found(start, start + len(raw), url) if _has_host(url) else None


def _readable(raw: str) -> str:
    plain = BLANKS.sub("", raw).replace("&amp;", "&")
    return DOUBLED_SCHEME.sub("", ESCAPE.sub(lambda escape: escape[1] or escape[2], plain))


def _has_host(url: str) -> bool:
    """Tell whether anything follows the scheme."""
    return bool(url.partition("://")[2].strip("/") if "://" in url else url)


def _trimmed(raw: str) -> str:
    """Cut what closes the sentence, the bracket or the quotation that a link stands in, and a glued sentence."""
    spare = {closing: raw.count(closing) - raw.count(opening) for closing, opening in BRACKETS.items()}
    end = len(raw)
    while end:
        last = raw[end - 1]
        if last in BRACKETS and spare[last] > 0:
            spare[last] -= 1
        elif last not in CLOSING:
            break
        end -= 1
    if possessive := POSSESSIVE.search(raw, max(0, end - 2), end):
        end = possessive.start()
    glued = GLUED_SENTENCE.search(raw, max(0, end - 20), end)
    return raw[: glued.start()] if glued and glued[1] in STARTERS else raw[:end]


def _next_part(text: str, end: int, url: str) -> re.Match[str] | None:
    """The second half of a link that a line break or a space has split, if it must be one."""
    if HOST_ONLY.match(url):
        return NEXT_PATH.match(text, end)
    if not (OWNER_ONLY.match(url) or IN_NAME.match(url)):
        return None
    following = NEXT_LINE.match(text, end)
    return following if following and following[1].strip(".-").lower() not in {"", *STOP_WORDS} else None
