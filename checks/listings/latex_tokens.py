r"""LaTeX cut into tokens, each with its place: commands, groups, text, addresses. Nothing is expanded, nothing opened.

pylatexenc knows the marks; its parser is not used, because its time grows with the square of plain text (a minute for
one megabyte) and it cannot nest deeper than Python's stack. What `\input` and `\include` name stays closed.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from pylatexenc.latex2text import get_default_latex_context_db

from checks.forges.paths import words

TOKEN = re.compile(
    r"""
    (?P<comment>%[^\n]*(?:\n[ \t]*(?!\s))?)
    | \\(?:begin|end)[ \t]*\{(?P<environment>[^{}\\\n]{1,40})\}
    | \\(?P<address>url|nolinkurl|path|href)\*?[ \t]*(?:\[[^\[\]\n]{0,200}\][ \t]*)?
      \{[ \t]*(?P<url>[^{}\s]{0,2000}(?:\{[^{}\s]{0,20}\}[^{}\s]{0,2000}){0,20})[ \t]*\}
    | \\verb\*?(?P<mark>[^\w\s*{])(?P<verb>[^\n]{0,2000}?)(?P=mark)
    | \\(?P<accent>["'`^~=.]|[uvHckrbdt](?![A-Za-z]))[ \t]*(?:\{[ \t]*\\?(?P<braced>[A-Za-z])[ \t]*\}|\\?(?P<letter>[A-Za-z])(?![a-z]))
    | \\(?P<command>[A-Za-z@]+)\*?[ \t]*
    | \\(?P<symbol>\W|\d|_)
    | (?P<paragraph>\n[ \t]*\n\s*)
    | (?P<mark2>[{}&~$]|``|''|---?)
    | (?P<text>(?:[^\\{}&~$%\n`'-]|\n(?![ \t]*\n))+|.|\n)
    """,
    re.VERBOSE,
)
