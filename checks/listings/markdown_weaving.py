"""Inline Markdown as text that people read: the tokens of markdown-it-py, woven in order."""

import re
from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser

from checks.listings.html_weaving import BLOCKS
from checks.listings.naming import Words
from checks.listings.weaving import Weaver

OPENS_LINK = re.compile(r"<a\s", re.IGNORECASE)
HTML_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
NOT_TEXT = frozenset({"image", "html_inline"})
NOT_READ = frozenset({*NOT_TEXT, "softbreak", "hardbreak"})
BREAKS = {"softbreak": " ", "hardbreak": "\n", "image": ""}
MARKS = frozenset({"strong_open", "strong_close", "link_open", "link_close"})


def markdown_parser() -> MarkdownIt:
    """Return a parser for CommonMark with tables that leaves addresses and escapes as written."""
    parser = MarkdownIt("commonmark").enable("table").disable("text_join")
    for name in ("normalizeLink", "normalizeLinkText"):
        setattr(parser, name, str)
    return parser


def weave_inline(weaver: Weaver, tokens: Iterable[Token]) -> None:
    """Add the tokens of a paragraph, a heading or a cell."""
    for token in tokens:
        _add(weaver, token)
    weaver.close_links()


def _add(weaver: Weaver, token: Token) -> None:  # noqa: C901 - one line for each sort of token
    match token.type:
        case "text" | "code_inline":
            weaver.text(token.content)
        case "text_special":
            weaver.text(token.content, token.markup)
        case "softbreak":
            weaver.text("\n")
        case "hardbreak":
            weaver.end_sentence()
        case "image":
            weaver.pass_over(str(token.attrGet("src") or ""))
        case "link_open":
            weaver.open_link(str(token.attrGet("href") or ""))
        case "link_close":
            weaver.close_link()
        case "html_inline":
            _tag(weaver, token.content)


def _tag(weaver: Weaver, content: str) -> None:
    if OPENS_LINK.match(content):
        node = LexborHTMLParser(content).css_first("a")
        weaver.open_link((node.attributes.get("href") or "") if node else "", ahead=True)
    elif content.lower().startswith("</a"):
        weaver.close_link()
    elif (tag := HTML_TAG.match(content)) and tag[2].lower() in BLOCKS:
        weaver.end_sentence()


def words_of(tokens: Iterable[Token]) -> Words:
    """Return what a paragraph, a heading or a cell says, and which of it is bold or a link; a hard break is a line."""
    parts: list[str] = []
    length, opened = 0, {"strong": 0, "link": 0}
    spans: dict[str, list[tuple[int, int]]] = {"strong": [], "link": []}
    for token in tokens:
        kind, _, end = _mark(token).partition("_")
        if end == "open":
            opened[kind] = length
        elif end == "close":
            if opened[kind] < length:
                spans[kind].append((opened[kind], length))
        else:
            parts.append(BREAKS.get(token.type, kind and "\n") if token.type in NOT_READ else token.content)
            length += len(parts[-1])
    return Words("".join(parts), tuple(spans["strong"]), tuple(spans["link"]))


def is_break(token: Token) -> bool:
    """Tell `<br>`."""
    return token.type == "html_inline" and _mark(token) == "br"


def _mark(token: Token) -> str:
    """Return what a token begins or ends, whether it is Markdown or HTML: "strong_open", "link_close"; or a "br"."""
    if token.type in MARKS:
        return token.type
    if token.type != "html_inline" or not (tag := HTML_TAG.match(token.content)):
        return ""
    kind = {"b": "strong", "strong": "strong", "a": "link"}.get(tag[2].lower(), "")
    return f"{kind}_{'close' if tag[1] else 'open'}" if kind else "br" * (tag[2].lower() == "br")


def plain(children: Iterable[Token]) -> str:
    """Return inline tokens as bare text: no images, no markup."""
    kept = (child.content if child.type != "softbreak" else " " for child in children if child.type not in NOT_TEXT)
    return " ".join("".join(kept).split())
