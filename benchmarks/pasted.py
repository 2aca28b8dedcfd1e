"""The pasted Daily Papers page of 20 April 2026, read from top to bottom by a person: every entry, footer and link."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from benchmarks.reading import watched
from benchmarks.writing import Table
from checks.listings import Extraction
from checks.model import Claim, Entry, ForgeName, Kind, Mention

NAME = "daily-papers-2026-04-20.txt"
PAGE_YEAR = 2026
COLUMNS = ("what", "expected", "found", "")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a person counted on the page, and what we counted."""

    what: str
    expected: str
    found: str

    @property
    def is_right(self) -> bool:
        """Tell whether both agree."""
        return self.expected == self.found


def facts(ours: Extraction) -> Iterator[Fact]:
    """Yield every fact of the page."""
    entries = ours.entries
    yield Fact("read as", "daily-papers", ours.format)
    yield Fact("entries", "44", str(len(entries)))
    yield from _footers(entries)
    yield from _links([mention for mention in watched(entries) if mention.url is not None])
    yield from _claims(entries)


def _footers(entries: Iterable[Entry]) -> Iterator[Fact]:
    known = list(entries)
    yield Fact("with a number of authors", "38", str(sum(entry.authors is not None for entry in known)))
    organised = ((entry.position, entry.organization) for entry in known if entry.organization)
    yield Fact("with an organisation", "4 Amazon, 15 Tencent, 35 AI at Meta", _listed(organised))
    yield Fact("without a date", "5, 12, 39", _positions(entry for entry in known if entry.date is None))
    dates = [(entry.position, entry.date) for entry in known if entry.date is not None]
    years = Counter(date.year for _, date in dates)
    yield Fact("dates in each year", "2023 7, 2024 20, 2025 10, 2026 4", _listed(sorted(years.items())))
    without = ((position, date) for position, date in dates if date.year == PAGE_YEAR)
    yield Fact("without a year", "4 2026-03-14, 11 2026-02-02, 16 2026-01-06, 35 2026-01-26", _listed(without))


def _links(mentions: list[Mention]) -> Iterator[Fact]:
    targets = [mention.target for mention in mentions if mention.target is not None]
    github = {aim.url for aim in targets if aim.forge is ForgeName.GITHUB}
    pages = {aim.url for aim in targets if aim.kind is Kind.PAGE}
    organisations = {url for url in pages if urlsplit(url).hostname == "huggingface.co"}
    yield Fact("links", "20", str(len(mentions)))
    yield Fact("GitHub repositories", "17", str(len(github)))
    yield Fact("Hugging Face organisations", "1", str(len(organisations)))
    yield Fact("other pages", "2", str(len(pages - organisations)))


def _claims(entries: Iterable[Entry]) -> Iterator[Fact]:
    known = [(entry, mention) for entry in entries for mention in watched([entry])]
    linked = [(entry, mention.claim) for entry, mention in known if mention.url is not None]
    bare = [(entry, mention.claim) for entry, mention in known if mention.url is None]
    yield Fact("links that are released", "14", str(sum(claim is Claim.RELEASED for _, claim in linked)))
    promised = (entry for entry, claim in linked if claim is Claim.PROMISED)
    yield Fact("links that are promised, in entries", "10, 12, 13, 26, 29", _positions(promised))
    yield Fact(
        "links that claim nothing, in entries", "24", _positions(e for e, claim in linked if claim is Claim.NONE)
    )
    yield Fact(
        "promised without a link, in entries", "17", _positions(e for e, claim in bare if claim is Claim.PROMISED)
    )


def _listed(pairs: Iterable[tuple[int, object]]) -> str:
    return ", ".join(f"{first} {second}" for first, second in pairs)


def _positions(entries: Iterable[Entry]) -> str:
    return ", ".join(str(entry.position) for entry in entries) or "none"


def table(ours: Extraction) -> Table:
    """Return a row for each fact."""
    rows = tuple((fact.what, fact.expected, fact.found, "right" if fact.is_right else "wrong") for fact in facts(ours))
    right = sum(row[-1] == "right" for row in rows)
    return Table(f"The pasted page: {right} of {len(rows)} facts right", COLUMNS, rows)
