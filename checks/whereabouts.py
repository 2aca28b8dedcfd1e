"""Where promised code turns up beside its listing: on a project page, in a newer abstract, a record, a README (pure).

What is found becomes a mention whose `origin` says where; asking for these texts is `monitor/seeking.py`.
"""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.listings.passages import artifact_at, mentions_of, plain_passage
from checks.listings.source import source_of
from checks.model import Artifact, Claim, Kind, Mention, Place
from checks.urls import target

MOST = 3
"""A page with more repositories under such labels is a list of things, not the page of one."""
LABEL_LENGTH, CONTEXT_LENGTH = 80, 300
_LABEL = re.compile(r"\b(?:code|github|source|implementation|repo(?:sitory)?)\b", re.IGNORECASE)
_NOT_YET = re.compile(r"\b(?:soon|coming|tb[ad]|not yet|to be released|stay tuned)\b|\bwill be\b", re.IGNORECASE)
_ANOTHERS = re.compile(
    r"\b(?:template|borrow\w*|adapted|inspired|licen[sc]e\w*|acknowledg\w+|thanks?|based on|built (?:up)?on"
    r"|this (?:web)?(?:site|page)|website (?:is|was|source))\b",
    re.IGNORECASE,
)
"""Words beside a link to the makers of a page's design, or of what the work stands on."""
_MOVED = re.compile(
    r"\b(?:moved|migrated|transferred|relocated) (?:to|here)\b|\bnow (?:lives?|hosted|available|maintained|located)\b"
    r"|\bnew (?:repo(?:sitory)?|home|location|address)\b|\bplease (?:use|visit|see|go to)\b"
    r"|\b(?:find|get) (?:the|our) (?:code|implementation)\b",
    re.IGNORECASE,
)
_BLOCKS = frozenset({"p", "li", "div", "section", "td", "span", "center", "footer", "nav"})
_OUTSIDE = frozenset({"footer", "nav"})


def on_page(html: bytes, url: str) -> tuple[Mention, ...]:
    """Return the code that a project page at `url` links under a label such as "Code"."""
    tree = LexborHTMLParser(html.decode(errors="replace"))
    found = {one.target.url: one for one in _labelled(tree, url) if one.target}
    own = [one for one in found.values() if _owner(one) == _page_owner(url)]
    chosen = own or list(found.values())
    return tuple(chosen) if len(chosen) <= MOST else ()


def _labelled(tree: LexborHTMLParser, url: str) -> Iterator[Mention]:
    for anchor in tree.css("a[href]"):
        label, context = _label(anchor), _context(anchor)
        if not _LABEL.search(label) or _NOT_YET.search(label) or context is None or _ANOTHERS.search(context):
            continue
        with contextlib.suppress(ValueError):  # what is no address leads nowhere
            address = urljoin(url, anchor.attributes["href"] or "")
            yield from _claimed(address, Artifact.CODE, label, "page", url)


def _label(anchor: LexborNode) -> str:
    """Return what a link is called: its text, else what it tells those who do not see its icon."""
    text = " ".join(anchor.text(separator=" ").split())
    told = (anchor.attributes.get(name) for name in ("aria-label", "title"))
    icons = (icon.attributes.get("class") for icon in anchor.css("i, svg, span"))
    return (text or " ".join(filter(None, (*told, *icons))))[:LABEL_LENGTH].replace("fa-", "")


def _context(anchor: LexborNode) -> str | None:
    """Return what the block around a link says; None in a footer or a menu."""
    node, text = anchor.parent, ""
    while node is not None and node.tag not in {"body", "html", "-undef"}:
        if node.tag in _OUTSIDE:
            return None
        if not text and node.tag in _BLOCKS:
            text = " ".join(node.text(separator=" ").split())[:CONTEXT_LENGTH]
        node = node.parent
    return text


def _owner(mention: Mention) -> str:
    return ((mention.target and mention.target.name) or "").partition("/")[0].lower()


def _page_owner(url: str) -> str:
    return (urlsplit(url).hostname or "").removesuffix(".github.io")


def in_abstract(abstract: str, number: str, on: date) -> tuple[Mention, ...]:
    """Return the repositories that the newest abstract of a paper names; `number` is its arXiv id."""
    return tuple(_repositories(abstract, f"https://arxiv.org/abs/{number}", on, "arxiv"))


def in_record(record: Mapping[str, object], number: str) -> tuple[Mention, ...]:
    """Return what Hugging Face's record of a paper names: its repository and its project page."""
    place = f"https://huggingface.co/papers/{number}"
    said = {"githubRepo": (Artifact.CODE, "Repository"), "projectPage": (Artifact.PROJECT, "Project page")}
    named = ((record.get(key), *rest) for key, rest in said.items())
    return tuple(
        mention
        for value, artifact, label in named
        if isinstance(value, str)
        for mention in _claimed(value, artifact, f"{label} of the paper on Hugging Face", "huggingface", place)
    )


def in_readme(readme: str, own_url: str, on: date) -> tuple[Mention, ...]:
    """Return the repositories to which the README of one that holds no code sends its readers."""
    for one in _repositories(readme, own_url, on, "readme"):
        sends = one.claim is Claim.RELEASED or _MOVED.search(one.sentence)
        if sends and one.target and one.target.url != own_url and not _ANOTHERS.search(one.sentence):
            return tuple(_claimed(one.url or "", Artifact.CODE, one.sentence, "readme", own_url))
    return ()


def _repositories(text: str, name: str, on: date, origin: str) -> Iterator[Mention]:
    source = source_of(text, name, on)
    for one in mentions_of(plain_passage(source, 0, len(source.text)), source, on):
        if one.target is not None and one.target.kind is Kind.REPO:
            yield Mention(
                one.url, one.target, one.claim, one.artifact, one.sentence, Place(name),
                one.promised_by, one.condition, origin,
            )  # fmt: skip


def _claimed(url: str, artifact: Artifact, sentence: str, origin: str, place: str) -> Iterable[Mention]:
    """Give the mention of a link whose label calls it released; nothing for what is no repository or page."""
    aim = target(url)
    wanted = Kind.PAGE if artifact is Artifact.PROJECT else Kind.REPO
    if aim is None or aim.kind not in {wanted, Kind.REPO}:
        return ()
    released = (Claim.RELEASED, artifact_at(aim, (artifact,)))
    return (Mention(url, aim, *released, sentence=sentence, place=Place(place), origin=origin),)
