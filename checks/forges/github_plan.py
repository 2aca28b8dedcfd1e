"""How many repositories go into one query, and which are asked for how deeply: decisions without a wire."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from checks.files import Sort, sort_of
from checks.forges.github_queries import Deeper, Depth
from checks.model import Link, RepositoryFacts

TOPS: Mapping[Depth, int] = {Depth.POLL: 50, Depth.FULL: 25, Depth.DEEPER: 30}
"""How many aliases a query starts with; READMEs and trees cost GitHub more than scalars."""
PATIENCE = 3
"""So many failures in a row that no smaller query could mend mean that GitHub is down."""
TELLING = frozenset({Sort.PROGRAM, Sort.DATA, Sort.MANIFEST})
README = re.compile(r"readme(?:\.[a-z]{1,8})?", re.IGNORECASE)
FOLDERS = 2
"""So many unknown folders are looked into: enough to see whether there is code."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most aliases that one query may hold. GitHub's own limit moves, so it is learnt anew in every run.

    `top`: where it starts; `proven`: the largest query that was answered in this run (0: none yet).
    """

    size: int
    top: int
    proven: int = 0

    @classmethod
    def of(cls, depth: Depth) -> Self:
        """Return the ceiling of a run that has learnt nothing yet."""
        return cls(TOPS[depth], TOPS[depth])

    def passed(self, size: int) -> Self:
        """Return what to think after a query of `size` aliases was answered."""
        return replace(self, proven=max(self.proven, size))

    def failed(self, size: int) -> Self:
        """Return what to think after a query of `size` aliases was too much: half of it from now on.

        One repository that fails alone says nothing about size, so the ceiling goes back to what it was proven to be.
        """
        return replace(self, size=size // 2 if size > 1 else self.proven or self.top)


def depth_for(link: Link) -> Depth:
    """Ask everything of a repository that was never read, and only for changes of one that was."""
    return Depth.FULL if link.node_id is None else Depth.POLL


def has_changed(link: Link, facts: RepositoryFacts) -> bool:
    """Tell whether a poll shows another commit, another push or another repository than the last full look."""
    before = (link.node_id, link.head_oid, link.pushed_at)
    return before != (facts.node_id, facts.head_oid, facts.pushed_at)


def left_open(facts: RepositoryFacts) -> Deeper | None:
    """Tell what a full look should be followed by: an oddly spelled README, folders that may hold code."""
    if not facts.files:
        return None
    readme = next((path for path in facts.files if README.fullmatch(path)), None) if facts.readme == "" else None
    folders = _folders(facts.files)
    return Deeper(facts.name, readme, folders) if readme or folders else None


def _folders(files: Sequence[str]) -> tuple[str, ...]:
    """Return the first folders whose names tell nothing, if nothing else in the root tells what it holds."""
    sorts = {path: sort_of(path) for path in files}
    if TELLING & set(sorts.values()):
        return ()
    return tuple(path for path, sort in sorts.items() if sort is Sort.UNKNOWN)[:FOLDERS]
