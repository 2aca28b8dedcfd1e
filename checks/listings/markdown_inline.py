"""What stands within a paragraph of Markdown, parsed only when it is read; text without any mark needs no parser."""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from checks.listings.markdown_weaving import markdown_parser

PLAIN = re.compile(r"[^\\`*_\[\]<>!&]*")
BOLD = re.compile(r"\*\*(?=\S)([^\\`*_\[\]<>!&\n]+)(?<=\S)\*\*")
"""A cell or a line that is bold as a whole, as titles are in most tables."""


def block_parser() -> MarkdownIt:
    """Return a parser that leaves the text of paragraphs as it is."""
    return markdown_parser().disable("inline")


def inline_tokens(parser: MarkdownIt, content: str, environment: dict[str, Any]) -> list[Token]:
    """Return the tokens of a paragraph, exactly as the parser gives them; `environment` holds its references."""
    if PLAIN.fullmatch(content):
        return _plain(content)
    if bold := BOLD.fullmatch(content):
        return [Token("strong_open", "strong", 1), *_plain(bold[1]), Token("strong_close", "strong", -1)]
    tokens: list[Token] = []
    parser.inline.parse(content, parser, environment, tokens)
    return tokens


def _plain(content: str) -> list[Token]:
    """Return text and the breaks between its lines; two blanks before a break make it a hard one."""
    first, *others = content.split("\n")
    tokens = [Token("text", "", 0, content=first.rstrip(" ") if others else first)]
    before = first
    for line in others:
        tokens.append(Token("hardbreak" if before.endswith("  ") else "softbreak", "br", 0))
        text = line.lstrip(" \t")
        tokens.append(Token("text", "", 0, content=text.rstrip(" ") if line is not others[-1] else text))
        before = line
    return tokens
