"""The breaker: when too many healthy domains fail at once, it is our own outage, whatever the canaries say.

Method and figures: verdicts.md, section 4 (c). Links that did not answer before say nothing here, and GitHub is one
domain among others. Nothing is asked or stored here: instants come with the observations.
"""

import datetime as dt
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from checks.domains import domain_of
from checks.model import Fault, Health, Observation, Watched
from checks.probers.faults import WIRE

WINDOW = dt.timedelta(minutes=5)
LEAST = 10
SHARE = 0.2

Seen = tuple[Watched, Observation]


@dataclass(slots=True)
class Breaker:
    """Holds the faults of links that answered before, until it is certain that they are not ours.

    It trips when within `WINDOW` more than `LEAST` of their domains fail, and more than `SHARE` of all that were asked.
    """

    tripped: bool = False
    failing: dict[str, dt.datetime] = field(default_factory=dict)
    answering: dict[str, dt.datetime] = field(default_factory=dict)
    held: deque[Seen] = field(default_factory=deque)

    def admit(self, watched: Watched, observation: Observation) -> Iterator[Seen]:
        """Take one observation and yield those that may be judged now: this one, none, or others that were held."""
        if watched.state.health is not Health.UP:
            yield watched, observation
            return
        if observation.fault in WIRE:
            self._note(self.failing, self.answering, observation)
            self.held.append((watched, observation))
            self.tripped = self.tripped or self._too_many()
        else:
            if observation.fault is None:  # any other fault tells neither that a domain failed nor that it answered
                self._note(self.answering, self.failing, observation)
            yield watched, observation
        yield from self.rest() if self.tripped else self._settled(observation.at - WINDOW)

    def rest(self) -> Iterator[Seen]:
        """Yield all that is still held: at the end of a run, or as our own outage once it has tripped."""
        while self.held:
            watched, observation = self.held.popleft()
            yield watched, _ours(observation) if self.tripped else observation

    def _note(self, here: dict[str, dt.datetime], there: dict[str, dt.datetime], observation: Observation) -> None:
        """Remember how a domain did last; the oldest come first, and are forgotten after the window."""
        domain = domain_of(observation.link.host)
        there.pop(domain, None)
        here.pop(domain, None)
        here[domain] = observation.at
        for domains in (here, there):
            while domains and next(iter(domains.values())) < observation.at - WINDOW:
                del domains[next(iter(domains))]

    def _too_many(self) -> bool:
        failing = len(self.failing)
        return failing > max(LEAST, SHARE * (failing + len(self.answering)))

    def _settled(self, before: dt.datetime) -> Iterator[Seen]:
        while self.held and self.held[0][1].at < before:
            yield self.held.popleft()


def _ours(observation: Observation) -> Observation:
    return replace(observation, fault=Fault.OWN_OUTAGE, http_status=None)
