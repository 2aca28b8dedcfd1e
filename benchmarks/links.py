"""GitHub repositories and project pages of each listing against gold; the mean is over files, not over links."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.gold import GoldListing
from benchmarks.reading import address, pages, repositories
from benchmarks.scoring import Score, mean, score
from benchmarks.writing import Table
from checks.listings import Extraction

COLUMNS = ("listing", "read as", "right", "invented", "missed", "precision", "recall", "pages")
NOTE = (
    "Distinct repositories, with those outside of all entries: they are shown, and not watched. To reach: precision "
    "and recall 0.99 as mean over files that have any; recall of project pages 0.95. Gold counts some home pages of "
    "authors as such; we show them as `personal` and do not watch them."
)


@dataclass(frozen=True, slots=True)
class Found:
    """The links of one listing beside its gold."""

    gold: GoldListing
    format: str
    repositories: frozenset[str]
    pages: frozenset[str]
    gold_pages: frozenset[str]

    @property
    def score(self) -> Score:
        """The score of the repositories."""
        return score(self.repositories, self.gold.repositories)

    @property
    def page_score(self) -> Score:
        """The score of the project pages; gold does not hold them all, so that only its recall tells something."""
        return score(self.pages & self.gold_pages, self.gold_pages)


def found(gold: GoldListing, ours: Extraction) -> Found:
    """Put the links of an extraction beside gold."""
    wanted = frozenset(map(address, gold.pages))
    return Found(gold, ours.format, repositories(ours.entries, ours.outside), pages(ours), wanted)


def table(files: Sequence[Found]) -> Table:
    """Return a row for each listing, and one for the means."""
    details = tuple(line for one in files for line in _details(one))
    rows = (*map(_row, files), _means(files))
    return Table("GitHub repositories and project pages", COLUMNS, rows, (NOTE,), details)


def _row(one: Found) -> tuple[str, ...]:
    links = one.score
    shares = (f"{links.precision:.3f}", f"{links.recall:.3f}") if one.gold.repositories else ("", "")
    counts = (links.right, links.wrong, links.missed)
    return (one.gold.name, one.format, *map(str, counts), *shares, f"{one.page_score.right}/{len(one.gold_pages)}")


def _means(files: Sequence[Found]) -> tuple[str, ...]:
    scores = [one.score for one in files if one.gold.repositories]
    total = sum(scores, Score(0, 0, 0))
    counts = (total.right, total.wrong + _invented_elsewhere(files), total.missed)
    precision, recall = mean(one.precision for one in scores), mean(one.recall for one in scores)
    page_recall = sum((one.page_score for one in files), Score(0, 0, 0)).recall
    return ("mean over files", "", *map(str, counts), f"{precision:.4f}", f"{recall:.4f}", f"{page_recall:.3f}")


def _invented_elsewhere(files: Sequence[Found]) -> int:
    """Count what was found in files that hold none: no share shows it."""
    return sum(one.score.wrong for one in files if not one.gold.repositories)


def _details(one: Found) -> Iterator[str]:
    name, gold = one.gold.name, one.gold.repositories
    yield from (f"{name}: invented {wrong}" for wrong in sorted(one.repositories - gold))
    yield from (f"{name}: missed {missed}" for missed in sorted(gold - one.repositories))
    yield from (f"{name}: missed page {missed}" for missed in sorted(one.gold_pages - one.pages))
