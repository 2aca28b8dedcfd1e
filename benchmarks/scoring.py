"""How right an answer is: counts of right, invented and missed things, and what they make."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from statistics import fmean


@dataclass(frozen=True, slots=True)
class Score:
    """Things found that are right, found that are wrong, and not found."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of right ones in what was found; 0 where nothing was found."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)

    def __add__(self, other: "Score") -> "Score":
        """Return the score of both taken together."""
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


def score(found: AbstractSet[str], gold: AbstractSet[str]) -> Score:
    """Compare two sets."""
    return Score(len(found & gold), len(found - gold), len(gold - found))


def score_label(label: str, pairs: Sequence[tuple[str, str]]) -> Score:
    """Score one label over pairs of the gold label and ours."""
    right = sum(gold == ours == label for gold, ours in pairs)
    known = sum(gold == label for gold, _ in pairs)
    found = sum(ours == label for _, ours in pairs)
    return Score(right, found - right, known - right)


def mean(values: Iterable[float]) -> float:
    """Return the mean; of nothing it is 0."""
    known = list(values)
    return fmean(known) if known else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
