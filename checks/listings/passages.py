"""Running text of a listing with its links, and what becomes of it: one mention per link and claim sentence."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from checks.claims import Statement, hidden_statements, may_claim
from checks.finding import Found, find_urls, hide
from checks.listings.source import Excerpt, Source
from checks.model import Artifact, Claim, ForgeName, Kind, Mention, Target
from checks.sentences import is_bare_link, sentences
from checks.urls import is_watched, target

BARE = frozenset({Claim.PROMISED, Claim.RELEASED})
"""What a sentence may claim without a link. Only a promise then stays a mention; a release counts for its entry."""


@dataclass(frozen=True, slots=True)
class Passage(Excerpt):
    """An excerpt with its links, which lie in it in order."""

    links: tuple[Found, ...] = ()


@dataclass(slots=True)
class PassageBuilder:
    """Puts a passage together from parts that stand apart in the source."""

    parts: list[str] = field(default_factory=list)
    pieces: list[tuple[int, int]] = field(default_factory=list)
    links: list[Found] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, offset: int) -> None:
        """Append text that stands at `offset` in the source."""
        if text:
            if not self.pieces or self.pieces[-1][1] - self.pieces[-1][0] != offset - self.length:
                self.pieces.append((self.length, offset))  # what follows its neighbour in the source as well needs none
            self.parts.append(text)
            self.length += len(text)

    def add_link(self, url: str, offset: int) -> None:
        """Append a link that markup tells: it needs no search."""
        self.links.append(Found(self.length, self.length + len(url), url))
        self.add(url, offset)

    def ends_with(self, text: str) -> bool:
        """Tell whether the last part ends so."""
        return bool(self.parts) and self.parts[-1].endswith(text)

    def build(self) -> Passage:
        """Return the passage; links that stand in its text without markup are found now."""
        text = "".join(self.parts)
        links = [*self.links, *find_urls(hide(text, self.links))]
        return Passage(text, tuple(self.pieces) or ((0, 0),), tuple(sorted(links, key=lambda link: link.start)))


def plain_passage(source: Source, start: int, end: int) -> Passage:
    """Return a stretch of the source as it stands."""
    text = source.text[start:end]
    return Passage(text, ((0, start),), tuple(find_urls(text)))


def mentions_of(passage: Passage, source: Source, said_on: date) -> tuple[Mention, ...]:
    """Return the links of a passage with what their sentences claim, and its promises that have no link, in order."""
    hidden = hide(passage.text, passage.links)
    if not may_claim(hidden):
        return ()
    ahead = list(reversed(passage.links))
    mentions: list[Mention] = []
    for start, end, claims in _claiming(hidden, said_on):
        links = []
        while ahead and ahead[-1].start < end:
            links.append(ahead.pop())
        mentions += _Sentence(passage, source, start, end, claims).mentions(links)
    return tuple(mentions)


def _claiming(hidden: str, said_on: date) -> Iterator[tuple[int, int, tuple[Statement, ...]]]:
    """Yield the sentences with their claims; a link that stands alone after a claim belongs to it."""
    held: tuple[int, int, tuple[Statement, ...]] | None = None
    for start, end in sentences(hidden):
        if held and held[2] and is_bare_link(hidden, start, end):
            held = (held[0], end, hidden_statements(hidden[held[0] : end], said_on) or held[2])
            continue
        if held:
            yield held
        held = (start, end, hidden_statements(hidden[start:end], said_on))
    if held:
        yield held


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence of a passage with its claims."""

    passage: Passage
    source: Source
    start: int
    end: int
    claims: tuple[Statement, ...]

    def mentions(self, links: list[Found]) -> Iterator[Mention]:
        """Yield what stands in this sentence: every link once, and the claims that no watched link carries."""
        seen: set[str] = set()
        carried: set[Statement] = set()
        text = " ".join(self.passage.text[self.start : self.end].split())
        for link in links:
            aim = target(link.url)
            if aim is None or aim.url in seen:
                continue
            seen.add(aim.url)
            claim = self._claim_at(link.start)
            mention = self._mention(text, claim, link.start, link.url, aim)
            if claim and is_watched(mention):
                carried.add(claim)
            yield mention
        yield from (self._mention(text, one, self.start) for one in self.claims if _is_bare(one, carried))

    def _claim_at(self, at: int) -> Statement | None:
        """The claim whose clause holds the link; its clauses cover the sentence from the first claim on."""
        here = at - self.start
        return next((one for one in self.claims if one.start <= here < one.end), None)

    def _mention(
        self, text: str, claim: Statement | None, at: int, url: str | None = None, aim: Target | None = None
    ) -> Mention:
        return Mention(
            url=url,
            target=aim,
            claim=claim.claim if claim else Claim.NONE,
            artifact=artifact_at(aim, claim.artifacts if claim else ()),
            sentence=text,
            place=self.source.place(self.passage.offset(at)),
            promised_by=claim.promised_by if claim else None,
            condition=claim.condition if claim else None,
        )


def _is_bare(claim: Statement, carried: set[Statement]) -> bool:
    return claim.claim in BARE and claim not in carried


def artifact_at(aim: Target | None, named: tuple[Artifact, ...]) -> Artifact:
    """Tell what a link brings: what its address says where the sentence names that too, else what the sentence says."""
    by_address = _natural(aim)
    if not named or (by_address in named and by_address is not Artifact.PROJECT):
        return by_address
    leading = named[0]
    if leading is Artifact.PROJECT and aim is not None and aim.kind is Kind.REPO:
        return by_address
    return leading


def _natural(aim: Target | None) -> Artifact:
    if aim is None or aim.kind not in {Kind.REPO, Kind.PAGE}:
        return Artifact.UNKNOWN
    if aim.kind is Kind.PAGE:
        return Artifact.PROJECT
    if aim.forge is ForgeName.ZENODO:
        return Artifact.UNKNOWN
    return _on_hugging_face(aim.name or "") if aim.forge is ForgeName.HUGGINGFACE else Artifact.CODE


def _on_hugging_face(name: str) -> Artifact:
    kinds = {"datasets": Artifact.DATA, "spaces": Artifact.PROJECT}
    return kinds.get(name.partition("/")[0], Artifact.MODEL)
