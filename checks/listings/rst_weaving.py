"""The inline nodes of docutils as text that people read."""

from docutils import nodes

from checks.listings.naming import Words
from checks.listings.weaving import Weaver

UNREAD = (
    nodes.comment,
    nodes.substitution_definition,
    nodes.target,
    nodes.footnote_reference,
    nodes.image,
    nodes.pending,
    nodes.label,
    nodes.raw,
)
"""What says nothing to readers, or is read elsewhere."""
ENDING = (nodes.paragraph, nodes.line, nodes.list_item, nodes.literal_block)


def weave(weaver: Weaver, node: nodes.Node) -> None:
    """Add the text and the links of a node."""
    if isinstance(node, nodes.Text):
        weaver.text(node.astext())
    elif isinstance(node, nodes.reference) and "refuri" in node:
        weaver.open_link(str(node["refuri"]))
        _children(weaver, node)
        weaver.close_link()
    elif not isinstance(node, UNREAD):
        _children(weaver, node)


def _children(weaver: Weaver, node: nodes.Node) -> None:
    for child in node.children:
        if isinstance(child, ENDING):
            weaver.end_sentence()
        weave(weaver, child)


def words_of(node: nodes.Node) -> Words:
    """Return what a paragraph, a heading or a cell says, and which of it is bold or a link."""
    told = _Told()
    told.take(node)
    return Words("".join(told.parts), tuple(told.bold), tuple(told.links))


class _Told:
    """Gathers text and the spans of marks in it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.bold: list[tuple[int, int]] = []
        self.links: list[tuple[int, int]] = []
        self._length = 0

    def take(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Text):
            self.parts.append(node.astext().replace("\n", " "))
            self._length += len(self.parts[-1])
        elif not isinstance(node, UNREAD):
            start = self._length
            for child in node.children:
                self.take(child)
            if start < self._length:
                self._mark(node, start)

    def _mark(self, node: nodes.Node, start: int) -> None:
        if isinstance(node, nodes.strong):
            self.bold.append((start, self._length))
        elif isinstance(node, nodes.reference):
            self.links.append((start, self._length))
