"""Where sentences end in running text whose links are hidden (`finding.hide`). What they claim: `checks/claims.py`."""

import re
from collections.abc import Iterator

from checks.finding import LINK, STARTERS

LONGEST_SENTENCE = 1000
"""Characters. Longer pieces are cut at a blank: they are lists or data, and every mention carries its sentence."""

ENDS = re.compile(
    rf"""
    [.!?…][\"'”’)\]}}*]{{0,4}}\s+(?=[\"'“‘(\[{{*\\$%]{{0,4}}[A-Z0-9{LINK}\u4e00-\u9fff])
    | [.!?](?=(?:{"|".join(sorted(STARTERS))})\b)
    | [。！？]+[”’）]?
    | (?<![:\s：])\s*\n[^\S\n]*\n\s*
    """,
    re.VERBOSE,
)  # fmt: skip
ABBREVIATION = re.compile(
    r"""
    (?:\b(?:e\.g|i\.e|et\ al|cf|vs|fig|figs|eq|eqs|sec|tab|ref|refs|dr|mr|mrs|ms|prof|approx|resp|no|vol|pp|ch|incl|est
    |a\.k\.a|w\.r\.t|u\.s|ph\.d)|\b[A-Z]|(?:^|\s)\d
    |(?:^|[.:;\n]\s?)\d\d)$
    """,
    re.IGNORECASE | re.VERBOSE,
)
ALONE = re.compile(rf"[\s(\[<\"'“]*{LINK}[{LINK}\s.,;()\[\]<>\"'”*]*")


def sentences(hidden: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences, without the white space around them, in order."""
    start = 0
    for end in (*_ends(hidden), len(hidden)):
        for piece in _pieces(hidden, start, end):
            if span := _stripped(hidden, *piece):
                yield span
        start = end


def is_bare_link(hidden: str, start: int, end: int) -> bool:
    """Tell whether a sentence is nothing but links: it then belongs to the claim before it."""
    return ALONE.fullmatch(hidden, start, end) is not None


def _ends(hidden: str) -> Iterator[int]:
    for match in ENDS.finditer(hidden):
        if not (match[0].startswith(".") and ABBREVIATION.search(hidden, max(0, match.start() - 12), match.start())):
            yield match.end()


def _pieces(hidden: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        blank = hidden.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = blank if blank > 0 else _after_link(hidden, start + LONGEST_SENTENCE, end)
        yield start, cut
        start = cut
    yield start, end


def _after_link(hidden: str, at: int, end: int) -> int:
    """Move on to where no link is cut in two."""
    while at < end and hidden[at - 1] == LINK == hidden[at]:
        at += 1
    return at


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    inner = piece.strip()
    if not inner:
        return None
    begin = start + len(piece) - len(piece.lstrip())
    return begin, begin + len(inner)
