"""A repository as it stands on one day: what its timelines in `cast.py` come to, with its identity."""

import hashlib
from dataclasses import dataclass

from monitor.demo.cast import Access, Repository, as_of

NODE = "R_kgDO"
"""How the identity of a repository begins."""


@dataclass(frozen=True, slots=True)
class Now:
    """A repository as it stands on one day; `head_oid` and `readme` are None where there is nothing to show."""

    repository: Repository
    day: int
    number: int
    node_id: str
    name: str
    access: Access
    files: tuple[str, ...]
    readme: str | None
    created_day: int
    pushed_day: int
    head_oid: str | None
    stars: int

    @property
    def empty(self) -> bool:
        """Whether nothing was ever pushed that can be seen."""
        return not self.files

    @property
    def forks(self) -> int:
        """How often it was copied: in step with its stars."""
        return self.stars // 8

    @property
    def language(self) -> str | None:
        """What its programs are written in, None as long as it holds none."""
        return self.repository.language if set(self.files) - {"README.md", "LICENSE"} else None

    @property
    def blocked(self) -> bool:
        """Whether GitHub withholds it for a reason that it names."""
        return self.access in {Access.DMCA, Access.TOS}

    @property
    def archived_day(self) -> int | None:
        """The day it was archived, None if it is not."""
        if self.access is not Access.ARCHIVED:
            return None
        return max(day for day in self.repository.access if day <= self.day)


def number_of(repository: Repository, *, taken: bool = False) -> int:
    """Return GitHub's number of a repository, made of its first name; `taken`: of another one under that name."""
    digest = hashlib.sha256(f"{repository.name}{'?' if taken else ''}".encode()).digest()
    return int.from_bytes(digest[:4]) % 10**9  # an Int of GraphQL has 31 bits


def now_of(repository: Repository, day: int) -> Now:
    """Return `repository` as it stands on `day`."""
    number = number_of(repository, taken=repository.replaced is not None and day >= repository.replaced)
    readme = as_of(repository.readme, day)
    files = tuple(as_of(repository.files, day) or ()) + (("README.md",) if readme is not None else ())
    begun = [*repository.files, *repository.readme, *repository.access, *repository.pushes, 0]
    pushed = max((push for push in _pushes(repository) if push <= day), default=min(begun))
    oid = hashlib.sha256(f"{number}@{pushed}".encode()).hexdigest()[:40]
    return Now(
        repository,
        day,
        number,
        f"{NODE}{number:08x}",
        as_of(repository.names, day) or repository.name,
        as_of(repository.access, day) or Access.PUBLIC,
        tuple(sorted(files)),
        readme,
        min(begun) - 30,
        pushed,
        oid if files else None,
        repository.stars.on(day),
    )


def _pushes(repository: Repository) -> list[int]:
    return [*repository.files, *repository.readme, *repository.pushes]
