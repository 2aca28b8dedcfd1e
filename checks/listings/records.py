"""Records: what JSON, tables, YAML, BibTeX and feeds have in common. Fields go in, an entry comes out.

A format brings the fields with their places; here it is decided once what a field's name says: a title, a date, a
label ("code_url", "projectPage") that claims the link beside it, or nothing, so that only the value counts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from checks.claims import may_claim
from checks.finding import may_hold_url
from checks.forges.paths import words
from checks.listings.dates import day_in
from checks.listings.passages import Passage, PassageBuilder, mentions_of
from checks.listings.rich_text import passage_of, plain_of
from checks.listings.source import Excerpt, Source
from checks.model import Claim, Entry, Kind, Mention

TITLES = ("title", "paper title", "name", "paper name", "paper", "标题", "题目", "论文")
DATES = (
    "published at", "published", "publication date", "publish date", "date published", "pub date", "date", "submitted",
    "submitted on", "created", "created at", "updated", "updated at", "date modified", "update date", "year", "日期",
)  # fmt: skip
ORGANIZATION = words("organization organisation affiliation institution lab company 机构")
NAMES = ("fullname", "name", "")
AUTHORS = words("author authors creator creators contributor contributors editor editors byline 作者")
PICTURES = words("avatar banner favicon figure figures icon image images img logo poster thumbnail thumbnails")
LABELS: tuple[tuple[frozenset[str], str], ...] = (
    (
        words("code codes github git gitlab repo repos repository repositories implementation software 代码 源码"),
        "Code",
    ),
    (words("data dataset datasets benchmark 数据 数据集"), "Data"),
    (words("model models checkpoint checkpoints weights 模型"), "Model"),
    (words("demo demos"), "Demo"),
    (words("project homepage website webpage page site 主页 项目主页"), "Project page"),
)
"""Words in a field's name that claim what is linked there, as a label does in running text."""
WORD = re.compile(r"[Aa]r[Xx]iv|[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_A-Za-z]+")
OWNER_AND_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{2,100})/?\s*")
ARXIV_ID = re.compile(r"\s*(?:arxiv:)?(\d{4}\.\d{4,5})(?:v\d+)?\s*", re.IGNORECASE | re.ASCII)
ARXIV_LINK = re.compile(r"(?:arxiv\.org/(?:abs|pdf|html)|huggingface\.co/papers)/(\d{4}\.\d{4,5})", re.ASCII)
ADDRESS = re.compile(r"\s*https?://\S*\s*\Z", re.IGNORECASE)
SEPARATORS = re.compile(r"\s+and\s+|\s*[;；、]\s*|\s*,\s*(?:and\s+)?|\s*，\s*")
PAPER = words("paper 论文")
CODE = LABELS[0][0]
NUMBERED = words("arxiv eprint id")
UNOFFICIAL = "is official"
"""Says of a repository whether it is the authors' own (Papers with Code)."""
LONGEST_TITLE = 300
LONGEST_LABELLED = 300
"""Characters of a value that its field's name speaks for; a longer one speaks for itself."""


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a record: `names` lead to it from the outside in, as the file writes them."""

    names: tuple[str, ...]
    value: Excerpt


@dataclass(frozen=True, slots=True)
class _Told:
    """A field whose names are in words: `path` all of them, `name` the innermost, in lower case."""

    path: tuple[frozenset[str], ...]
    name: str
    value: Excerpt

    @property
    def text(self) -> str:
        return self.value.text

    def is_in(self, names: frozenset[str]) -> bool:
        return any(not one.isdisjoint(names) for one in self.path)


def entry_of(fields: Iterable[Field], source: Source, *, untitled: bool = False) -> Entry | None:
    """Return what a record says, still without position and claim; None if it has no title.

    `untitled` records may do without one if they hold a link or a promise: that is what they are then called by.
    """
    told = [_told(field) for field in fields]
    title = _first(told, TITLES)
    if title is None and not untitled:
        return None
    on = _date(told, source.on)
    mentions = tuple(_mentions(told, source, on or source.on))
    called = plain_of(title.text) if title else _shown(mentions)
    return (
        Entry(
            position=0,
            title=called[:LONGEST_TITLE],
            date=on,
            authors=_authors(told),
            organization=_organization(told),
            arxiv_id=_arxiv_id(told),
            mentions=mentions,
        )
        if called
        else None
    )


def _shown(mentions: Sequence[Mention]) -> str:
    """What a record without a title is called."""
    if not mentions:
        return ""
    aim = mentions[0].target
    return (aim.name or aim.url) if aim else mentions[0].sentence


@lru_cache(maxsize=1024)
def name_words(name: str) -> frozenset[str]:
    """Return the words of a field's name in lower case: "paperUrl", "paper_url" and "Paper URL" have the same."""
    return frozenset(word.lower() for word in WORD.findall(name))


