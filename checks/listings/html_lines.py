"""Paragraphs of a page, line by line: text with its links, and what of it is bold or a title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from checks.listings.locating import Locator
from checks.listings.naming import LABELS, LEADING, NO_TITLE, VENUE, Words, is_title
from checks.listings.weaving import WEB, Weaver
from checks.model import Kind
from checks.urls import target

BLANK_LINE = re.compile(r"\s*\n[^\S\n]*\n\s*")
"""In HTML it is white space like any other; in running text it would end a sentence."""
PREFIX = re.compile(r"^(?:paper )?(?:title|name|标题|题目)\s*[:：]\s*(?=\S)", re.IGNORECASE)
TIDY = " \t\n.,;:，。；："
PERSON = re.compile(
    r"(?!(?i:.*\b(?:code|data|demo|home|page|paper|poster|project|site|slides?|supp\w*|video|web\w*)\b))"
    r"\W*(?:[A-Z][\w.'’-]{0,30}\s){1,3}(?:(?:van|von|de|der|den|da|di|del|la|le|el|al|bin)\s){0,2}"
    r"[A-Z][\w'’-]{1,30}[\W\d]*"
)
"""A first name and a last name, with signs for footnotes: "Ada B. Fox*"."""
SEPARATORS = re.compile(r"[,;&·•|]|\band\b")
MARKS = re.compile(r"[\s\d*†‡§¶^(){}]*")
LONGEST_NAME, LONGEST_CROWD = 80, 4000
QUOTED = re.compile(r"(?:^|[.,:)\]]\s)[“\"](\w[^“”\"]{12,300})[”\"]")
HOSTED = re.compile(r"arxiv|bitbucket|codeberg|git|hf\.co|hugg|sites\.google|zenodo", re.IGNORECASE)
"""What the address of a repository, a paper or a project may hold: the others need no closer look."""
PROJECT_HOST = re.compile(r"https?://(?:www\.)?sites\.google\.com/", re.IGNORECASE)
CROWD = 2
"""Names in a row that make a list of authors; their own pages are no artifacts."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """Text as it stands in the page; or, where that is None, the beginning of a link or its end (`href` is None).

    `written` is how the address stands in the page, where it is relative.
    """

    text: str | None = None
    href: str | None = None
    written: str = ""


@dataclass(slots=True)
class Line:
    """One line: `parts` in order, and the spans of its text that are bold, links and titles.

    `opened` are the indices of the parts that begin the links, -1 for a link that began in a line before.
    """

    parts: list[Part] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    bold: list[Span] = field(default_factory=list)
    links: list[Span] = field(default_factory=list)
    titles: list[Span] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)

    def text(self, content: str) -> None:
        """Add text; white space of any kind counts as one blank."""
        self.parts.append(Part(content))
        said = " ".join(content.split())
        before = " " if content[0].isspace() and self.pieces and not self.pieces[-1].endswith(" ") else ""
        after = " " if said and content[-1].isspace() else ""
        self.pieces.append(f"{before}{said}{after}")
        self.length += len(self.pieces[-1])

    def mark(self, kind: str, start: int, opened: int) -> None:
        """Note what began at `start` and ends here: one of the "links", "bold" or "titles"."""
        if start < self.length:
            getattr(self, kind).append((start, self.length))
            if kind == "links":
                self.opened.append(opened)

    @property
    def is_empty(self) -> bool:
        """Tell whether it says nothing and links nowhere."""
        return all(part.href is None and not (part.text or "").strip() for part in self.parts)

    @property
    def words(self) -> Words:
        """What people read."""
        bold = tuple(sorted({*self.bold, *self.titles})) if self.bold or self.titles else ()
        return Words("".join(self.pieces), bold, tuple(self.links))

    def named(self) -> Iterator[str]:
        """Yield what the page itself calls a title."""
        text = "".join(self.pieces)
        for start, end in self.titles:
            name = PREFIX.sub("", " ".join(text[start:end].split()).strip(TIDY))
            if is_title(name):
                yield name

    def people(self) -> Iterator[int]:
        """Yield the indices of the parts that begin links of authors: names of people, one after the other."""
        text, at, row, size = "".join(self.pieces), 0, list[int](), 0
        for (start, end), opened in zip(self.links, self.opened, strict=True):
            is_person = end - start <= LONGEST_NAME and PERSON.fullmatch(text, start, end)
            named = _people_in(text[at:start]) if is_person else -1
            if named < 0:
                yield from row if size >= CROWD else ()
                row, size = [], 0
            else:
                row.append(opened)
                size += named + 1
            at = end
        if row and size + max(_people_in(text[at:]), 0) >= CROWD:
            yield from row

    def weave(self, weaver: Weaver, locator: Locator, end: int) -> None:
        """Add this line to a passage; go on in the source as its parts are found there."""
        people = frozenset(self.people())
        for index, part in enumerate(self.parts):
            if part.text is not None:
                _weave_text(part.text, weaver, locator, end)
            elif part.href is None:
                weaver.close_link()
            elif index in people and _is_home(part.href):
                weaver.open_link("")
            else:
                if WEB.match(part.href):
                    locator.step_to(part.written)
                weaver.enter(locator.at, end)
                weaver.open_link(part.href, ahead=True)
                locator.at = max(locator.at, weaver.at)
        weaver.close_links()


def _people_in(text: str) -> int:
    """Count the names in a list of people; -1 if it says anything else."""
    if len(text) > LONGEST_CROWD:
        return -1
    parts = [part for part in SEPARATORS.split(text) if not MARKS.fullmatch(part)]
    return len(parts) if all(len(part) <= LONGEST_NAME and PERSON.fullmatch(part) for part in parts) else -1


def _is_home(href: str) -> bool:
    """Tell an address that may be somebody's home page: no repository, no paper, no place for pages of projects."""
    if not HOSTED.search(href):
        return True
    aim = target(href)
    return aim is None or (aim.kind in {Kind.PAGE, Kind.PERSONAL} and not PROJECT_HOST.match(aim.url))


