"""One row of the table of bad servers, and what can be asked of a row besides its verdict."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from checks.model import Flag, Reason, Signal
from checks.probers.request import WebLimits
from tests.badweb.server import NOON
from tests.badweb.stages import Stage
from tests.badweb.trying import Tried

Proof = Callable[[Tried], bool]


@dataclass(frozen=True, slots=True)
class Case:
    """One row. `proof` is what must be true besides; `alone`: in a process of its own, where its memory is weighed."""

    number: int
    name: str
    does: str
    signal: Signal
    reason: Reason
    stage: Stage
    flags: frozenset[Flag] = frozenset()
    proof: Proof | None = None
    alone: bool = False

    def __str__(self) -> str:
        """Name the row in reports of tests."""
        return f"{self.number} {self.name}"

    def survived(self, tried: Tried) -> bool:
        """Whether what came of it is right."""
        told = (tried.verdict.signal, tried.verdict.reason, tried.verdict.flags)
        return told == (self.signal, self.reason, self.flags) and (self.proof is None or self.proof(tried))


def asked(times: int) -> Proof:
    """So many requests were sent."""
    return lambda tried: len(tried.requests) == times


def saw(**facts: object) -> Proof:
    """The observation holds these facts."""
    return lambda tried: all(getattr(tried.observation, name) == fact for name, fact in facts.items())


def read(size: int) -> Proof:
    """So many bytes of a body were read."""
    return lambda tried: tried.observation.page is not None and tried.observation.page.size == size


def both(one: Proof, other: Proof) -> Proof:
    """One thing and another."""
    return lambda tried: one(tried) and other(tried)


def untouched(tried: Tried) -> bool:
    """Nothing was even connected to."""
    return tried.connections == 0


def unasked(tried: Tried) -> bool:
    """Nothing was even tried."""
    return untouched(tried) and saw(attempts=0, latency_ms=None)(tried)


def cookieless(tried: Tried) -> bool:
    """Two requests, and no cookie came back in either."""
    return len(tried.requests) == 2 and not any("\r\ncookie:" in head.lower() for head in tried.requests)


def waits_a_day_at_most(tried: Tried) -> bool:
    """The wait that a server asks for is kept in bounds; nonsense asks for none."""
    return tried.observation.retry_at in {None, NOON + timedelta(days=1)}


def textless(tried: Tried) -> bool:
    """No rule on texts was fed with bytes that nobody could decode."""
    return tried.observation.page is None or not tried.observation.page.text


def short(tried: Tried) -> bool:
    """A title is cut."""
    page = tried.observation.page
    return page is not None and 0 < len(page.title or "") <= 500


def up_to_the_cap(tried: Tried) -> bool:
    """The cap was read and no more; nothing, where the client cannot decode what it never asked for."""
    page = tried.observation.page
    return page is None or page.size == WebLimits().body


def numberless(tried: Tried) -> bool:
    """Numbers that no column holds read as none."""
    facts = tried.observation.repository
    return facts is not None and facts.stars is None and facts.forks is None and facts.pushed_at is None
