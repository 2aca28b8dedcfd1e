"""Many links of one host that end at one place: an old site that sends whatever it lost to the same page.

Counting the sources of a target is how the wikis' Link Rot Bestiary (chapter 3) finds soft 404s of this kind.
"""

from urllib.parse import urlsplit

from checks.telltales import CROWD


class Crowds:
    """Remembers for one run which links were led where; a crowd is counted up to CROWD, so that memory stays small."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._led: dict[tuple[str, str], set[str]] = {}

    def led(self, url: str, final_url: str) -> int:
        """Note that `url` was led to `final_url`; returns how many paths of its host have been led there so far."""
        host, path = _place(url)
        there = "".join(_place(final_url))
        if there == host + path:
            return 1
        paths = self._led.setdefault((host, there), set())
        if len(paths) < CROWD:
            paths.add(path)
        return len(paths)


def _place(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.path.rstrip("/")
