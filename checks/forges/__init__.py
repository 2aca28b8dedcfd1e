"""One pure file per forge: what a URL names there, what to ask, what the answer means. No network here."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult

from checks.forges import bitbucket, gitea, gitee, github, gitlab, huggingface, zenodo
from checks.forges.rest import Interface
from checks.model import ForgeName, Target


@dataclass(frozen=True, slots=True)
class Forge:
    """A place where repositories live.

    `target` gives None for a URL that is not on the forge's hosts. Otherwise it tells what stands there: a repository
    (kind `repo`, with forge, name and canonical URL), or a page, a person or another thing that is none. `interface` is
    how `checks/probers/rest.py` asks; GitHub, which can be asked for many at once, has probers of its own.
    """

    name: ForgeName
    target: Callable[[SplitResult], Target | None]
    interface: Interface | None = None


FORGES: tuple[Forge, ...] = (
    Forge(ForgeName.GITHUB, github.target),
    Forge(ForgeName.HUGGINGFACE, huggingface.target, huggingface.INTERFACE),
    Forge(ForgeName.GITLAB, gitlab.target, gitlab.INTERFACE),
    Forge(ForgeName.CODEBERG, gitea.codeberg, gitea.INTERFACE),
    Forge(ForgeName.GITEA, gitea.gitea, gitea.INTERFACE),
    Forge(ForgeName.BITBUCKET, bitbucket.target, bitbucket.INTERFACE),
    Forge(ForgeName.GITEE, gitee.target, gitee.INTERFACE),
    Forge(ForgeName.ZENODO, zenodo.target, zenodo.INTERFACE),
)
