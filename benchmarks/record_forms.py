"""Invented papers as records: JSON, JSON Lines, feeds of it, CSV and YAML."""

import csv
import io
import json
from collections.abc import Sequence

import yaml

from benchmarks.papers import Paper


def record(p: Paper) -> dict[str, object]:
    """Return a paper as records hold it."""
    return {
        "title": p.title,
        "authors": list(p.authors),
        "date": p.date.isoformat(),
        "abstract": p.abstract,
        "url": f"https://arxiv.org/abs/{p.arxiv_id}",
        "code": p.code,
        "project": p.page,
    }


def json_records(listed: Sequence[Paper]) -> str:
    """Write one array of records."""
    return json.dumps([record(p) for p in listed], indent=1)


def json_lines(listed: Sequence[Paper]) -> str:
    """Write one record on each line."""
    return "".join(json.dumps(record(p)) + "\n" for p in listed)


def huggingface_json(listed: Sequence[Paper]) -> str:
    """The answer of the daily papers API, shortened."""
    return json.dumps([{"paper": _huggingface_paper(p), "title": p.title} for p in listed])


def _huggingface_paper(p: Paper) -> dict[str, object]:
    return {
        "id": p.arxiv_id,
        "title": p.title,
        "summary": p.abstract,
        "authors": [{"name": name} for name in p.authors],
        "publishedAt": f"{p.date}T00:00:00.000Z",
        "githubRepo": p.code,
        "projectPage": p.page,
        "githubStars": 3,
    }


def json_feed(listed: Sequence[Paper]) -> str:
    """Write a JSON Feed 1.1."""
    items = [
        {
            "id": p.page,
            "url": p.page,
            "title": p.title,
            "content_text": p.abstract,
            "date_published": f"{p.date}T00:00:00Z",
        }
        for p in listed
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Papers", "items": items})


def csv_table(listed: Sequence[Paper]) -> str:
    """Write one row for each paper."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(record(listed[0])), lineterminator="\n")
    writer.writeheader()
    writer.writerows({**record(p), "authors": "; ".join(p.authors)} for p in listed)
    return out.getvalue()


def yaml_records(listed: Sequence[Paper]) -> str:
    """Write one list of records."""
    return yaml.safe_dump([record(p) for p in listed], sort_keys=False, width=1000)
