"""A paragraph, a heading or a cell of LaTeX while it is read: its text, links and marks, each with its place."""

from checks.listings.naming import Words
from checks.listings.weaving import WEB, Weaver


class Piece:
    """Gathers what stands together, until it is known which box it belongs to."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._parts: list[tuple[str, str, int, int]] = []
        self._length = 0
        self._open: dict[str, int] = {}
        self._spans: dict[str, list[tuple[int, int]]] = {"bold": [], "link": []}

    @property
    def start(self) -> int:
        """Where in the source it begins."""
        return self._parts[0][2] if self._parts else 0

    @property
    def end(self) -> int:
        """Where in the source it ends, as far as it has been read."""
        return self._parts[-1][3] if self._parts else 0

    @property
    def is_blank(self) -> bool:
        """Tell whether it says nothing yet."""
        return not any(text.strip() for _, text, _, _ in self._parts)

    @property
    def holds_link(self) -> bool:
        """Tell whether there is an address in it."""
        return any(what != "text" or "://" in text for what, text, _, _ in self._parts if text)

    def text(self, text: str, start: int, end: int) -> None:
        """Add text."""
        self._parts.append(("text", text, start, end))
        self._length += len(text)

    def url(self, url: str, start: int, end: int) -> None:
        """Add an address that is its own text."""
        if WEB.match(url):
            self._parts.append(("url", url, start, end))
            self._mark("link", self._length, self._length + len(url))
        else:
            self._parts.append(("text", url, start, end))
        self._length += len(url)

    def begin(self, what: str, url: str = "", start: int = 0, end: int = 0) -> None:
        """Begin bold text, or a link to `url` which stands at `start`."""
        if what == "link":
            self._parts.append(("open", url, start, end))
        self._open[what] = self._length

    def finish(self, what: str) -> None:
        """End bold text or a link."""
        if what in self._open:
            self._mark(what, self._open.pop(what), self._length)
        if what == "link":
            self._parts.append(("close", "", self.end, self.end))

    def words(self) -> Words:
        """Return what it says, and which of it is bold or a link."""
        for what in tuple(self._open):
            self._mark(what, self._open.pop(what), self._length)
        shown = (text for what, text, _, _ in self._parts if what in {"text", "url"})
        return Words("".join(shown), tuple(sorted(self._spans["bold"])), tuple(sorted(self._spans["link"])))

    def weave(self, weaver: Weaver) -> None:
        """Add it to a box."""
        for what, text, start, end in self._parts:
            weaver.enter(start, end)
            if what == "text":
                weaver.text(text)
            elif what == "close":
                weaver.close_link()
            else:
                weaver.open_link(text, ahead=True)
                if what == "url":
                    weaver.close_link()
        weaver.close_links()

    def _mark(self, what: str, start: int, end: int) -> None:
        if start < end:
            self._spans[what].append((start, end))
