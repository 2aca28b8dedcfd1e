"""The yardsticks of extraction: the bare parser of each form, its result kept and not looked at.

A parser that is not installed is said to be absent; the pasted page and plain text have none.
"""

import csv
import importlib
import io
import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

Parse = Callable[[bytes], Any]


def _markdown(content: bytes) -> Any:
    return _module("markdown_it").MarkdownIt("commonmark").enable("table").parse(content.decode())


def _html(content: bytes) -> Any:
    return _module("selectolax.lexbor").LexborHTMLParser(content.decode())


def _json_lines(content: bytes) -> Any:
    return [json.loads(line) for line in content.splitlines()]


def _csv(content: bytes) -> Any:
    return list(csv.reader(io.StringIO(content.decode())))


def _yaml(content: bytes) -> Any:
    yaml = _module("yaml")
    return yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _feed(content: bytes) -> Any:
    return _module("feedparser").parse(content)


def _bibtex(content: bytes) -> Any:
    return _module("bibtexparser").parse_string(content.decode())


def _rst(content: bytes) -> Any:
    settings = {"file_insertion_enabled": False, "raw_enabled": False, "report_level": 5, "_disable_config": True}
    return _module("docutils.core").publish_doctree(content.decode(), settings_overrides=settings)


def _latex(content: bytes) -> Any:
    return _module("pylatexenc.latexwalker").LatexWalker(content.decode()).get_latex_nodes()


def _module(name: str) -> Any:
    """Import late: each is measured in a process of its own, and none should weigh on another."""
    return importlib.import_module(name)


PARSERS: Mapping[str, tuple[str, Parse]] = MappingProxyType(
    {
        "Markdown list": ("markdown-it-py", _markdown),
        "Markdown table": ("markdown-it-py", _markdown),
        "HTML": ("selectolax", _html),
        "JSON": ("json", json.loads),
        "JSON Lines": ("json", _json_lines),
        "Hugging Face JSON": ("json", json.loads),
        "JSON Feed": ("json", json.loads),
        "notebook": ("json", json.loads),
        "CSV": ("csv", _csv),
        "YAML": ("PyYAML", _yaml),
        "RSS": ("feedparser", _feed),
        "Atom": ("feedparser", _feed),
        "BibTeX": ("bibtexparser", _bibtex),
        "reStructuredText": ("docutils", _rst),
        "LaTeX": ("pylatexenc", _latex),
    }
)
"""Name and parser for each form that has one."""
