"""BibTeX: an entry for each reference. The parser is bibtexparser; an entry that it cannot read is named, not lost."""

import logging
import re
from collections.abc import Iterator, Mapping

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import DuplicateBlockKeyBlock, ParsingFailedBlock
from bibtexparser.model import Entry as Reference
from pylatexenc.latex2text import LatexNodes2Text

from checks.errors import ListingError
from checks.finding import find_urls
from checks.forges.paths import words
from checks.listings.records import Field, entry_of
from checks.listings.source import Excerpt, Source
from checks.model import Entry

SUFFIXES = (".bib", ".bibtex")
HEAD = 65536
LOOKS = re.compile(r"(?:%[^\n]*\n|\s)*@\s*(?:string|preamble|comment|\w{3,30})\s*[{(]", re.IGNORECASE)
READ = words("""
    abstract addendum annote arxiv code comment data demo doi eprint github howpublished journal keywords note pdf
    project publisher repository software title url website
""")
COMMANDS = re.compile(r"\\(?:url|href|texttt|textit|textbf|emph)\b\s*")
BRACES = re.compile(r"[{}]")
FORMULA = re.compile(r"[\\$~]")
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it complains of is told by us, in one line
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)


def recognises(source: Source) -> bool:
    """Tell by the name, or by a text that begins with `@kind{`."""
    return ("@" in source.text and source.has_suffix(*SUFFIXES)) or LOOKS.match(source.text[:HEAD]) is not None


def read(source: Source) -> Iterator[Entry | ListingError]:
    """Yield the references, and in their place those that cannot be read, each with its line."""
    library = parse_string(source.text)
    for block in library.blocks:
        if isinstance(block, Reference):
            yield from filter(None, [entry_of(list(_fields(block, source)), source)])
        elif isinstance(block, DuplicateBlockKeyBlock) and isinstance(block.ignore_error_block, Reference):
            yield from filter(None, [entry_of(list(_fields(block.ignore_error_block, source)), source)])
        elif isinstance(block, ParsingFailedBlock):
            what = "an entry cannot be read: its braces or quotes do not match"
            yield ListingError(source.name, what, hint="mend it", line=(block.start_line or 0) + 1)


def _fields(block: Reference, source: Source) -> Iterator[Field]:
    """Yield the fields that say something of a paper; month and year make one date, authors are told one by one."""
    told = {field.key.lower(): field for field in block.fields}
    start = source.line_starts[min(block.start_line or 0, len(source.line_starts) - 1)]
    if "year" in told or "date" in told:
        yield Field(("date",), Excerpt(_date(told), ((0, start),)))
    for author in _authors(told):
        yield Field(("authors", "name"), Excerpt(author, ((0, start),)))
    for name in (key for key in told if key in READ):
        line = told[name].start_line
        at = source.line_starts[min(line or 0, len(source.line_starts) - 1)]
        yield Field((name,), _excerpt(name, str(told[name].value).strip('"'), source, max(at, start)))


def _date(told: Mapping[str, object]) -> str:
    value = {name: str(getattr(told.get(name), "value", "")) for name in ("date", "month", "year")}
    return value["date"] or f"{value['month']} {value['year']}"


def _authors(told: Mapping[str, object]) -> list[str]:
    written = " ".join(str(getattr(told.get("author"), "value", "")).split())
    return [name for name in re.split(r"\s+and\s+", written) if name and name != "others"]


def _excerpt(name: str, value: str, source: Source, at: int) -> Excerpt:
    """Return a value as people read it; its links are found again in the source, going forward."""
    text = _title(value) if name == "title" else _plain(value)
    pieces = [(0, at)]
    for link in find_urls(text):
        head = link.url[:24]
        found = source.text.find(head, at)
        if found >= 0:
            pieces.append((link.start, found))
            at = found + 1
    return Excerpt(text, tuple(pieces))


def _plain(value: str) -> str:
    """Take away commands and the braces around their arguments; escapes inside a link are the link's own."""
    if "\\" not in value and "{" not in value:
        return value
    return BRACES.sub(" ", COMMANDS.sub(" ", value.replace("{\\_}", "\\_").replace("{_}", "_")))


def _title(value: str) -> str:
    """Read a title: braces only keep its case; formulas and accents are LaTeX."""
    text = BRACES.sub("", value) if not FORMULA.search(value) else _latex(value)
    return " ".join(text.split())


def _latex(value: str) -> str:
    try:
        return str(LatexNodes2Text(math_mode="text", keep_comments=False).latex_to_text(value[:2000]))
    except Exception:  # noqa: BLE001 - the reader has no error of its own: whatever it stumbles over stays as written
        return BRACES.sub("", value)
