"""Invented listings in every form that is measured: written as people and programs write them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from benchmarks.papers import Paper, papers
from benchmarks.record_forms import csv_table, huggingface_json, json_feed, json_lines, json_records, yaml_records

Write = Callable[[Sequence[Paper]], str]


def markdown_list(listed: Sequence[Paper]) -> str:
    """One item for each paper, in sections, with a line of text and links."""
    items = (
        f"- **{p.title}**, {', '.join(p.authors)}, {p.date}. {_start(p)} "
        f"[[paper](https://arxiv.org/abs/{p.arxiv_id})] [[code]({p.code})] [[project]({p.page})]"
        for p in listed
    )
    return "# Papers\n\n" + "\n".join(
        f"\n## Part {n}\n\n{item}" if n % 50 == 0 else item for n, item in enumerate(items)
    )


def markdown_table(listed: Sequence[Paper]) -> str:
    """One row for each paper."""
    rows = (
        f"|**{p.date}**|**{p.title}**|{p.authors[0]} et al.|[{p.arxiv_id}](https://arxiv.org/abs/{p.arxiv_id})|"
        f"{f'**[link]({p.code})**' if p.number % 3 == 0 else 'null'}|"
        for p in listed
    )
    return "\n".join(["# Papers", "", "|Publish Date|Title|Authors|PDF|Code|", "|---|---|---|---|---|", *rows, ""])


def html(listed: Sequence[Paper]) -> str:
    """One list item for each paper."""
    items = (
        f"<li><p><strong>{escape(p.title)}</strong><br>{escape(', '.join(p.authors))}, <time>{p.date}</time></p>"
        f'<p>{escape(p.abstract)}</p><a href="{p.code}">Code</a> / <a href="{p.page}">project page</a></li>\n'
        for p in listed
    )
    return f"<!doctype html><html><head><title>Papers</title></head><body><ul>\n{''.join(items)}</ul></body></html>\n"


def notebook(listed: Sequence[Paper]) -> str:
    """Write a Jupyter notebook with 20 papers in each cell."""
    cells = [
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": markdown_list(listed[at : at + 20]).splitlines(keepends=True),
        }
        for at in range(0, len(listed), 20)
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})


def rss(listed: Sequence[Paper]) -> str:
    """Write RSS 2.0."""
    items = (
        f"<item><title>{escape(p.title)}</title><link>https://arxiv.org/abs/{p.arxiv_id}</link>"
        f"<description>{escape(f'<p>{escape(p.abstract)}</p>')}</description>"
        f"<pubDate>{p.date:%a, %d %b %Y} 00:00:00 GMT</pubDate></item>\n"
        for p in listed
    )
    return (
        f'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Papers</title>\n{"".join(items)}</channel></rss>\n'
    )


def atom(listed: Sequence[Paper]) -> str:
    """Write Atom (RFC 4287)."""
    entries = (
        f"<entry><id>{p.page}</id><title>{escape(p.title)}</title><updated>{p.date}T00:00:00Z</updated>"
        f'<link href="https://arxiv.org/abs/{p.arxiv_id}"/><summary>{escape(p.abstract)}</summary></entry>\n'
        for p in listed
    )
    head = '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Papers</title><id>urn:papers</id>\n'
    return f"{head}{''.join(entries)}</feed>\n"


def bibtex(listed: Sequence[Paper]) -> str:
    """One article for each paper."""
    return "\n".join(
        f"@article{{fox{p.number},\n  title = {{{p.title}}},\n  author = {{{' and '.join(p.authors)}}},\n"
        f"  year = {{{p.date.year}}},\n  abstract = {{{p.abstract}}},\n"
        f"  url = {{{p.code}}},\n  eprint = {{{p.arxiv_id}}}\n}}\n"
        for p in listed
    )


def rst(listed: Sequence[Paper]) -> str:
    """One section for each paper."""
    return "\n".join(
        f"{p.title}\n{'-' * len(p.title)}\n\n| Authors: {', '.join(p.authors)}\n| Github: {p.code}\n\n{p.abstract}\n\n"
        f"`Project page <{p.page}>`__\n"
        for p in listed
    )


def latex(listed: Sequence[Paper]) -> str:
    """One list item for each paper."""
    items = (
        f"\\item \\textbf{{{p.title}}}, {p.authors[0]} et al. {p.abstract} "
        f"\\href{{{p.page}}}{{Project page}}, \\url{{{p.code}}}\n"
        for p in listed
    )
    body = "\\begin{itemize}\n" + "".join(items) + "\\end{itemize}\n"
    return f"\\documentclass{{article}}\n\\begin{{document}}\n{body}\\end{{document}}\n"


def daily_papers(listed: Sequence[Paper]) -> str:
    """Write the text that is pasted from Hugging Face Daily Papers."""
    blocks = (
        f"{p.title}\n\n{p.abstract}\n\n  • {len(p.authors)} authors\n·\n{p.date:%b} {p.date.day}, 2026\n"
        for p in listed
    )
    return "Daily Papers\n\nNov 22\n\n" + "\n".join(blocks)


def plain_text(listed: Sequence[Paper]) -> str:
    """One paragraph for each paper."""
    return "\n".join(f"{p.title}. {', '.join(p.authors)}, {p.date.year}.\n{p.abstract}\n" for p in listed)


def _start(p: Paper) -> str:
    return p.abstract.partition(".")[0] + "."


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write papers down, and the end of its file's name."""

    name: str
    suffix: str
    write: Write

    def content(self, size: int) -> bytes:
        """Return a listing of about `size` bytes."""
        sample = 100
        each = len(self.write(papers(sample)).encode()) / sample
        return self.write(papers(max(1, round(size / each)))).encode()


FORMS = (
    Form("Markdown list", ".md", markdown_list),
    Form("Markdown table", ".md", markdown_table),
    Form("HTML", ".html", html),
    Form("JSON", ".json", json_records),
    Form("JSON Lines", ".jsonl", json_lines),
    Form("Hugging Face JSON", ".json", huggingface_json),
    Form("JSON Feed", ".json", json_feed),
    Form("notebook", ".ipynb", notebook),
    Form("CSV", ".csv", csv_table),
    Form("YAML", ".yaml", yaml_records),
    Form("RSS", ".xml", rss),
    Form("Atom", ".atom", atom),
    Form("BibTeX", ".bib", bibtex),
    Form("reStructuredText", ".rst", rst),
    Form("LaTeX", ".tex", latex),
    Form("pasted page", ".txt", daily_papers),
    Form("plain text", ".txt", plain_text),
)
