"""What a forge with a plain REST interface is asked of a repository, and what its answers mean. No network here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from checks.forges.fields import Json
from checks.model import ForgeName, Kind, Link, RepositoryFacts

NOT_FOUND, GONE = 404, 410
READMES = ("readme.md", "readme.rst", "readme.txt", "readme", "readme.markdown", "readme.org")


def _nowhere(_link: Link, _record: Json) -> str | None:
    return None


def _no_readme(_link: Link, _record: Json, _name: str) -> str | None:
    return None


def _none(_document: object) -> tuple[str, ...] | None:
    return None


def _anywhere(_host: str) -> bool:
    return True


def _is_missing(status: int, _headers: Mapping[str, str]) -> bool:
    return status == NOT_FOUND


@dataclass(frozen=True, slots=True)
class Interface:
    """Addresses to ask, and readers of their answers; only the first two are needed to know that something exists.

    `record` gives the address of the repository's record and `facts` reads it. `listing` gives the address of its files
    (None: they stand in the record, or are not told) and `files` reads them; `readme` gives the address of a README's
    text. `is_missing` tells the answers that mean "not there, or not for you". `is_central` tells the forge's own hosts
    from those where somebody may run it or not: there an outage and an answer that is no JSON speak for themselves.
    """

    record: Callable[[Link], str]
    facts: Callable[[Json, Link], RepositoryFacts]
    listing: Callable[[Link, Json], str | None] = _nowhere
    files: Callable[[object], tuple[str, ...] | None] = _none
    readme: Callable[[Link, Json, str], str | None] = _no_readme
    is_missing: Callable[[int, Mapping[str, str]], bool] = _is_missing
    is_central: Callable[[str], bool] = _anywhere


def example(forge: ForgeName, host: str, name: str, path: str | None = None) -> Link:
    """Return the link of a repository that everybody can see, to be asked for as a proof; `path` where it differs."""
    return Link(0, f"https://{host}/{path or name}", Kind.REPO, host, forge, name)


def readme_in(files: Sequence[str]) -> str | None:
    """Return the README at the root, as its repository spells it; None if there is none."""
    here = {name.lower(): name for name in files}
    return next((here[name] for name in READMES if name in here), None)


def has_changed(link: Link, seen: RepositoryFacts) -> bool:
    """Tell whether files and README must be read again: at the first look, and when the head or the last push moved."""
    if seen.head_oid is not None:
        return seen.head_oid != link.head_oid
    return seen.pushed_at is None or seen.pushed_at != link.pushed_at
