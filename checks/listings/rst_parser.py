"""docutils as a reader of untrusted text: it opens nothing, runs nothing, and keeps the text of what it does not know.

Its roles and directives are Python that may read files, the clock or the network, or change docutils for the next
document. So no role is ever run, and only directives that arrange text are; all others, such as Sphinx's, are taken
for a fold: their argument is its heading, their content its text.
"""

from typing import Any, ClassVar

from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, Parser, directives, states

from checks.forges.paths import words

SETTINGS = {
    "_disable_config": True,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,
    "halt_level": 6,
    "warning_stream": False,
    "doctitle_xform": False,
    "docinfo_xform": False,
    "sectsubtitle_xform": False,
    "smart_quotes": False,
    "syntax_highlight": "none",
    "line_length_limit": 10**9,
}
LONGEST_PARAGRAPH = 10_000
"""Characters. The time for marks within a paragraph grows with the square of its length."""
ARRANGING = words("""
    admonition attention caution code compound container csv-table danger epigraph error figure highlights hint image
    important line-block list-table math note parsed-literal pull-quote replace rubric sidebar table tip topic warning
""")
SILENT = words("""
    class contents date default-role footer header include meta raw role sectnum target-notes title toctree
""")
"""Directives that hold no text for readers, or would bring some from elsewhere."""


class Fold(nodes.General, nodes.Element):
    """What can be folded away or stands apart: a heading may come first."""


class _AnyOption(dict[str, Any]):
    """Accepts any option of a directive as it is written."""

    def __missing__(self, name: str) -> Any:
        return directives.unchanged


class _UnknownDirective(Directive):
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = _AnyOption(link=directives.unchanged)

    def run(self) -> list[nodes.Node]:
        fold = Fold()
        fold.line = self.lineno
        if self.arguments:
            text, _ = self.state.inline_text(self.arguments[0], self.lineno)
            fold += nodes.rubric(self.arguments[0], "", *text)
        self.state.nested_parse(self.content, self.content_offset, fold)
        return [fold]


class _SilentDirective(_UnknownDirective):
    def run(self) -> list[nodes.Node]:
        return []


class _Tolerant(states.RSTState):
    """Mixed into every state of docutils' machine."""

    def __init__(self, state_machine: Any, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - docutils calls it so
        super().__init__(state_machine, debug)
        self.nested_sm_kwargs = {"state_classes": STATES, "initial_state": "Body"}

    def explicit_construct(self: Any, match: Any) -> Any:
        found = DIRECTIVE.match(match.string)
        return self.directive(found) if found else super().explicit_construct(match)  # type: ignore[misc]  # of Body

    def directive(self: Any, match: Any, **presets: Any) -> Any:
        name = match[1].lower()
        known = None
        if name in ARRANGING:
            known, _ = directives.directive(name, self.memo.language, self.document)
        other = _SilentDirective if name in SILENT else _UnknownDirective
        return self.run_directive(known or other, match, name, presets)


_, DIRECTIVE = states.Body.explicit.constructs[-1]
CACHE: list[Any] = []
"""Of machines with our states, apart from those of other users of docutils."""
STATES = tuple(type(state.__name__, (_Tolerant, state), {"nested_sm_cache": CACHE}) for state in states.state_classes)


class _Inliner(states.Inliner):
    """Reads what stands within a paragraph; addresses without marks are found later, as in any text."""

    def parse(self, text: str, lineno: int, memo: Any, parent: Any) -> Any:
        if len(text) > LONGEST_PARAGRAPH:
            return [nodes.Text(text)], []
        return super().parse(text, lineno, memo, parent)

    def implicit_inline(self, text: str, lineno: int) -> list[Any]:  # noqa: ARG002 - docutils calls it so
        return [nodes.Text(text)] if text else []

    def interpreted(self, rawsource: str, text: str, role: str, lineno: int) -> Any:  # noqa: ARG002 - the same
        return [nodes.inline(rawsource, text)], []


for _name, _value in vars(states.Inliner).items():
    if _name not in vars(_Inliner) and not _name.startswith("__"):
        setattr(_Inliner, _name, _value)  # docutils looks for its patterns in the class itself


class _Parser(Parser):
    def __init__(self) -> None:
        super().__init__(inliner=_Inliner())
        self.state_classes = STATES


def document_of(text: str) -> nodes.document:
    """Return the tree of a document; raises RecursionError for what is nested too deep."""
    return publish_doctree(text, parser=_Parser(), settings_overrides=SETTINGS)
