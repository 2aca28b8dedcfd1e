"""What a part of a document is called: which of its words are a title, and which only say what a link is for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checks.claim_words import LABEL_WORD

LABEL = (
    rf"(?:{LABEL_WORD}|papers?|pdf|arxiv|abs|abstract|doi|bibtex|bib|html|slides?|poster|colab|notebook|supp\w*|here"
    r"|openreview|blog(?: ?post)?|talk|论文)"
)
LABELS = re.compile(rf"\W*{LABEL}(?:(?:\W|and\b){{1,5}}{LABEL}){{0,3}}\W*(?:\([^()]{{0,60}}\)\W*)?", re.IGNORECASE)
"""Words that say what a link is for, with a remark in brackets behind them at the most; no title."""
TITLE_COLUMN = re.compile(r"title|name|method|标题|题目", re.IGNORECASE)
DATE_COLUMN = re.compile(
    r"\W*(?:publish\w*|release|updated?|submi\w+)?\s?(?:dates?|updated?|日期|时间)\W*", re.IGNORECASE
)
NO_TITLE = re.compile(r"\W*|\W*[\d./-]+\W*|\W*(?:null|none|n/?a)\W*|\s*(?:https?://|www\.)\S*\s*", re.IGNORECASE)
REMARK = r"(?:\W{0,3}(?:oral|highlight|spotlight|poster|findings|workshop|best|paper|award|accepted|long|short|main))"
VENUE = re.compile(
    r"\W*[a-z]{2,12}(?:[ /-][a-z]{2,12})?(?:\W{0,2}(?:19|20)\d\d(?:[./-]\d\d)?|\W?['’]\d\d)"
    rf"{REMARK}{{0,4}}\W*(?:\([^()]{{0,30}}\)\W*)?",
    re.IGNORECASE,
)
"""Where and when a paper came out: "CVPR 2024 (Oral)", "ICLR'25"; a title only where there is no other."""
LEADING = re.compile(
    r"^(?:\[[ xX]\]|(?:19|20)\d\d(?:[-./]\d\d?){1,2}(?!\w)|(?:19|20)\d\d(?=\W{0,2}[,:\])|，：])"
    r"|\d{1,3}[.)、:](?=\W|[^\W\d])|[^\w\"“‘«])*+(?=[\w\"“‘«])"
)
"""Numbers of a list, dates, boxes to tick and marks before a title; the figures of "3D" belong to it."""
NUMBERING = re.compile(r"^\W*\d{1,3}[.)、:]\s+(?=\w)")
SHORT = 15
"""Characters: a link of fewer behind more text than that is what the text speaks of, not its title."""
ENDS = " \t\n.,;:，。；：-–—([|"
COLON = (":", "：")


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph as people read it, and the spans of its text that are bold and that are links, in order."""

    text: str
    bold: tuple[tuple[int, int], ...] = ()
    links: tuple[tuple[int, int], ...] = ()

    def names(self) -> Iterator[str]:
        """Yield what it may be called, the likeliest first: what is bold or a link, in order, and the text before."""
        before = _tidy(LEADING.sub("", self.text[: self.links[0][0]])) if self.links else ""
        for span in sorted((*self.bold, *self.links)):
            name = NUMBERING.sub("", _tidy(self.text[slice(*span)]).strip("[] :："))
            if span in self.links and len(name) < SHORT <= len(before):
                yield before
            yield name
        yield before
        yield " ".join(LEADING.sub("", self.text).split())

    def opens_entry(self) -> bool:
        """Tell a paragraph that names what is listed: it begins with one, or ends with a labelled link."""
        return self._begins_with_name() or self._ends_with_label()

    def _begins_with_name(self) -> bool:
        first = min((span for span in (*self.bold, *self.links)), default=None)
        if first is None or LEADING.sub("", self.text[: first[0]]).strip("[(*_ "):
            return False
        name, rest = self.text[first[0] : first[1]].strip(), self.text[first[1] :].lstrip("*_] ")
        return is_title(name) and not name.rstrip("]*_ ").endswith(COLON) and not rest.startswith(COLON)

    def _ends_with_label(self) -> bool:
        if not self.links or re.search(r"\w", self.text[self.links[-1][1] :]):
            return False
        before = LEADING.sub("", self.text[: self.links[0][0]]).strip()
        label = self.text[slice(*self.links[-1])]
        return LABELS.fullmatch(label) is not None and is_title(before) and before[-1] not in COLON


def is_title(name: str) -> bool:
    """Tell whether words may be a title: no label, no number, no address."""
    return not LABELS.fullmatch(name) and not NO_TITLE.fullmatch(name)


def title_of(names: Iterable[str]) -> str:
    """Return the first that may be a title, where and when a paper came out only in want of another; else nothing."""
    venue = ""
    for name in filter(is_title, names):
        if not VENUE.fullmatch(name):
            return name
        venue = venue or name
    return venue


def _tidy(name: str) -> str:
    return " ".join(name.split()).rstrip(ENDS)
