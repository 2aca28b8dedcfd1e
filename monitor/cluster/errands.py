"""What travels between a coordinator and its workers, and nothing else: no token, no cookie, no path, no channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any

from checks.canaries import parse_canary
from checks.guard import AllowedAddress
from checks.model import Link, Observation
from checks.probers.crowds import Crowds
from checks.secrets import has_secret
from monitor import __version__
from monitor.settings import Settings

_FIELDS = attrgetter(*(one.name for one in fields(Observation) if one.name != "link"))


@dataclass(frozen=True, slots=True)
class Kit:
    """What a worker is told of the settings; `key` names the run, `workers` is how many share its looks."""

    key: str
    user_agent: str
    workers: int
    per_host: int
    host_delay: float
    allowed: tuple[AllowedAddress, ...]
    canaries: tuple[str, ...]
    canary_rest: float
    twice: bool
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Carried:
    """What one batch of a shard leaves to the next, who may be another worker's.

    `held` says for how many seconds a domain wants to be left alone; `pause_s` passes before anything is asked.
    """

    crowds: Crowds = field(default_factory=Crowds)
    held: Mapping[str, float] = field(default_factory=dict)
    pause_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """What a worker saw; `blind_seconds`: for how long it saw nothing of the web since this run's first batch.

    A row is an observation's fields, with the number of its link: as tuples they are packed in half the time, and the
    coordinator has the links.
    """

    rows: tuple[tuple[Any, ...], ...]
    carried: Carried
    blind_seconds: float


def row_of(observation: Observation) -> tuple[Any, ...]:
    """Take an observation apart."""
    return (observation.link.id, *_FIELDS(observation))


def observed(row: tuple[Any, ...], links: Mapping[int, Link]) -> Observation:
    """Put an observation together again."""
    return Observation(links[row[0]], *row[1:])


def kit_for(settings: Settings, key: str, workers: int) -> Kit:
    """Take from the settings what a look at a page needs; a canary whose address holds a secret stays at home."""
    return Kit(
        key,
        settings.user_agent,
        workers,
        settings.per_host,
        settings.host_delay,
        settings.allowed,
        tuple(text for text in settings.canaries if not has_secret(parse_canary(text).url)),
        settings.canary_rest,
        settings.fail_on == "new-broken",
    )
