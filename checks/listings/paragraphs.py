"""Running text: a paragraph that holds a link or a promise is an entry. What no parser can read is read so, too.

A paragraph whose lines begin with marks of a list, or all hold links, is a list of entries. Links of Org mode
(`[[https://…][text]]`) are read as people see them.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from checks.finding import may_hold_url
from checks.listings.naming import ENDS, LABELS, Words, title_of
from checks.listings.passages import Passage, PassageBuilder, mentions_of, plain_passage
from checks.listings.source import Source
from checks.model import Entry

PARAGRAPH = re.compile(r"[^\S\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
LINE = re.compile(r"[^\n]*\S[^\n]*")
ITEM = re.compile(
    r"([^\S\n]*)(?:[-+•·▪◦‣–]|\*{1,8}|\d{1,3}[.)]|[\[(]\d{1,3}[\])])[^\S\n]+(?:\[[ xX-]\][^\S\n]+)?(?=\S)"
)
"""The mark before an item: a bullet, a number, the stars of a heading in Org mode."""
ORG_LINK = re.compile(r"\[\[((?:https?:)?//[^\]\s]{1,2000})\](?:\[([^\]\n]{0,500})\])?\]")
NAMED = re.compile(r"(?:paper |name and )?(?:title|paper|name)\s*[:：]\s*(?=\S)|#\+title:\s*", re.IGNORECASE)
LABEL_END = re.compile(r"[:：\n]|https?://")
SEPARATORS = re.compile(r"[.,;|]\s|\s[-–—]\s")
LONGEST_TITLE = 200


def paragraphs(source: Source) -> Iterator[Entry]:
    """Yield an entry for each paragraph, or for each item or line of one that is a list."""
    heading = ""
    for start, end, is_item in _parts(source.text):
        mentions = mentions_of(_passage(source, start, end), source, source.on)
        words = _words(source.text[start:end])
        text = words.text
        if mentions:
            own = title_of(words.names()) if words.links else _item_title(text)
            title = own or heading if is_item else heading or (own if _is_heading(text) and ". " not in text else "")
            yield Entry(position=0, title=title[:LONGEST_TITLE] or _title(text), mentions=mentions)
        heading = "" if mentions or not _is_heading(text) else _title(text)


def _parts(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield begin and end of what may be an entry, and whether it is an item of a list."""
    for paragraph in PARAGRAPH.finditer(text):
        lines = [line.span() for line in LINE.finditer(text, *paragraph.span())]
        starts = _item_starts(text, lines)
        if len(lines) > 1 and all(may_hold_url(text[start:end]) for start, end in lines):
            yield from ((start, end, True) for start, end in lines)
        elif len(starts) > 1:
            edges = [*({lines[0][0], *starts}), paragraph.end()]
            yield from ((start, end, start in starts) for start, end in pairwise(sorted(edges)))
        else:
            yield *paragraph.span(), bool(starts)


def _item_starts(text: str, lines: list[tuple[int, int]]) -> list[int]:
    """Return where the outermost items begin; none if all of them are labels, which belong to what is above."""
    marks = [mark for line in lines if (mark := ITEM.match(text, *line))]
    outermost = min((len(mark[1]) for mark in marks), default=0)
    items = [mark for mark in marks if len(mark[1]) == outermost]
    if all(LABELS.fullmatch(LABEL_END.split(text[mark.end() : mark.end() + 100], maxsplit=1)[0]) for mark in items):
        return []
    return [mark.start() for mark in items]


def _passage(source: Source, start: int, end: int) -> Passage:
    """Return a stretch of text as it stands, or with the links of Org mode as people see them."""
    if "[[" not in source.text[start:end]:
        return plain_passage(source, start, end)
    builder, at = PassageBuilder(), start
    for link in ORG_LINK.finditer(source.text, start, end):
        builder.add(source.text[at : link.start()], at)
        if link[2]:
            builder.add(f"{link[2]}: ", link.start(2))
        builder.add_link(link[1], link.start(1))
        builder.add(" ", link.end())
        at = link.end()
    builder.add(source.text[at:end], at)
    return builder.build()


def _words(text: str) -> Words:
    """Return a stretch of text as people see it, and which of it is a link of Org mode."""
    text, links, shift = text.strip(), [], 0
    for link in ORG_LINK.finditer(text):
        start, shown = link.start() - shift, link[2] or link[1]
        links.append((start, start + len(shown)))
        shift += len(link[0]) - len(shown)
    return Words(ORG_LINK.sub(lambda link: link[2] or link[1], text), links=tuple(links))


def _is_heading(text: str) -> bool:
    return "\n" not in text and len(text) <= LONGEST_TITLE and not text.endswith((".", ",", ";"))


def _item_title(text: str) -> str:
    """Return what an item begins with, before its links and the labels in front of them."""
    line = _title(text)
    before, address, _ = line.partition("://")
    if address:
        before = before.rpartition(" ")[0]
    *others, last = SEPARATORS.split(before.rstrip(ENDS))
    if others and LABELS.fullmatch(last):
        before = before[: before.rindex(last)]
    return title_of([before.rstrip(ENDS)])


def _title(text: str) -> str:
    """Return the first line without its mark, or as much of it as a title may hold."""
    line = text.partition("\n")[0].strip()
    if mark := ITEM.match(line):
        line = line[mark.end() :]
    line = NAMED.sub("", line, count=1) if NAMED.match(line) else line
    if len(line) <= LONGEST_TITLE:
        return line
    return line[: LONGEST_TITLE - 1].rpartition(" ")[0] + "…"
