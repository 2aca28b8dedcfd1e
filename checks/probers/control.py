"""A forge says of nothing that it is missing before it has shown something: a token may see nothing at all.

Method: verdicts.md, section 2, "control repository 200 in same run with same token".
"""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import cast

from checks.model import Fault, Link, Observation, Prober
from checks.probers.conditional import NOT_MODIFIED

MISSING = frozenset({404, 410})


def proved(prober: Prober, control: Link | None) -> Prober:
    """Give `prober` with what it calls missing held back until its forge has shown a repository in this run.

    If none of the links is shown, `control` is asked, which everybody can see; if that is not shown either, nothing is
    missing and the forge is down. Without a control (an installation that we know nothing of) its word is taken.
    """
    witness = _Witness(prober, control)

    async def probe(links: Sequence[Link]) -> AsyncIterator[Observation]:
        missing: list[Observation] = []
        async with aclosing(cast("AsyncGenerator[Observation]", prober(links))) as observations:
            async for seen in observations:
                witness.note(seen)
                if seen.http_status in MISSING and not witness.has_seen:
                    missing.append(seen)
                else:
                    yield seen
        if missing:
            doubt = await witness.doubt()
            for seen in missing:
                yield seen if doubt is None else replace(doubt, link=seen.link, at=seen.at)

    return probe


@dataclass(slots=True)
class _Witness:
    """What one run knows of a forge: whether it has shown a repository."""

    prober: Prober
    control: Link | None
    has_seen: bool = False

    def note(self, seen: Observation) -> None:
        self.has_seen = self.has_seen or seen.repository is not None or seen.http_status == NOT_MODIFIED

    async def doubt(self) -> Observation | None:
        """Return None if the forge can be believed, else what is to be said of everything that it calls missing."""
        if self.has_seen or self.control is None:
            return None
        async with aclosing(cast("AsyncGenerator[Observation]", self.prober([self.control]))) as observations:
            async for seen in observations:
                if seen.repository is None:
                    return Observation(seen.link, seen.at, fault=seen.fault or Fault.FORGE_DOWN, retry_at=seen.retry_at)
                self.note(seen)
        return None
