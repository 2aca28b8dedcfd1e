"""What a run has done, and how it ended."""

from dataclasses import dataclass, field
from enum import StrEnum

from checks.model import Look, Signal
from db.queries import Held


class Outcome(StrEnum):
    """How a run ended: `partial` left due links unjudged, `blind` could not see the web at all."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    BLIND = "blind"
    INTERRUPTED = "interrupted"
    NOTHING_DUE = "nothing_due"


@dataclass(slots=True)
class Tally:
    """What a run has done so far; `unjudged` are looks that were blind, `internal` are our own mistakes.

    `tripped`: too many healthy domains failed at once, so that the rest was left alone.
    `held` are hosts that were left out because they asked for it: their due links stay unjudged too.
    """

    run_id: int | None = None
    outcome: Outcome = Outcome.COMPLETE
    checked: int = 0
    unjudged: int = 0
    internal: int = 0
    blind_seconds: float = 0.0
    tripped: bool = False
    reasons: dict[str, int] = field(default_factory=dict)
    held: list[Held] = field(default_factory=list)

    def count(self, look: Look) -> None:
        """Add one look."""
        if look.verdict.signal is Signal.BLIND:
            self.unjudged += 1
            self.reasons[look.verdict.reason] = self.reasons.get(look.verdict.reason, 0) + 1
        else:
            self.checked += 1
