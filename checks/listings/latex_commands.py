"""What the commands of LaTeX do with the groups behind them, as far as a reader can tell.

A group is `text`, `bold`, `silent` (for the typesetter only), `heading`, `title`, `shown` (text even before the
document begins), or has words before it, such as "Code: ".
"""

from collections.abc import Mapping
from types import MappingProxyType

from checks.forges.paths import words
from checks.listings.naming import LABELS

LEVELS: Mapping[str, int] = MappingProxyType(
    {
        "part": 1,
        "chapter": 1,
        "section": 2,
        "subsection": 3,
        "subsubsection": 4,
        "paragraph": 5,
        "subparagraph": 6,
        "frametitle": 5,
    }
)
"""Commands that begin a section, and its level; a title of the whole would be 1."""
TABLES = words("longtable longtblr supertabular tabular tabular* tabularx tabulary tblr xltabular xtabular")
ENVIRONMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(words("tabular longtable longtblr tblr supertabular xtabular"), ("silent",)),
        **dict.fromkeys(words("tabular* tabularx tabulary xltabular wrapfigure list"), ("silent", "silent")),
        **dict.fromkeys(words("adjustbox column minipage multicols subfigure thebibliography"), ("silent",)),
        "frame": ("heading",),
    }
)
"""Groups behind the beginning of an environment."""
ONE = words("""
    addbibresource affil affiliation author bibitem bibliography bibliographystyle captionsetup cite citealp citealt
    citeauthor citenum citep citet citeyear citeyearpar color cref Cref date documentclass email eqref fontfamily
    geometry graphicspath hspace hypersetup hyphenation includegraphics includepdf include index input institute
    instituteshort keywords label lstset nocite orcid pageref pagenumbering pagestyle parencite ref RequirePackage
    rowcolor cellcolor scalebox subfile textcite thanks thispagestyle usepackage usetheme usetikzlibrary vref vspace
    ExecuteBibliographyOptions
""")
TWO = words("""
    addtocounter addtolength DeclareMathOperator fontsize import newcommand newtheorem providecommand renewcommand rule
    setcounter setlength titleformat titlespacing def let newcommandx NewDocumentCommand
""")
THREE = words("definecolor newenvironment renewenvironment DeclareDocumentCommand colorlet")
GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(ONE, ("silent",)),
        **dict.fromkeys(TWO, ("silent", "silent")),
        **dict.fromkeys(THREE, ("silent", "silent", "silent")),
        **dict.fromkeys(
            words("colorbox hyperlink hypertarget parbox raisebox rotatebox textcolor"), ("silent", "text")
        ),
        **dict.fromkeys(words("multicolumn multirow resizebox fcolorbox"), ("silent", "silent", "text")),
        **dict.fromkeys(words("textbf strong"), ("bold",)),
        **dict.fromkeys(words("footnote footnotetext"), (" (",)),
        **dict.fromkeys(LEVELS, ("heading",)),
        "title": ("title",),
        "abstract": ("shown",),
    }
)


def groups_of(command: str) -> list[str]:
    r"""Return what the groups behind a command are; one that is called "github" or "project" labels its group."""
    if command in GROUPS:
        return list(GROUPS[command])
    return [f"{command.capitalize()}: "] if LABELS.fullmatch(command) else []
