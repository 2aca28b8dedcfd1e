"""One pure file per forge: what a URL names there, what to ask, what the answer means. No network here."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult

from checks.forges import bitbucket, gitea, gitee, github, gitlab, huggingface, zenodo
from checks.forges.rest import Interface
from checks.model import ForgeName, Link, Target


@dataclass(frozen=True, slots=True)
class Forge:
    """A place where repositories live.

    `target` gives None for a URL that is not on the forge's hosts. Otherwise it tells what stands there: a repository
    (kind `repo`, with forge, name and canonical URL), or a page, a person or another thing that is none. `interface` is
    how `checks/probers/rest.py` asks; GitHub, which can be asked for many at once, has probers of its own. `control` is
    a repository that everybody can see: before the forge has shown something, nothing is believed to be missing.
    """

    name: ForgeName
    target: Callable[[SplitResult], Target | None]
    control: Link
    interface: Interface | None = None


FORGES: tuple[Forge, ...] = (
    Forge(ForgeName.GITHUB, github.target, github.CONTROL),
    Forge(ForgeName.HUGGINGFACE, huggingface.target, huggingface.CONTROL, huggingface.INTERFACE),
    Forge(ForgeName.GITLAB, gitlab.target, gitlab.CONTROL, gitlab.INTERFACE),
    Forge(ForgeName.CODEBERG, gitea.codeberg, gitea.CODEBERG, gitea.INTERFACE),
    Forge(ForgeName.GITEA, gitea.gitea, gitea.GITEA, gitea.INTERFACE),
    Forge(ForgeName.BITBUCKET, bitbucket.target, bitbucket.CONTROL, bitbucket.INTERFACE),
    Forge(ForgeName.GITEE, gitee.target, gitee.CONTROL, gitee.INTERFACE),
    Forge(ForgeName.ZENODO, zenodo.target, zenodo.CONTROL, zenodo.INTERFACE),
)
