"""Hugging Face: models, data sets and spaces are repositories, organisations are pages.

Its interface is described at huggingface.co/docs/hub/api; likes are its stars.
"""

import re
from collections.abc import Mapping
from urllib.parse import SplitResult, quote

from checks.forges.fields import Json, identity, instant, mapping, number, objects, text
from checks.forges.paths import ENDINGS, as_it_stands, host_of, segments, words
from checks.forges.rest import Interface, example
from checks.model import ForgeName, Kind, Link, RepositoryFacts, Target

HOSTS = frozenset({"huggingface.co", "hf.co"})
NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,95}")
PAPER = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?", re.ASCII)
TYPED = frozenset({"datasets", "spaces"})
READING = words("blog buckets collections docs learn posts")
RESERVED = words("""
    about api brand changelog chat contact enterprise huggingchat inference inference-endpoints jobs join kernels
    languages login logout metrics models new new-dataset new-space notifications oauth organizations papers pricing
    privacy search security settings shop storage subscribe support tasks terms-of-service upload watch
""")
TABS = words("activity collections datasets followers following likes models papers spaces")
"""What stands below an organisation or a user and is no model."""


def target(parts: SplitResult) -> Target | None:
    """Tell models, data sets, spaces, papers and pages apart; None off Hugging Face (`*.hf.space` is a web page)."""
    if host_of(parts) not in HOSTS:
        return None
    parts, path = parts._replace(netloc="huggingface.co"), segments(parts)
    match path:
        case [kind, owner, name, *_] if kind in TYPED:
            return _repository(parts, owner, name, f"{kind}/")
        case ["papers", number, *_] if PAPER.fullmatch(number):
            return Target(Kind.PAPER, f"https://huggingface.co/papers/{number}")
        case [owner, name, *_] if owner not in RESERVED | TYPED | READING and name not in TABS:
            return _repository(parts, owner, name)
    return _page(parts) if _is_read(path) else as_it_stands(parts, Kind.OTHER)


def _is_read(path: list[str]) -> bool:
    """Tell whether people read something of its own there: an organisation, a collection, a post; not a list of all."""
    match path:
        case [first]:
            return first not in RESERVED | TYPED | READING
        case [first, *_]:
            return first not in RESERVED
    return False


def _repository(parts: SplitResult, owner: str, written: str, prefix: str = "") -> Target:
    """Keep the case as written: the hub redirects where it differs from the real one."""
    name = ENDINGS.sub("", written)
    if not (NAME.fullmatch(owner) and NAME.fullmatch(name)):
        return _page(parts)
    full = f"{prefix}{owner}/{name}"
    return Target(Kind.REPO, f"https://huggingface.co/{full}", ForgeName.HUGGINGFACE, full)


def _page(parts: SplitResult) -> Target:
    """Return a page; the tabs, filters and sort orders in its query do not make it another one."""
    return as_it_stands(parts._replace(query=""), Kind.PAGE)


UNAUTHORIZED, NOT_FOUND = 401, 404


STOPPED = frozenset({"PAUSED", "STOPPED", "NO_APP_FILE", "CONFIG_ERROR", "BUILD_ERROR", "RUNTIME_ERROR", "DELETING"})
"""Stages of a space that no visitor ends, unlike SLEEPING; those of `huggingface_hub.SpaceStage`."""


def _record(link: Link) -> str:
    name = link.name or ""
    return f"https://huggingface.co/api/{name if name.startswith(('datasets/', 'spaces/')) else f'models/{name}'}"


def _facts(record: Json, link: Link) -> RepositoryFacts:
    asked = link.name or ""
    prefix = next((one for one in ("datasets/", "spaces/") if asked.startswith(one)), "")
    named = text(record, "id")
    files = tuple(name for one in objects(record.get("siblings")) if (name := text(one, "rfilename")))
    card = mapping(record, "cardData")
    return RepositoryFacts(
        name=f"{prefix}{named}" if named else asked,
        node_id=identity(record, "_id"),
        stars=number(record, "likes"),
        disabled=record.get("disabled") is True,
        empty=isinstance(record.get("siblings"), list) and not _own(files),
        pushed_at=instant(record, "lastModified"),
        head_oid=text(record, "sha"),
        license=text(card, "license"),
        language=text(record, "pipeline_tag") or text(record, "sdk"),
        downloads=number(record, "downloads"),
        gated=bool(record.get("gated")),
        stopped=text(mapping(record, "runtime"), "stage") in STOPPED,
        files=files if isinstance(record.get("siblings"), list) else None,
    )


def _own(files: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out what the hub itself puts into every new repository."""
    return tuple(name for name in files if name != ".gitattributes")


def _readme(link: Link, _record: Json, name: str) -> str:
    return f"https://huggingface.co/{link.name}/raw/main/{quote(name)}"


def _is_missing(status: int, headers: Mapping[str, str]) -> bool:
    """Tell what is missing or private: the hub answers 401 to strangers in both cases, and says so in a header."""
    return status == NOT_FOUND or (
        status == UNAUTHORIZED and headers.get("X-Error-Code", "RepoNotFound") == "RepoNotFound"
    )


INTERFACE = Interface(_record, _facts, readme=_readme, is_missing=_is_missing)
CONTROL = example(ForgeName.HUGGINGFACE, "huggingface.co", "openai-community/gpt2")
