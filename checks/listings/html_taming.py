"""HTML made harmless before it is parsed: what nobody sees and what would keep a parser busy for ever is blanked out.

Every character keeps its place, so that what is found in the tamed text stands there in the source too. The parser's
time grows with the square of how deep elements lie, how many attributes one has and how many options a menu, and its
memory with bold text that never ends; browsers set limits of the same kind.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from checks.forges.paths import words

OPENING = re.compile(
    r"<(?:!--|(script|style|template|select|svg|noscript|iframe|textarea)(?=[\s/>])[^<>]{0,4096}>?)", re.IGNORECASE
)
CLOSINGS = {
    name: re.compile(rf"</{name}(?=[\s/>])[^>]{{0,100}}>", re.IGNORECASE)
    for name in ("script", "style", "template", "select", "svg", "noscript", "iframe", "textarea")
}
RAW = words("script style textarea iframe")
"""Elements that go on to the end of the document if nothing closes them, as comments do."""
CHILDLESS = words("area base br col embed hr img input link meta param source track wbr")
CLOSED_BY_THE_NEXT = words("a caption dd dt li option p rp rt tbody td tfoot th thead tr")
"""Elements that end where another begins, so that a page without their closing tags is not deep."""
NESTING_TAG = re.compile(
    rf"<(/?)(?!(?:{'|'.join(sorted(CHILDLESS | CLOSED_BY_THE_NEXT))})[\s/>])([a-z][a-z0-9:-]{{0,40}})(>?)",
    re.IGNORECASE,
)
DEEPEST = 500
"""Elements in elements; browsers stop at 512."""
FORMATTING = words("b big code em font i nobr s small strike strong tt u")
"""Elements that begin again in every paragraph until they are closed."""
FORMATTING_TAG = re.compile(rf"</?(?:{'|'.join(sorted(FORMATTING))})(?=[\s/>])[^<>]*>?", re.IGNORECASE)
IDENTICAL = 3
"""How many formatting elements without attributes begin again, however many are open: the standard's limit."""
REPEATED = 2
"""Formatting elements that may be open at a tag, on average: people write one or none."""
SMALL = 10_000
BETWEEN_TAGS = re.compile(r"(?<![^>])[^>]{4097,}")
OPENS_TAG = re.compile(r"<[a-z]", re.IGNORECASE)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
QUOTED_END = re.compile(r"(=[\"'][^\"'<>]{0,300})>(?=[^\"'<>]{0,300}[\"'])")
LONGEST_TAG = 4096
"""Characters of a tag without what stands in quotation marks: room for a thousand attributes."""

Span = tuple[int, int]


def tame(text: str) -> str:
    """Return HTML of the same length without comments, scripts, menus, and what is too deep or too much."""
    text = _blanked(text, _unseen(text))
    if text.count(">") > 2 * text.count("<") + SMALL:
        text = QUOTED_END.sub(r"\1 ", text)
    text = _blanked(text, _overlong(text))
    return _blanked(text, _excess(text))


def _blanked(text: str, spans: Iterable[Span]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += (text[at:start], " " * (end - start))
        at = end
    return "".join((*pieces, text[at:])) if pieces else text


def _unseen(text: str) -> Iterator[Span]:
    """Yield comments and elements that say nothing, up to where they close."""
    never_closed: set[str] = set()
    at = 0
    while found := OPENING.search(text, at):
        name = (found[1] or "").lower()
        end = -1 if name in never_closed else _end(text, found, name)
        if end < 0:
            never_closed.add(name)
            end = len(text) if not name or name in RAW else found.end()
        yield found.start(), end
        at = end


def _end(text: str, found: re.Match[str], name: str) -> int:
    """Return where a comment or an element ends; -1 if nothing closes it."""
    if not name:
        closing = text.find("-->", found.start() + 2)
        return closing + 3 if closing >= 0 else -1
    if found[0].endswith("/>") and name == "svg":
        return found.end()
    closed = CLOSINGS[name].search(text, found.end())
    return closed.end() if closed else -1


def _overlong(text: str) -> Iterator[Span]:
    """Yield tags of thousands of attributes, and what stands where no tag ever ends."""
    for run in BETWEEN_TAGS.finditer(text):
        tag = OPENS_TAG.search(text, *run.span())
        if tag and len(QUOTED.sub("", text[tag.start() : run.end()])) > LONGEST_TAG:
            yield tag.start(), run.end()


def _excess(text: str) -> Iterable[Span]:
    """Return the tags that lie too deep, or all formatting if it begins again and again."""
    opened: Counter[str] = Counter()
    depth, deepest, formatting, repeated, at = 0, 0, 0, 0, 0
    for tag in NESTING_TAG.finditer(text):
        closes, written, bare = tag.groups()
        name = written.lower()
        if formatting:
            repeated += formatting * text.count("<", at, tag.end())
        at = tag.end()
        counts = opened[name] > 0 if closes else not (bare and name in FORMATTING and opened[name] >= IDENTICAL)
        step = (-1 if closes else 1) * counts
        opened[name] += step
        depth += step
        formatting += step * (name in FORMATTING)
        deepest = max(deepest, depth)
    repeated += formatting * text.count("<", at)
    if repeated > max(SMALL, REPEATED * text.count("<")):
        return [found.span() for found in FORMATTING_TAG.finditer(text)]
    return _too_deep(text) if deepest > DEEPEST else ()


def _too_deep(text: str) -> Iterator[Span]:
    """Yield the tags of elements below the deepest that are kept; their text stays."""
    depth = 0
    opened: Counter[str] = Counter()
    for found in NESTING_TAG.finditer(text):
        name = found[2].lower()
        if found[1] and not opened[name]:
            continue
        was, depth = depth, depth + (-1 if found[1] else 1)
        opened[name] += depth - was
        if max(was, depth) > DEEPEST:
            end = text.find(">", found.end() - 1)
            yield found.start(), end + 1 if end >= 0 else len(text)
