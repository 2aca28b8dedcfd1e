"""What the demo's world is made of: repositories and pages that do one thing until a day and another from then on.

Days count from 0, when watching begins; those before are negative. Who plays what stands in `world.py`, what that
comes to on one day in `moment.py`, and how it is shown in `github_*.py` and `pages.py`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

Value = TypeVar("Value")


def as_of(timeline: Mapping[int, Value], day: int) -> Value | None:
    """Return what holds on `day`: the value of the latest day that is not after it, None before the first."""
    past = [since for since in timeline if since <= day]
    return timeline[max(past)] if past else None


@dataclass(frozen=True, slots=True)
class Growth:
    """Stars: `start` on day 0, then `per_day` on average in slow waves; `jumps` come on top from their day on."""

    start: int
    per_day: float = 0.0
    jumps: Mapping[int, int] = field(default_factory=dict)

    def on(self, day: int) -> int:
        """Return the stars on `day`; without jumps they never fall, since the waves are flatter than the slope."""
        grown = self.start + self.per_day * (day + 0.8 * math.sin(day))
        jumped = sum(stars for since, stars in self.jumps.items() if since <= day)
        return max(0, math.floor(grown) + jumped)


class Access(StrEnum):
    """Whether GitHub shows a repository. `missing` and private look alike; `dmca` and `tos` are blocks."""

    PUBLIC = "public"
    ARCHIVED = "archived"
    MISSING = "missing"
    DMCA = "dmca"
    TOS = "tos"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on GitHub with what it does from which day on.

    `files` are POSIX paths beside the README, which stands there as README.md as soon as there is a text for it.
    Every day in `files`, `readme` or `pushes` is a push. `names` holds later names; the identity stays. From the day
    `replaced` on somebody else's repository answers under the name: the identity is another.
    """

    name: str
    stars: Growth
    files: Mapping[int, Sequence[str]] = field(default_factory=dict)
    readme: Mapping[int, str] = field(default_factory=dict)
    access: Mapping[int, Access] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    pushes: Sequence[int] = ()
    releases: Mapping[int, str] = field(default_factory=dict)
    description: str = ""
    homepage: str | None = None
    language: str | None = "Python"
    licence: str | None = "MIT"
    replaced: int | None = None


@dataclass(frozen=True, slots=True)
class HubRepository:
    """A model or a space on Hugging Face; the name of a space begins with `spaces/`.

    `gated`: how its files are given out (`auto`, `manual`), None if to everybody. `stages`: what the program of a space
    does from which day on.
    """

    name: str
    likes: Growth
    files: Sequence[str]
    card: str
    changed_day: int = -30
    gated: str | None = None
    stages: Mapping[int, str] = field(default_factory=dict)
    licence: str = "apache-2.0"

    @property
    def is_space(self) -> bool:
        """Whether it is a program that Hugging Face runs."""
        return self.name.startswith("spaces/")

    @property
    def path(self) -> str:
        """`owner/name`."""
        return self.name.removeprefix("spaces/")


@dataclass(frozen=True, slots=True)
class Shows:
    """What a web address answers: a status, a title and a text for people, and what headers go with them.

    `everywhere`: every other address of its host answers so too.
    """

    status: int = 200
    title: str = ""
    text: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A web page with what it answers from which day on; None: its host has no name in the DNS.

    `expired`: its host shows a certificate that ran out. `listed`: a listing names it; others are only led to.
    """

    url: str
    shows: Mapping[int, Shows | None]
    expired: bool = False
    listed: bool = True

    @property
    def parts(self) -> SplitResult:
        """The URL in parts."""
        return urlsplit(self.url)

    @property
    def host(self) -> str:
        """The host in lower case."""
        return self.parts.hostname or ""

    @property
    def path(self) -> str:
        """The path without the slash at its end."""
        return self.parts.path.rstrip("/")
