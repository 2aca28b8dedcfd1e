"""The world as a whole: where a repository or a page is found on a day."""

import re
from dataclasses import dataclass
from functools import cached_property

from monitor.demo.cast import Access, HubRepository, Page, Repository, Shows, as_of
from monitor.demo.moment import NODE, Now, now_of, number_of


@dataclass(frozen=True)
class World:
    """All repositories and pages there are, and what is on Hugging Face."""

    repositories: tuple[Repository, ...] = ()
    pages: tuple[Page, ...] = ()
    hub: tuple[HubRepository, ...] = ()

    def repository(self, name: str, day: int) -> Now | None:
        """Return what answers to `owner/name`, in any case, by its present or a former name, and is not missing."""
        since, repository = self._by_name.get(name.lower(), (0, None))
        return None if since > max(day, 0) else _present(repository, day)

    def numbered(self, number: int, day: int) -> Now | None:
        """Return the repository with GitHub's `number`, unless it is missing."""
        now = _present(self._by_number.get(number), day)
        return now if now and now.number == number else None

    def identified(self, node_id: str, day: int) -> Now | None:
        """Return the repository with GitHub's identity `node_id`, unless it is missing."""
        number = node_id.removeprefix(NODE)
        return self.numbered(int(number, 16), day) if re.fullmatch("[0-9a-f]{8}", number) else None

    def on_hub(self, name: str) -> HubRepository | None:
        """Return what Hugging Face has under `name`."""
        return self._on_hub.get(name)

    def page(self, host: str, path: str) -> Page | None:
        """Return the page at `path` of `host`; a slash at the end makes no difference."""
        return self._by_place.get((host, path.rstrip("/")))

    def everywhere(self, host: str, day: int) -> Shows | None:
        """Return what all of `host` answers on `day`, None if that depends on the path."""
        shown = (as_of(page.shows, day) for page in self.pages if page.host == host)
        return next((shows for shows in shown if shows and shows.everywhere), None)

    def hosts(self, day: int) -> frozenset[str]:
        """Return the hosts of pages that have a name on `day`."""
        return frozenset(page.host for page in self.pages if as_of(page.shows, day) is not None)

    @cached_property
    def _by_name(self) -> dict[str, tuple[int, Repository]]:
        first = {repository.name.lower(): (0, repository) for repository in self.repositories}
        later = {
            name.lower(): (since, repository)
            for repository in self.repositories
            for since, name in repository.names.items()
        }
        return later | first

    @cached_property
    def _by_number(self) -> dict[int, Repository]:
        return {number_of(one, taken=taken): one for taken in (True, False) for one in self.repositories}

    @cached_property
    def _on_hub(self) -> dict[str, HubRepository]:
        return {one.name: one for one in self.hub}

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], Page]:
        return {(page.host, page.path): page for page in self.pages}


def _present(repository: Repository | None, day: int) -> Now | None:
    now = now_of(repository, day) if repository else None
    return now if now and now.access is not Access.MISSING else None
