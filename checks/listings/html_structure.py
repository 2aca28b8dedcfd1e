"""What the elements of a page are for, told before it is read: navigation, cards, rows for layout, titles, dates.

Each element is looked at a fixed number of times, however deep it lies: counts of what an element holds stop at two.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from checks.forges.paths import words
from checks.listings.naming import LABELS

HEADINGS = words("h1 h2 h3 h4 h5 h6")
UNREAD = "audio, canvas, dialog, head, math, nav, object, video, [hidden], [aria-hidden=true]"
STYLED = "[style*=display]"
NAVIGATING = (
    "aside, [role=banner], [role=complementary], [role=contentinfo], [role=menu], [role=navigation], [role=search]"
)
PAGE_ENDS = "header, footer"
"""Head and foot of a page, unless they stand in a part of it: then they belong to that part."""
PARTS = words("article dd details li main section td")
NAMED = ", ".join(
    f"[{name}*={word}]" for name in ("class", "id") for word in ("nav", "menu", "foot", "side", "crumb", "pag", "toc")
)
NAVIGATION = re.compile(
    r"(?:^|\s)(?!(?:has|is|no|show|with|without)-)(?:[\w-]{1,30}[_-])?(?:nav|navbar|navigation|menu|menubar|footer|footnav"
    r"|sidebar|sidenav|side-?bar|breadcrumbs?|pagination|pager|toc)(?:\s|$)",
    re.IGNORECASE,
)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
TITLED = re.compile(r"(?:^|[\s_-]|paper|publication|pub|card|item|entry|post)title(?:$|[\s_])", re.IGNORECASE)
DATED = re.compile(r"(?:^|[\s_-])(?:date|datetime|published|pubdate|posted)(?:$|[\s_-])", re.IGNORECASE)
NO_CARDS = HEADINGS | words("a body dd dl dt html li main ol span table tbody tfoot thead tr ul")
ROWS = words("li tr")
LONGEST_HEADING = 60
"""Characters of a heading that may be a mere label: "Abstract", "BibTeX"."""
MOST = 2
"""Counts go no further: one tells a card, and more are all the same."""


@dataclass(frozen=True, slots=True)
class Structure:
    """Elements by what they are for; the numbers are `mem_id` of a node.

    `unread` say nothing. `titles` name what they stand in. `cards` hold one title or heading and all that belongs to
    it. `layout` are rows and items that hold whole lists, or a part of the page: they are no entries. `named` hold at
    least one title or heading. `dates` tell a day. `columns` are rows of nothing but headings.
    """

    unread: frozenset[int]
    titles: frozenset[int]
    cards: frozenset[int]
    layout: frozenset[int]
    named: frozenset[int]
    dates: frozenset[int]
    columns: frozenset[int]


def structure_of(root: LexborNode) -> Structure:
    """Look over a whole page."""
    unread = frozenset(_unread(root))
    held: Counter[int] = Counter()
    named = list(_named(root, unread, held))
    return Structure(
        unread=unread,
        titles=frozenset(node.mem_id for node in named if node.tag not in HEADINGS),
        cards=frozenset(_cards(named, held)),
        layout=frozenset(_layout(root, held)),
        named=frozenset(held),
        dates=frozenset(_dates(root)),
        columns=frozenset(_columns(root)),
    )


def _unread(root: LexborNode) -> Iterator[int]:
    yield from (node.mem_id for node in root.css(UNREAD))
    yield from (node.mem_id for node in root.css(STYLED) if HIDDEN_STYLE.search(node.attributes.get("style") or ""))
    links = root.css("a[href]")
    around = frozenset(_around(links[len(links) // 2])) if links else frozenset()
    for node in _navigation(root):
        # What holds most links of a page holds the middle one, and is no navigation, whatever it is called.
        if node.mem_id not in around or 2 * len(node.css("a[href]")) <= len(links):
            yield node.mem_id


def _around(node: LexborNode | None) -> Iterator[int]:
    while node is not None:
        yield node.mem_id
        node = node.parent


def _navigation(root: LexborNode) -> Iterator[LexborNode]:
    """Yield what may be navigation, head or foot of the page, or a form."""
    yield from root.css(NAVIGATING)
    yield from root.css("form")
    yield from (node for node in root.css(PAGE_ENDS) if not _stands_in(node, PARTS))
    for node in root.css(NAMED):
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if node.tag not in {"html", "body", "main"} and NAVIGATION.search(names):
            yield node


def _stands_in(node: LexborNode, tags: frozenset[str]) -> bool:
    above = node.parent
    while above is not None and above.tag not in tags:
        above = above.parent
    return above is not None


def _named(root: LexborNode, unread: frozenset[int], held: Counter[int]) -> Iterator[LexborNode]:
    """Yield headings, and titles without a heading in or around them; count them in all that holds them."""
    headings = root.css("h1, h2, h3, h4, h5, h6")
    within: Counter[int] = Counter()
    for node in headings:
        _count(node, within)
        if _is_read(node, unread) and not _is_label(node):
            _count(node, held)
            yield node
    found: set[int] = set()
    for node in root.css("[class*=itle]"):
        if TITLED.search(node.attributes.get("class") or "") and not within[node.mem_id] and _is_read(node, unread):
            if _is_in(node, found) or _stands_in(node, HEADINGS) or node.tag in {"body", "html"}:
                continue
            found.add(node.mem_id)
            _count(node, held)
            yield node


def _count(node: LexborNode | None, held: Counter[int]) -> None:
    while node is not None and held[node.mem_id] < MOST:
        held[node.mem_id] += 1
        node = node.parent


def _is_read(node: LexborNode | None, unread: frozenset[int]) -> bool:
    while node is not None and node.mem_id not in unread:
        node = node.parent
    return node is None


def _is_in(node: LexborNode, found: set[int]) -> bool:
    above = node.parent
    while above is not None and above.mem_id not in found:
        above = above.parent
    return above is not None


def _is_label(heading: LexborNode) -> bool:
    text = heading.text()
    return len(text) <= LONGEST_HEADING and LABELS.fullmatch(" ".join(text.split())) is not None


def _cards(named: Iterable[LexborNode], held: Counter[int]) -> Iterator[int]:
    """Yield the outermost element around each title or heading that holds no other one."""
    for node in named:
        card, above = node, node.parent
        while above is not None and held[above.mem_id] == 1 and above.tag not in {"body", "html", "main"}:
            card, above = above, above.parent
        if card.tag not in NO_CARDS:
            yield card.mem_id


def _layout(root: LexborNode, held: Counter[int]) -> Iterator[int]:
    holding = {row.mem_id for table in root.css("tr table, li table") if (row := _row_around(table))}
    for row in root.css("tr"):
        count = held[row.mem_id]
        alone = count == 0 and (row.mem_id in holding or not _has_neighbour(row))
        if alone or (count > 1 and (row.mem_id in holding or _named_cells(row, held) > 1)):
            yield row.mem_id
    for item in root.css("li"):
        if held[item.mem_id] > 1 and any(child.tag in {"ol", "ul"} and held[child.mem_id] for child in _children(item)):
            yield item.mem_id


def _row_around(node: LexborNode) -> LexborNode | None:
    above = node.parent
    while above is not None and above.tag not in ROWS:
        above = above.parent
    return above


def _has_neighbour(row: LexborNode) -> bool:
    """Tell whether a table has another row; a table of one row is there for the layout."""
    group = row.parent
    table = group.parent if group is not None and group.tag in {"tbody", "tfoot", "thead"} else group
    if group is None or table is None:
        return False
    groups = (one for one in _children(table) if one.tag in {"tbody", "tfoot", "thead"})
    rows = (1 for one in groups for child in _children(one) if child.tag == "tr")
    return next(rows, 0) + next(rows, 0) > 1


def _named_cells(row: LexborNode, held: Counter[int]) -> int:
    return sum(held[cell.mem_id] > 0 for cell in _children(row))


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _dates(root: LexborNode) -> Iterator[int]:
    for node in root.css("time, [class*=date], [class*=Date], [class*=publish], [class*=posted]"):
        if node.tag == "time" or DATED.search(node.attributes.get("class") or ""):
            yield node.mem_id


def _columns(root: LexborNode) -> Iterator[int]:
    for heading in root.css("th:first-child"):
        row = heading.parent
        if row is not None and all(cell.tag != "td" for cell in _children(row)):
            yield row.mem_id
