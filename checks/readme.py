"""How a README reads: its sentences with their headings, without comments and code; its commands; its dates.

What the sentences promise is told in `checks/promises.py`. Patterns are linear and see no more than a short sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_README = 262_144
LONGEST_SENTENCE = 600

BARE = re.compile(
    r"^[\W_]*(?:tba|tbd|to ?do|wip|(?:work )?in progress|(?:coming )?(?:very )?soon)[\W_]*$", re.IGNORECASE
)
"""A promise that stands alone below its heading."""

STARTS_BLOCK = re.compile(r"(?:[-*+]\s|\d+[.)]\s|#|\||<|```|~~~|\[[ xX]?\])")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\[(`*_])|(?<=[。！？])")
FENCES = ("```", "~~~")
MARKDOWN_COMMENTS = ("[comment]:", "[//]:")
UNDERLINE = re.compile(r"(=|-|\^|\")\1{2,}")
HEADING = re.compile(r"^\s{0,3}#{1,6}\s*([^#].*)$")
COMMAND = re.compile(
    r"^\s*(?:\$ )?(?:python3?|pip3?|bash|sh|make|cargo|npm|docker|conda|torchrun|accelerate|git clone)\s\S"
)

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMERIC_DATE = re.compile(r"\b((?:19|20)\d\d)\s?[-./年]\s?(\d{1,2})\b")
WORDED_DATE = re.compile(
    rf"\b({'|'.join(MONTHS)})[a-z]{{0,6}}\b[^0-9a-z]{{0,3}}(?:\d{{1,2}}\D{{1,4}})?((?:19|20)\d\d)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a README with what stands above it: its heading, and the block before if that ends in a colon.

    `date`: the year and month that its block names, as news do.
    """

    text: str
    heading: str = ""
    lead: str = ""
    date: tuple[int, int] | None = None


def sentences(readme: str) -> Iterator[Line]:
    """The sentences outside fences and comments, headings among them; wrapped lines are joined again."""
    heading = lead = ""
    for block in _blocks(readme):
        if found := HEADING.match(block):
            heading, lead = found[1], ""
            if not BARE.match(heading):
                yield Line(heading)
            continue
        date = _date_in(block[:LONGEST_SENTENCE])
        for sentence in SENTENCE_END.split(block):
            yield Line(sentence[:LONGEST_SENTENCE], heading, lead, date)
        lead = block[-LONGEST_SENTENCE:] if block.endswith((":", "：")) else ""


def runs(readme: str) -> bool:
    """Tell whether a README shows commands that run something."""
    return any(COMMAND.match(line) for line in _without_comments(readme).splitlines())


def _blocks(readme: str) -> Iterator[str]:
    """Headings, list items, table rows and paragraphs, each on one line."""
    block: list[str] = []
    fenced = False
    for raw in (*_without_comments(readme).splitlines(), ""):
        text = raw.strip()
        if len(block) == 1 and UNDERLINE.fullmatch(text):
            block, text = [f"# {block[0]}"], ""
        if block and (_opens(text) or _closes(block[-1])):
            yield " ".join(block)
            block = []
        if text.startswith(FENCES):
            fenced = not fenced
        elif text and not fenced and not text.startswith(MARKDOWN_COMMENTS):
            block.append(text)


def _opens(text: str) -> bool:
    """Tell a line that does not go on from the one before."""
    return not text or bool(STARTS_BLOCK.match(text) or BARE.match(text)) or text.endswith(":")


def _closes(text: str) -> bool:
    """Tell a line that the next one does not go on from."""
    return bool(HEADING.match(text) or BARE.match(text)) or text.endswith((":", "：", "|"))


def _without_comments(readme: str) -> str:
    """Cut HTML comments; by hand, since a pattern would be quadratic on comments that never close."""
    text, kept, at = readme[:LONGEST_README], [], 0
    while (start := text.find("<!--", at)) >= 0:
        kept.append(text[at:start])
        end = text.find("-->", start)
        if end < 0:
            return "".join(kept)
        at = end + 3
    return "".join((*kept, text[at:]))


def _date_in(text: str) -> tuple[int, int] | None:
    """The year and month that a line of news names."""
    if found := NUMERIC_DATE.search(text):
        return int(found[1]), int(found[2])
    if found := WORDED_DATE.search(text):
        return int(found[2]), MONTHS.index(found[1].lower()) + 1
    return None
