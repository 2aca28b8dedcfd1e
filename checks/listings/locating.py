"""Where in a source something stands that a parser read out of it: found again going forward, in bounded time."""

from checks.listings.source import Excerpt
from checks.listings.weaving import PART, WINDOW

DISTINCT = 8
"""Characters of a text that is worth a look far ahead; a shorter one stands anywhere."""
FAR = 20
"""How often the source may be looked through in all for what is not near."""


class Locator:
    """Goes through a source once; what it is asked for comes in the order of the source."""

    def __init__(self, text: str, start: int = 0, end: int | None = None):
        """Look at `text` from `start` to `end` only."""
        self._text, self.at = text, start
        self._end = len(text) if end is None else end
        self._far = FAR * (self._end - start)

    def step_to(self, written: str) -> int | None:
        """Go to where `written` comes next, and return that; None, and no step, if it is nowhere."""
        near = self._text.find(written, self.at, min(self._end, self.at + len(written) + WINDOW))
        if near < 0 and len(written) >= DISTINCT and self._far > 0:
            near = self._text.find(written, self.at, self._end)
            self._far -= (near if near >= 0 else self._end) - self.at
        if near < 0:
            return None
        self.at = near
        return near

    def step_over(self, written: str) -> int | None:
        """Go behind the next `written`, and return where it begins."""
        found = self.step_to(written)
        if found is not None:
            self.at = found + len(written)
        return found

    def excerpt(self, value: str) -> Excerpt:
        """Return a value with its places: it stands there as it is, or with entities for some of its marks."""
        start = self.step_over(value)
        if start is not None:
            return Excerpt(value, ((0, start),))
        pieces, length = [(0, self.at)], 0
        for part in PART.findall(value):
            plain = part.isascii() and part[0] not in "&<>\"'"
            found = self.step_over(part) if plain else None
            pieces.append((length, self.at if found is None else found))
            length += len(part)
        return Excerpt(value, tuple(pieces))
