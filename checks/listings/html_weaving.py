"""Fragments of HTML as text that people read: what Markdown, feeds and JSON hold of it."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.forges.paths import words
from checks.listings.weaving import WEB, Weaver

BLOCKS = words("""
    address article aside blockquote br dd details div dl dt figcaption footer h1 h2 h3 h4 h5 h6 header hr li main nav
    ol p pre section summary table tbody td th thead tr ul
""")
"""Elements that end the sentence before them."""
UNREAD = frozenset({"a", "script", "style", "template", "title"})
"""What no text is read from: for no reader, or read with its link."""
MOST_TAGS = 10_000


def weave_html(weaver: Weaver, content: str) -> None:
    """Add a fragment: its text and its links; comments, scripts and images say nothing.

    A fragment of too many tags is taken as text: the parser's time grows with the square of their depth.
    """
    if content.count("<") > MOST_TAGS:
        weaver.text(content)
        return
    for node in reading_order(LexborHTMLParser(content).root):
        if node.tag == "-text":
            weaver.text(node.text_content or "")
        elif node.tag == "a":
            anchor(weaver, node)
        elif node.tag in BLOCKS:
            weaver.end_sentence()


def anchor(weaver: Weaver, node: LexborNode) -> None:
    """Add an anchor; one that leads nowhere in the web is mere text."""
    href, text = (node.attributes.get("href") or "").strip(), node.text().strip()
    weaver.link(href, text) if WEB.match(href) else weaver.text(text)


def reading_order(root: LexborNode | None) -> Iterator[LexborNode]:
    """Yield the nodes as they are read. A link brings its own text; the library's traversal is quadratic in depth."""
    node = root
    while node is not None:
        yield node
        following = None if node.tag in UNREAD else node.child
        while following is None and node is not None:
            following = node.next
            node = node.parent
        node = following
