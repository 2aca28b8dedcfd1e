"""The repository behind a project page on GitHub Pages: which one it is by name, and whether it is more than the page.

Rule: docs.github.com, "Types of GitHub Pages sites". The name is no proof: the repository has to be there, and to hold
programs that are no part of a web site.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from checks.code import inspect
from checks.files import Sort, sort_of
from checks.forges.github import repository
from checks.model import Artifact, Claim, CodeState, Mention, Observation, Place, Target
from checks.urls import target

PAGES = ".github.io"
FRONTS = frozenset({"", "index.htm", "index.html"})
SITE_ENDINGS = frozenset({"astro", "bat", "coffee", "jsx", "php", "ps1", "rb", "sh", "svelte", "tsx", "vue"})
"""What web sites are made and put up with; code of another sort stands beside it where there is any."""
SITE_FILES = frozenset({"conf.py", "pelicanconf.py", "publishconf.py", "mkdocs_hooks.py"})
MANIFESTS = frozenset(
    {"cargo.toml", "cmakelists.txt", "environment.yaml", "environment.yml", "go.mod", "pyproject.toml", "setup.cfg"}
)
"""What a site brings no folder of programs beside; `package.json` and `requirements.txt` are many a site's own."""
HOLDING = frozenset({CodeState.PRESENT, CodeState.PARTIAL})


def tied_to(url: str) -> Target | None:
    """Return the repository that a page is served from: `owner/name` for the front of `owner.github.io/name`.

    A page further down may be one of many in a site and is tied to nothing.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    owner, names = host.removesuffix(PAGES), [name for name in parts.path.split("/") if name]
    if not host.endswith(PAGES) or not owner or "." in owner:
        return None
    if names and names[-1].lower() in FRONTS:
        names.pop()
    match names:
        case []:
            return _repository(owner, host)
        case [name]:
            return _repository(owner, name)
    return None


def _repository(owner: str, name: str) -> Target | None:
    """Return it if these are names that GitHub gives."""
    found = target(repository(f"{owner}/{name}").url)
    return repository(f"{owner}/{name}") if found and found.name else None


def in_tied(seen: Observation, page: str) -> tuple[Mention, ...]:
    """Return the code that the repository behind `page` was seen to hold, nothing if it only holds the page."""
    found = seen.repository
    if found is None or not found.files or not _is_more_than_a_site(found.files):
        return ()
    if inspect(found.readme, found.files).state not in HOLDING:
        return ()
    aim = repository(found.name)
    sentence = "Repository of the project page on GitHub Pages"
    return (Mention(aim.url, aim, Claim.RELEASED, Artifact.CODE, sentence, Place(page), origin="page"),)


def _is_more_than_a_site(files: Sequence[str]) -> bool:
    """Tell programs from what a site is made with; the root alone is known, so folders count beside a manifest."""
    sorts = {path.lower(): sort_of(path) for path in files}
    programs = [path for path, sort in sorts.items() if sort is Sort.PROGRAM]
    if any(path.endswith("/") for path in programs) and MANIFESTS & sorts.keys():
        return True
    own = (path for path in programs if not path.endswith("/") and path not in SITE_FILES)
    return any(path.rpartition(".")[2] not in SITE_ENDINGS for path in own)