@lru_cache(maxsize=1024)
def plain_name(name: str) -> str:
    """Return a field's name in lower case, its words parted by spaces."""
    return " ".join(word.lower() for word in WORD.findall(name))


def _told(field: Field) -> _Told:
    name = plain_name(field.names[-1]) if field.names else ""
    return _Told(tuple(map(name_words, field.names)), name, field.value)


def _first(told: Sequence[_Told], names: Sequence[str]) -> _Told | None:
    """Return the outermost field by the likeliest of these names that says anything; an address says the least."""
    named = [one for one in told if one.name in names and (len(one.path) == 1 or not one.path[-2].isdisjoint(PAPER))]
    named = [one for one in named if one.text.strip()]
    named.sort(key=lambda one: (ADDRESS.match(one.text) is not None, names.index(one.name)))
    return named[0] if named else None


def _organization(told: Sequence[_Told]) -> str | None:
    """Return the display name, from a field or from what a field holds."""
    for name in NAMES:
        for one in told:
            here = one.path[-2:] if one.name == name else one.path[-1:] if not name else ()
            if any(not part.isdisjoint(ORGANIZATION) for part in here) and one.text.strip():
                return plain_of(one.text)
    return None


def _date(told: Sequence[_Told], shown_on: date) -> date | None:
    written = (one.text for name in DATES for one in told if one.name == name)
    return next((day for text in written if (day := day_in(text, shown_on))), None)


def _mentions(told: Sequence[_Told], source: Source, said_on: date) -> Iterator[Mention]:
    unofficial = any(one.name == UNOFFICIAL and one.text == "false" for one in told)
    for one in told:
        if one.is_in(PICTURES) or not _may_matter(one):
            continue
        label = "" if unofficial else _label(one)
        found = mentions_of(_passage(one, label), source.inner(one.value), said_on)
        yield from map(_of_a_person, found) if one.is_in(AUTHORS) else found


def _of_a_person(mention: Mention) -> Mention:
    """What stands beside an author's name is a page about a person, wherever it is kept."""
    aim = mention.target
    if aim is None or aim.kind is not Kind.PAGE:
        return mention
    return replace(mention, target=replace(aim, kind=Kind.PERSONAL), claim=Claim.NONE)


def _may_matter(one: _Told) -> bool:
    """Tell cheaply whether a value may hold a link or a claim."""
    return one.is_in(CODE) or "<a" in one.text or may_hold_url(one.text) or may_claim(one.text)


def _label(one: _Told) -> str:
    """Return what the field's names say that it holds, the innermost first."""
    if one.name in TITLES or len(one.text) > LONGEST_LABELLED:
        return ""
    found = (label for part in reversed(one.path) for named, label in LABELS if not part.isdisjoint(named))
    return next((f"{label}: " for label in found), "")


def _passage(one: _Told, label: str) -> Passage:
    """Return the value with its label; a bare `owner/name` in a field for code is a repository on GitHub."""
    if one.is_in(CODE) and (bare := OWNER_AND_NAME.fullmatch(one.text)):
        builder = PassageBuilder()
        builder.add(label, bare.start(1))
        builder.add_link(f"https://github.com/{bare[1]}", bare.start(1))
        return builder.build()
    return passage_of(one.text, label)


def _authors(told: Sequence[_Told]) -> int | None:
    """Count the authors: one field each, or all in one."""
    named = [one.text for one in told if any(not part.isdisjoint(AUTHORS) for part in one.path[-2:])]
    named = [text for text in named if text.strip() and "://" not in text]
    if len(named) != 1:
        return len(named) or None
    written = " ".join(named[0].split())
    return None if "et al" in written else len([part for part in SEPARATORS.split(written) if part])


def _arxiv_id(told: Sequence[_Told]) -> str | None:
    """Return the paper's number from a field of its own, else from its links if they lead to one paper only."""
    for one in told:
        if one.path and not one.path[-1].isdisjoint(NUMBERED) and (found := ARXIV_ID.fullmatch(one.text)):
            return found[1]
    numbers = {found[1] for one in told for found in ARXIV_LINK.finditer(one.text)}
    return numbers.pop() if len(numbers) == 1 else None
