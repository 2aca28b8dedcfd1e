"""What a URL names on Hugging Face: models, data sets and spaces are repositories, organisations are pages."""

import re
from urllib.parse import SplitResult

from checks.forges.paths import ENDINGS, as_it_stands, host_of, segments, words
from checks.model import ForgeName, Kind, Target

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
