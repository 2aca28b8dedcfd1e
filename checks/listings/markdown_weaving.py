"""Inline Markdown as text that people read: the tokens of markdown-it-py, woven in order."""

import re
from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser

from checks.listings.html_weaving import BLOCKS
from checks.listings.weaving import Weaver

OPENS_LINK = re.compile(r"<a\s", re.IGNORECASE)
HTML_TAG = re.compile(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)
NOT_TEXT = frozenset({"image", "html_inline"})


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
    elif (tag := HTML_TAG.match(content)) and tag[1].lower() in BLOCKS:
        weaver.end_sentence()


def plain(children: Iterable[Token]) -> str:
    """Return inline tokens as bare text: no images, no markup."""
    kept = (child.content if child.type != "softbreak" else " " for child in children if child.type not in NOT_TEXT)
    return " ".join("".join(kept).split())
