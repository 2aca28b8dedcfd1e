"""What the web page of a GitHub repository shows: HTML in, facts out. How the page is fetched is not known here.

The page's own data (`react-partial.embeddedData`) is read where it is there and never required; what cannot be found
stays None.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.model import RepositoryFacts

Json = Mapping[str, Any]
STARS = "#repo-stars-counter-star"
FORKS = "#repo-network-counter"
STARRED = re.compile(r"([\d,]{1,15}) users? starred this repository")
EMBEDDED = "script[data-target$='.embeddedData']"
NAMED = "meta[name='octolytics-dimension-repository_nwo']"
ARCHIVED = "This repository was archived by the owner"
EMPTY = "This repository is empty"
TAKEN_DOWN = "Repository unavailable due to DMCA takedown"


@dataclass(frozen=True, slots=True)
class PageReading:
    """What a page is: a repository's (`facts`), a notice that it is blocked (`block_reason`), or neither."""

    facts: RepositoryFacts | None = None
    block_reason: str | None = None


def read_page(html: str, asked: str, *, disabled: bool = False) -> PageReading:
    """Read the page that GitHub shows for `asked` (owner/name); `disabled` is what its header `x-disabled` says."""
    page = LexborHTMLParser(html)
    overview = _overview(page)
    readme = _readme(page, overview)  # takes the README out, so that its words are not taken for GitHub's
    notices = _notices(page)
    stars, name, files = _stars(page), _name(page, asked), _files(overview)
    # Descriptions are anybody's words: a notice counts only where what it speaks of is really not shown.
    if stars is None and (disabled or TAKEN_DOWN in notices):
        return PageReading(block_reason="dmca" if TAKEN_DOWN in notices else "disabled")
    if stars is None and name is None and not overview:
        return PageReading()
    if not files and (EMPTY in notices or _mapping(overview, "repo").get("isEmpty") is True):
        files, readme = (), ""
    return PageReading(
        RepositoryFacts(
            name=name or asked,
            stars=stars,
            forks=_number(_attribute(page, FORKS, "title")),
            archived=ARCHIVED in notices,
            disabled=disabled,
            empty=files == (),
            head_oid=_text(_mapping(overview, "refInfo"), "currentOid"),
            files=files,
            readme=readme if readme is not None or files is None else "",
        )
    )


def _overview(page: LexborHTMLParser) -> Json:
    """Return the part of the embedded data that describes the root of a repository; empty if there is none."""
    for script in page.css(EMBEDDED):
        try:
            embedded = json.loads(script.text())
        except (ValueError, RecursionError):
            continue
        payload = _mapping(_mapping(embedded, "props"), "initialPayload") or _mapping(embedded, "payload")
        if "tree" in payload or "repo" in payload:
            return payload
    return {}


def _files(overview: Json) -> tuple[str, ...] | None:
    items = _mapping(overview, "tree").get("items")
    if not isinstance(items, Sequence):
        return None
    listed = [item for item in items if isinstance(item, Mapping) and isinstance(item.get("path"), str)]
    return tuple(item["path"] + ("" if item.get("contentType") == "file" else "/") for item in listed)


def _stars(page: LexborHTMLParser) -> int | None:
    """The counter's title is exact where its text is rounded; without it the label of the button counts."""
    exact = _number(_attribute(page, STARS, "title"))
    if exact is not None:
        return exact
    labels = (node.attributes.get("aria-label") or "" for node in page.css("[aria-label*='starred this repository']"))
    found = next(filter(None, map(STARRED.search, labels)), None)
    return _number(found[1]) if found else None


def _name(page: LexborHTMLParser, asked: str) -> str | None:
    """Return the name as its owner writes it, if the page is about what was asked for."""
    named = _attribute(page, NAMED, "content")
    return named if named is not None and named.lower() == asked.lower() else None


def _readme(page: LexborHTMLParser, overview: Json) -> str | None:
    """Return the README as light Markdown and take it out of the page."""
    for article in page.css("article.markdown-body"):
        text = _markdown(article)
        article.decompose()
        return text
    rich = next(_rich_texts(overview), None)
    body = LexborHTMLParser(rich).body if rich else None
    return _markdown(body) if body else None


def _rich_texts(overview: Json) -> Iterator[str]:
    files = _mapping(overview, "overview").get("overviewFiles")
    for file in files if isinstance(files, Sequence) else []:
        if isinstance(file, Mapping) and file.get("preferredFileType") == "readme" and _text(file, "richText"):
            yield file["richText"]


def _markdown(root: LexborNode) -> str:
    """Return the text with the marks that tell headings, lists and code apart: what READMEs are judged by."""
    for level in range(1, 7):
        for heading in root.css(f"h{level}"):
            heading.insert_before(f"\n\n{'#' * level} ")
            heading.insert_after("\n\n")
    for mark, selector in (("\n- ", "li"), ("\n\n", "p"), ("\n", "tr"), ("\n", "br")):
        for node in root.css(selector):
            node.insert_before(mark)
    for code in root.css("pre"):
        code.insert_before("\n\n```\n")
        code.insert_after("\n```\n\n")
    return re.sub(r"\n{3,}", "\n\n", root.text()).strip()


def _notices(page: LexborHTMLParser) -> str:
    """Return GitHub's own words: the page without its data and without the README."""
    page.strip_tags(["script", "style", "template", "article"])
    return " ".join(page.body.text().split()) if page.body else ""


def _attribute(page: LexborHTMLParser, selector: str, attribute: str) -> str | None:
    node = page.css_first(selector)
    return node.attributes.get(attribute) if node else None


def _number(written: str | None) -> int | None:
    digits = (written or "").replace(",", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 12 else None  # noqa: PLR2004 - sane


def _mapping(document: object, key: str) -> Json:
    value = document.get(key) if isinstance(document, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def _text(document: Json, key: str) -> str | None:
    value = document.get(key)
    return value if isinstance(value, str) else None
