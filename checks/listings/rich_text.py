"""A value of a record as people read it: HTML, inline Markdown or plain text, whichever it holds."""

import re

from selectolax.lexbor import LexborHTMLParser

from checks.listings.html_weaving import weave_html
from checks.listings.markdown_weaving import markdown_parser, plain, weave_inline
from checks.listings.passages import Passage
from checks.listings.weaving import Weaver

TAGS = "a|b|br|code|div|em|h[1-6]|i|li|ol|p|span|strong|table|td|tr|ul"
HTML = re.compile(rf"</?(?:{TAGS})(?:\s[^<>]{{0,2000}})?/?>", re.IGNORECASE)
MARKDOWN = re.compile(r"\]\((?:https?:)?//|(?<!\*)\*\*\w|\[!\[")
PARSER = markdown_parser()


def passage_of(text: str, label: str = "") -> Passage:
    """Return the text with its links; `label` is put before it ("Code: "). Places are offsets in `text`."""
    weaver = Weaver(text)
    weaver.label(label)
    if HTML.search(text):
        weave_html(weaver, text)
    elif MARKDOWN.search(text):
        for token in PARSER.parse(text):
            weave_inline(weaver, token.children or ())
            if token.block:
                weaver.end_sentence()
    else:
        weaver.text(text)
    return weaver.build()


def plain_of(text: str) -> str:
    """Return a title or a name in one line, without markup."""
    if HTML.search(text):
        text = LexborHTMLParser(text).text()
    elif MARKDOWN.search(text):
        text = " ".join(plain(token.children or ()) for token in PARSER.parse(text))
    return " ".join(text.split())
