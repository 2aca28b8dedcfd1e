r"""LaTeX cut into tokens, each with its place: commands, groups, text, addresses. Nothing is expanded, nothing opened.

pylatexenc names the symbols; its parser is not used, because its time grows with the square of plain text (a minute
for one megabyte) and its depth is that of Python's stack. What `\input` and `\include` name stays closed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from pylatexenc.latex2text import get_default_latex_context_db

from checks.forges.paths import words

TOKEN = re.compile(
    r"""
    (?P<comment>%[^\n]*(?:\n[ \t]*(?!\s))?)
    | \\(?P<edge>begin|end)[ \t]*\{(?P<environment>[^{}\\\n]{1,40})\}
    | \\(?P<address>url|nolinkurl|path|href)\*?[ \t]*(?:\[[^\[\]\n]{0,200}\][ \t]*)?
      \{\s{0,20}(?P<url>[^{}\s]{1,2000}(?:\{[^{}\s]{0,20}\}[^{}\s]{0,2000}){0,20})\s{0,20}\}
    | \\verb\*?(?P<bar>[^\w\s*{])(?P<verb>[^\n]{0,500}?)(?P=bar)
    | \\(?P<accent>["'`^~=.]|[uvHckr](?![A-Za-z]))[ \t]*
      (?:\{[ \t]*\\?(?P<braced>[A-Za-z])[ \t]*\}|\\?(?P<letter>[A-Za-z]))
    | \\(?P<command>[A-Za-z@]+)\*?[ \t]*
    | \\(?P<symbol>\W|\d|_)
    | (?P<paragraph>\n[ \t]*\n\s*)
    | (?P<mark>[{}&~$]|``|'')
    | (?P<text>(?:[^\\{}&~$%\n`']+|\n(?![ \t]*\n)|'(?!')|`(?!`))+|.|\n)
    """,
    re.VERBOSE,
)
COMBINING = dict(
    zip("\"'`^~=.uvHckr", "\u0308\u0301\u0300\u0302\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0328\u030a", strict=True)
)
"""Accents as Unicode's combining marks."""
URL_ESCAPE = re.compile(r"\\([_#%&~/{}.-])|\{\\?(_)\}")
VERBATIM = words("BVerbatim Verbatim alltt lstlisting minted verbatim verbatim*")
HIDDEN = words("comment")
SYMBOL = re.compile(r"[^%\n]{1,2}")
SPACES = frozenset(" ,;:\n\t")
NOTHING = frozenset("-/!()[]@")


class Kind(Enum):
    """What a token is."""

    TEXT = auto()
    COMMAND = auto()
    BEGIN = auto()
    END = auto()
    URL = auto()
    HREF = auto()
    OPEN = auto()
    CLOSE = auto()
    CELL = auto()
    BREAK = auto()
    PARAGRAPH = auto()


class Token(NamedTuple):
    """A token: `text` as people read it or the name of what begins, `start` and `end` its place in the source."""

    kind: Kind
    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a document; comments, and what is switched off, are left out."""
    at, without_end = 0, set[str]()
    while found := TOKEN.match(text, at):
        at = found.end()
        hiding = _hiding(found)
        closing = text.find(hiding, at) if hiding and hiding not in without_end else -1
        if closing >= 0:
            if found["environment"] in VERBATIM:
                yield Token(Kind.TEXT, text[at:closing], at, closing)
            at = closing + len(hiding)
        elif token := _token(found):
            without_end.add(hiding)
            yield token


def _hiding(found: re.Match[str]) -> str:
    """Return the end of what is no LaTeX or is not shown, if it begins here."""
    if found["edge"] == "begin" and found["environment"] in VERBATIM | HIDDEN:
        return rf"\end{{{found['environment']}}}"
    return r"\fi" if found["command"] == "iffalse" else ""


def _token(found: re.Match[str]) -> Token | None:
    what = found.lastgroup or ""
    reader = READERS.get(what)
    if reader is None:
        return None
    kind, text = reader(found)
    start, end = found.span("url" if what == "url" else what)
    return Token(kind, text, start, end if what == "url" else found.end())


def _edge(found: re.Match[str]) -> tuple[Kind, str]:
    return Kind.BEGIN if found["edge"] == "begin" else Kind.END, found["environment"]


def _address(found: re.Match[str]) -> tuple[Kind, str]:
    url = URL_ESCAPE.sub(lambda escape: escape[1] or escape[2], found["url"])
    return Kind.HREF if found["address"] == "href" else Kind.URL, url


def _accent(found: re.Match[str]) -> tuple[Kind, str]:
    letter = found["braced"] or found["letter"]
    return Kind.TEXT, unicodedata.normalize("NFC", letter + COMBINING[found["accent"]])


def _command(found: re.Match[str]) -> tuple[Kind, str]:
    symbol = symbol_of(found["command"])
    return (Kind.COMMAND, found["command"]) if symbol is None else (Kind.TEXT, symbol)


def _symbol(found: re.Match[str]) -> tuple[Kind, str]:
    mark = found["symbol"]
    if mark == "\\":
        return Kind.BREAK, "\n"
    return Kind.TEXT, " " if mark in SPACES else "" if mark in NOTHING else mark


def _mark(found: re.Match[str]) -> tuple[Kind, str]:
    mark = found["mark"]
    if mark == "~" and found.string[max(0, found.start() - 1)] != "/":  # "/~fox" is an address without its command
        return Kind.TEXT, " "
    return MARKS.get(mark, (Kind.TEXT, mark))


MARKS = {
    "{": (Kind.OPEN, ""),
    "}": (Kind.CLOSE, ""),
    "&": (Kind.CELL, "&"),
    "$": (Kind.TEXT, ""),
    "``": (Kind.TEXT, '"'),
    "''": (Kind.TEXT, '"'),
}
READERS: dict[str, Callable[[re.Match[str]], tuple[Kind, str]]] = {
    "environment": _edge,
    "url": _address,
    "verb": lambda found: (Kind.TEXT, found["verb"]),
    "braced": _accent,
    "letter": _accent,
    "command": _command,
    "symbol": _symbol,
    "paragraph": lambda _: (Kind.PARAGRAPH, ""),
    "mark": _mark,
    "text": lambda found: (Kind.TEXT, found["text"]),
}
"""By the last group of the pattern that matched."""


@cache
def _symbols() -> dict[str, str]:
    """Return the commands that stand for a character or two; some of pylatexenc's ask the clock: those are no text."""
    specs = get_default_latex_context_db()
    found = ((spec.macroname, spec.simplify_repl) for spec in specs.iter_macro_specs())
    return {name: shown for name, shown in found if isinstance(shown, str) and SYMBOL.fullmatch(shown)}


def symbol_of(command: str) -> str | None:
    r"""Return what a command such as `\alpha` stands for; None if it is no symbol."""
    return _symbols().get(command)
