"""HTML inside Markdown, which may hand over to Markdown at any blank line: cut where items and cells begin and end."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from checks.forges.paths import words
from checks.listings.box_builder import BoxBuilder
from checks.listings.html_weaving import MOST_TAGS, reading_order, weave_html
from checks.listings.naming import Words

TAG = re.compile(r"<!--|<(/?)(li|tr|td|th|table|h[1-6]|summary|details)(?=[\s/>])[^<>]{0,2000}>", re.IGNORECASE)
ITEMS = {"li": words("li"), "tr": words("tr li")}
"""Elements that are boxes, and those that end where another begins: `</li>` and `</tr>` may be missing."""
BOLD = words("b h1 h2 h3 h4 h5 h6 strong summary")


class HtmlReader:
    """Reads pieces of HTML in the order in which they stand between the Markdown."""

    def __init__(self, builder: BoxBuilder):
        """`builder` is that of the Markdown around."""
        self._builder = builder
        self._open: list[str] = []
        self._marks: list[int] = []

    def enter_markdown(self) -> None:
        """Note that an item of Markdown begins: HTML inside of it ends with it."""
        self._marks.append(len(self._open))

    def leave_markdown(self) -> None:
        """End an item of Markdown with the HTML inside."""
        self.leave_inner()
        if self._marks:
            self._marks.pop()

    def leave_inner(self) -> None:
        """End the HTML inside an item of Markdown, as a new cell does."""
        self._leave_down_to(self._marks[-1] if self._marks else 0)

    def leave_all(self) -> None:
        """End all items of HTML, as a heading does."""
        self._open.clear()
        self._marks.clear()

    def read(self, content: str, start: int, end: int) -> None:
        """Take a block that stands at `start` to `end` in the source, where it may be indented."""
        at = 0
        for begin, close, name in _tags(content):
            self._text(content[at:begin], start + at, end)
            at = close
            self.tag(name, start + begin)
        self._text(content[at:], start + at, end)

    def tag(self, name: str, start: int) -> None:
        """Take a tag: `li` as it begins, `/li` as it ends."""
        if name in ITEMS:
            self._enter(name, start)
        elif name[1:] in self._here:
            self._leave_down_to(len(self._open) - 1 - self._here[::-1].index(name[1:]))
        elif name in {"td", "th"}:
            self._builder.cell(is_heading=name == "th")
        elif name == "table":
            self._builder.table()
        elif not self._builder.in_item:
            self._part(name, start)

    def _part(self, name: str, start: int) -> None:
        """Take a tag that begins or ends a part of the document."""
        if name == "summary":
            self._builder.fold(start)
        elif name == "/details":
            self._builder.end_paragraph()
        elif name[0] == "h":
            self._builder.section(start, int(name[1:]))

    @property
    def _here(self) -> list[str]:
        """What is open inside the innermost item of Markdown."""
        return self._open[self._marks[-1] if self._marks else 0 :]

    def _enter(self, name: str, start: int) -> None:
        while self._here and self._here[-1] in ITEMS[name]:
            self._leave_down_to(len(self._open) - 1)
        self._open.append(name)
        (self._builder.row if name == "tr" else self._builder.enter)(start)

    def _leave_down_to(self, depth: int) -> None:
        while len(self._open) > depth:
            self._open.pop()
            self._builder.leave()

    def _text(self, content: str, start: int, end: int) -> None:
        if content.strip():
            weave_html(self._builder.words(start, end, _words(content)), content)


def structural_tag(content: str) -> str:
    """Return the name of a tag that begins or ends an item, a cell or a fold: `li`, `/li`; else nothing."""
    found = TAG.match(content)
    return f"{found[1]}{found[2]}".lower() if found and found[2] else ""


def _words(content: str) -> Words:
    """Return the text of a fragment, and which of it is bold or a link; too many tags are taken for text."""
    if content.count("<") > MOST_TAGS:
        return Words("")
    text, bold, links = "", [], []
    for node in reading_order(LexborHTMLParser(content).root):
        if node.tag in BOLD:
            bold.append((len(text), len(text) + len(node.text())))
        elif node.tag == "a":
            links.append((len(text), len(text) + len(node.text())))
            text += node.text()
        elif node.tag == "-text":
            text += node.text_content or ""
    return Words(text, tuple(bold), tuple(links))


def _tags(content: str) -> Iterator[tuple[int, int, str]]:
    """Yield begin, end and name of the tags that matter; what stands in a comment does not."""
    at = 0
    while found := TAG.search(content, at):
        if found[2]:
            at = found.end()
            yield found.start(), at, f"{found[1]}{found[2]}".lower()
        elif (closing := content.find("-->", found.end())) < 0:
            return
        else:
            at = closing + 3
