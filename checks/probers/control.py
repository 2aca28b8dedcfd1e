"""A forge says of nothing that it is missing before it has shown something: we may see nothing there at all.

Method: verdicts.md, section 2, "control repository 200 in same run with same token".
"""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import cast

from checks.model import Fault, Link, Observation, Prober
from checks.probers.conditional import NOT_MODIFIED

MISSING = frozenset({404, 410})


def proved(prober: Prober, control: Link | None) -> Prober:
    """Give `prober` with what it calls missing held back until its host has shown a repository in this run.

    If none of the links is shown, `control` is asked, which everybody can see; if that is not shown either, nothing is
    missing and the forge is down. A host without a control (an installation that we know nothing of) is taken at its
    word.
    """
    witness = _Witness(prober, control)

    async def probe(links: Sequence[Link]) -> AsyncIterator[Observation]:
        missing: list[Observation] = []
        async with aclosing(cast("AsyncGenerator[Observation]", prober(links))) as observations:
            async for seen in observations:
                witness.note(seen)
                if seen.http_status in MISSING and seen.link.host not in witness.shown_by:
                    missing.append(seen)
                else:
                    yield seen
        doubts = {host: await witness.doubt(host) for host in {seen.link.host for seen in missing}}
        for seen in missing:
            doubt = doubts[seen.link.host]
            yield seen if doubt is None else replace(doubt, link=seen.link, at=seen.at)

    return probe


@dataclass(slots=True)
class _Witness:
    """What one run knows of a forge: which of its hosts have shown a repository."""

    prober: Prober
    control: Link | None
    shown_by: set[str] = field(default_factory=set)

    def note(self, seen: Observation) -> None:
        """Remember who has shown a repository, or said that one has not changed."""
        if seen.repository is not None or seen.http_status == NOT_MODIFIED:
            self.shown_by.add(seen.link.host)

    async def doubt(self, host: str) -> Observation | None:
        """Return None if a host can be believed, else what is to be said of everything that it calls missing."""
        if host in self.shown_by or self.control is None or self.control.host != host:
            return None
        async with aclosing(cast("AsyncGenerator[Observation]", self.prober([self.control]))) as observations:
            async for seen in observations:
                if seen.repository is None:
                    return Observation(seen.link, seen.at, fault=seen.fault or Fault.FORGE_DOWN, retry_at=seen.retry_at)
                self.note(seen)
        return None