def _weave_text(content: str, weaver: Weaver, locator: Locator, end: int) -> None:
    for piece in BLANK_LINE.split(content) if "\n" in content else (content,):
        locator.step_to(piece)
        weaver.enter(locator.at, end)
        weaver.text(piece)
        locator.at = max(locator.at, weaver.at)
        if len(piece) < len(content):
            weaver.label(" ")


@dataclass(slots=True)
class Paragraph:
    """Lines up to where a block begins or ends, with the links, bold parts and titles that are open now."""

    lines: list[Line] = field(default_factory=lambda: [Line()])

    @property
    def line(self) -> Line:
        """The line that is being read."""
        return self.lines[-1]

    @property
    def words(self) -> Words:
        """All lines as one text."""
        if len(self.lines) == 1:
            return self.line.words
        texts, bold, links, length = [], [], [], 0
        for words in (line.words for line in self.lines):
            texts.append(words.text)
            bold += [(start + length, end + length) for start, end in words.bold]
            links += [(start + length, end + length) for start, end in words.links]
            length += len(words.text) + 1
        return Words("\n".join(texts), tuple(bold), tuple(links))

    @property
    def is_empty(self) -> bool:
        """Tell whether it says nothing."""
        return all(line.is_empty for line in self.lines)

    def titles(self) -> Iterator[str]:
        """Yield what the page itself calls a title."""
        for line in self.lines:
            yield from line.named()

    def parted(self) -> list["Paragraph"]:
        """Return its lines as paragraphs if they name one thing after the other, else itself."""
        lines = [line for line in self.lines if begins_with_name(opening(line.words))]
        return [Paragraph([line]) for line in self.lines] if len(lines) > 1 else [self]


class Reading:
    """The paragraph that is being read; what is open when it ends goes on in the next one."""

    def __init__(self) -> None:
        """Begin with an empty paragraph."""
        self._paragraph = Paragraph()
        self._open: list[tuple[str, int, int]] = []

    def text(self, content: str) -> None:
        """Add text; white space before all else says nothing."""
        line = self._paragraph.line
        if line.parts or not content.isspace():
            line.text(content)

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing at all is read yet."""
        return len(self._paragraph.lines) == 1 and not self._paragraph.line.parts

    def begin(self, kind: str, href: str | None = None, written: str = "") -> None:
        """Begin what is "bold", one of the "links" or of the "titles"; `written` is how its address stands there."""
        line = self._paragraph.line
        self._open.append((kind, line.length, len(line.parts)))
        if href is not None:
            line.parts.append(Part(href=href, written=written))

    def end(self) -> None:
        """End what was begun last."""
        kind, start, opened = self._open.pop()
        line = self._paragraph.line
        line.mark(kind, start, opened)
        if kind == "links":
            line.parts.append(Part())

    def break_line(self) -> None:
        """Go on in a new line."""
        self._cut()
        self._paragraph.lines.append(Line())

    def take(self) -> Paragraph:
        """Return the paragraph and begin the next one."""
        self._cut()
        taken, self._paragraph = self._paragraph, Paragraph()
        return taken

    def _cut(self) -> None:
        line = self._paragraph.line
        for kind, start, opened in self._open:
            line.mark(kind, start, opened)
        self._open = [(kind, 0, -1) for kind, _, _ in self._open]


def quoted(text: str) -> str:
    """Return a title in quotation marks behind the names of its authors; else nothing."""
    found = QUOTED.search(text) if '"' in text or "“" in text else None
    return " ".join(found[1].split()).rstrip(TIDY) if found else ""


def begins_with_name(words: Words) -> bool:
    """Tell whether words begin with a title that is bold or a link."""
    first = min((*words.bold, *words.links), default=None)
    return first is not None and not LEADING.sub("", words.text[: first[0]]).strip() and words.opens_entry()


def opening(words: Words) -> Words:
    """Return words without labels before their name ("[pdf] [bib] RedFox"), bare if a person or a venue leads them."""
    start = 0
    for begin, end in words.links:
        if not NO_TITLE.fullmatch(words.text[start:begin]) or not LABELS.fullmatch(words.text[begin:end]):
            break
        start = end
    bold, links = (tuple((a - start, b - start) for a, b in spans if a >= start) for spans in (words.bold, words.links))
    if not bold and not links:
        return words
    rest = Words(words.text[start:], bold, links)
    name = rest.text[slice(*min((*bold, *links)))].strip()
    return Words(rest.text) if PERSON.fullmatch(name[:LONGEST_NAME]) or VENUE.fullmatch(name) else rest
