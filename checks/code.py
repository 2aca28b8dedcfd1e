"""What a repository holds: its files decide first, its README tells a part from the whole.

Nothing is fetched. Rules: claims.md, section 2 B. The names of files stand in `checks/files.py`, the words of READMEs
in `checks/promises.py`.
"""

from collections.abc import Sequence

from checks.files import Sort, is_data_folder, sort_of
from checks.model import CodeEvidence, CodeState
from checks.promises import offers, open_promise
from checks.readme import runs

RULE_VERSION = 2
"""Counts up with every change of these rules, so that a new opinion is never taken for news."""

WEBSITE_ONLY = "website only"
SHOWN = 5
"""So many files are named as evidence."""
PLENTY = 3
"""From so many programs on, "the code will follow" is a line that nobody took out."""


def code_state(readme: str | None, files: Sequence[str] | None) -> CodeState:
    """Return the state that `inspect` finds."""
    return inspect(readme, files).state


def inspect(readme: str | None, files: Sequence[str] | None) -> CodeEvidence:
    """Return what a repository holds and what says so.

    `files` are POSIX paths, of the whole tree or of its root, folders ending in `/`. None is not known; `[]` is known
    to be empty. What is only data or weights counts as present: it is what such a repository is for.
    """
    if files is None:
        return _by_readme_alone(readme)
    if not files:
        return CodeEvidence(CodeState.EMPTY)
    return _by_files(readme or "", _sorted(files))


def _sorted(files: Sequence[str]) -> dict[Sort, tuple[str, ...]]:
    """The files by what they are. Beside a page scripts are its furniture; beside a manifest any folder holds code."""
    sorts = [(sort_of(path), path) for path in files if not _is_opened(path, files)]
    found = {sort: tuple(path for its, path in sorts if its is sort) for sort in Sort}
    if found[Sort.MANIFEST] or not found[Sort.PAGE]:
        found[Sort.PROGRAM] += found[Sort.SCRIPT]
    if found[Sort.MANIFEST]:
        found[Sort.PROGRAM] += tuple(path for path in found[Sort.UNKNOWN] if not is_data_folder(path))
    return found


def _is_opened(path: str, files: Sequence[str]) -> bool:
    """Tell a folder whose own files are listed too: they say more than its name."""
    return path.endswith("/") and any(other != path and other.startswith(path) for other in files)


def _by_files(readme: str, found: dict[Sort, tuple[str, ...]]) -> CodeEvidence:
    programs, usable = found[Sort.PROGRAM], found[Sort.PROGRAM] or found[Sort.DATA]
    if usable:
        line = open_promise(readme, program_here=_is_plenty(programs))
        return CodeEvidence(CodeState.PARTIAL if line else CodeState.PRESENT, usable[:SHOWN], line)
    if found[Sort.UNKNOWN]:
        return CodeEvidence(CodeState.UNKNOWN, found[Sort.UNKNOWN][:SHOWN])
    if found[Sort.PAGE]:
        return CodeEvidence(CodeState.PLACEHOLDER, found[Sort.PAGE][:SHOWN], WEBSITE_ONLY)
    line = open_promise(readme, program_here=False)
    reached = line is not None and offers(readme)
    return CodeEvidence(CodeState.PARTIAL if reached else CodeState.PLACEHOLDER, (), line)


def _is_plenty(programs: Sequence[str]) -> bool:
    return len(programs) >= PLENTY or any(path.endswith("/") for path in programs)


def _by_readme_alone(readme: str | None) -> CodeEvidence:
    """Without a list of files a README can promise, and show how to run what is there; otherwise nobody knows."""
    if readme is None:
        return CodeEvidence(CodeState.UNKNOWN)
    shown = runs(readme)
    line = open_promise(readme, program_here=shown)
    if line is None:
        return CodeEvidence(CodeState.PRESENT if shown else CodeState.UNKNOWN)
    return CodeEvidence(CodeState.PARTIAL if shown or offers(readme) else CodeState.PLACEHOLDER, (), line)
