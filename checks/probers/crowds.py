"""Many links of one host that end at one place: an old site that sends whatever it lost to the same page.

Counting the sources of a target is how the wikis' Link Rot Bestiary (chapter 3) finds soft 404s of this kind.
"""

from checks.model import Observation
from checks.places import end_of, place
from checks.soft_404 import CROWD

Place = tuple[str, str, str]


class Crowds:
    """Remembers for one run which links were led where; a crowd is counted up to CROWD, so that memory stays small."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._led: dict[tuple[str, Place], set[Place]] = {}

    def note(self, seen: Observation) -> None:
        """Note where a link was led."""
        here, there = place(seen.link.url), place(end_of(seen))
        sources = self._led.setdefault((here[0], there), set())
        if len(sources) < CROWD:
            sources.add(here)

    def size(self, seen: Observation) -> int:
        """How many links of its host, itself included, have been noted as led to the place where this look ended."""
        return len(self._led.get((place(seen.link.url)[0], place(end_of(seen))), ())) or 1
