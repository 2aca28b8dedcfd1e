"""Entries against gold: title, date and repositories, in files whose structure gives them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from benchmarks.gold import GoldEntry, GoldListing
from benchmarks.reading import repositories
from benchmarks.writing import Table
from checks.listings import Extraction
from checks.model import Entry

COLUMNS = ("listing", "gold", "ours", "title", "date", "repositories", "all right", "share")
NOTE = "To reach: title, date and repositories right in 0.98 of the entries. `ours` counts what was read in all."
YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Match:
    """An entry of the gold with ours of the same title, if there is one."""

    gold: GoldEntry
    ours: Entry | None

    @property
    def right(self) -> tuple[bool, bool, bool]:
        """Tell whether title, date and repositories are right."""
        if self.ours is None:
            return (False, False, False)
        date_is_right = same_day(self.gold.date, self.ours.date)
        return (True, date_is_right, repositories((self.ours,)) == self.gold.repositories)


@dataclass(frozen=True, slots=True)
class FoundEntries:
    """The entries of one listing, how many we read, and each of the gold with ours."""

    name: str
    count: int
    matches: tuple[Match, ...]


def found(gold: GoldListing, ours: Extraction) -> FoundEntries:
    """Put entries beside gold."""
    return FoundEntries(gold.name, len(ours.entries), matched(gold.entries or (), ours.entries))


def matched(gold: Iterable[GoldEntry], ours: Iterable[Entry]) -> tuple[Match, ...]:
    """Give each entry of the gold ours of the same title; where titles repeat, the first goes to the first."""
    waiting: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in ours:
        waiting[_plain(entry.title)].append(entry)
    for same in waiting.values():
        same.reverse()
    return tuple(Match(entry, _next(waiting.get(_plain(entry.title)))) for entry in gold)


def _next(same: list[Entry] | None) -> Entry | None:
    return same.pop() if same else None


def _plain(title: str) -> str:
    """Leave out case and spaces: a title may be wrapped in its source."""
    return "".join(title.casefold().split())


def same_day(written: str, ours: dt.date | None) -> bool:
    """Tell whether a date as written, in ISO 8601, RFC 2822 or as a year alone, is ours; the day is the writer's."""
    if ours is None or not written:
        return ours is None and not written
    if len(written) == YEAR_DIGITS and written.isdecimal():
        return ours.year == int(written)
    return ours == _day(written)


def _day(written: str) -> dt.date | None:
    for parse in (dt.datetime.fromisoformat, parsedate_to_datetime):
        with suppress(ValueError):
            return parse(written).date()
    return None


def table(files: Sequence[FoundEntries]) -> Table:
    """Return a row for each listing whose entries are known, and one for all."""
    rows = [_row(one.name, one.count, one.matches) for one in files]
    everything = tuple(match for one in files for match in one.matches)
    rows.append(_row("all", sum(one.count for one in files), everything))
    details = tuple(line for one in files for line in _details(one))
    return Table("Entries", COLUMNS, tuple(rows), (NOTE,), details)


def _row(name: str, count: int, matches: Sequence[Match]) -> tuple[str, ...]:
    rights = [match.right for match in matches]
    columns = (sum(right[part] for right in rights) for part in range(3))
    all_right = sum(map(all, rights))
    share = f"{all_right / len(matches):.3f}" if matches else ""
    return (name, *map(str, (len(matches), count, *columns, all_right)), share)


def _details(one: FoundEntries) -> Iterator[str]:
    for match in one.matches:
        if match.ours is None:
            yield f"{one.name}: no entry is called {match.gold.title!r}"
        elif not all(match.right):
            ours = match.ours
            found_ones, wanted = sorted(repositories((ours,))), sorted(match.gold.repositories)
            yield f"{one.name}: {match.gold.title!r}: {ours.date} for {match.gold.date}, {found_ones} for {wanted}"
