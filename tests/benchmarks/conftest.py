"""A tiny evaluation data folder of invented listings, laid out like the real one."""

import json

import pytest

LIST = """# Foxes

|Date|Title|Code|
|--|--|--|
|2026-04-03|RedFox: a fox|[link](https://github.com/Acme/RedFox)|
|2026-04-02|BlueFox: a fox|[link](https://github.com/acme/bluefox)|

- **Owls** [project page](https://www.owls.example.org/owl/)
"""
TRAPS = r"""## 5. Traps

| # | id | ext | input | expected | peer |
|---|---|---|---|---|---|
| 1 | full_stop | txt | `Code is available at https://github.com/acme/redfox.` | `acme/redfox` | ok |
| 2 | pipe | md | `\|A\|https://github.com/acme/redfox\|\n\|--\|--\|` | `acme/redfox` | ok |
| 3 | quotes | txt | `"Code": "https://github.com/acme/red\\u200bfox"` | `acme/owl`, `acme/lynx` | fail |
| 4 | ticks | md | ```` ```\nx\n``` ```` | none | ok |
"""


def gold(name, repositories, pages):
    return {
        "file": name,
        "format": "markdown",
        "github_repos": [{"repo": key, "key": key} for key in repositories],
        "project_links": [{"canon": page} for page in pages],
    }


@pytest.fixture
def data(tmp_path):
    """Lay the folder out; one repository of the gold is not in its listing, and one claim is labelled wrongly."""
    listings = tmp_path / "data" / "listings"
    for folder in ("dev", "gold", "gold_entries"):
        (listings / folder).mkdir(parents=True)
    (listings / "dev" / "foxes.md").write_text(LIST)
    links = gold("foxes.md", ["acme/redfox", "acme/bluefox", "acme/lynx"], ["owls.example.org/owl"])
    (listings / "gold" / "foxes.md.json").write_text(json.dumps(links))
    entries = [
        {"title": "RedFox: A Fox", "date": "Fri, 03 Apr 2026 12:00:00 GMT", "repos": ["Acme/RedFox"]},
        {"title": "BlueFox: A Fox", "date": 2025, "repos": ["acme/bluefox"]},
    ]
    (listings / "gold_entries" / "foxes.md.json").write_text(json.dumps(entries))
    (listings / "dev" / "empty.txt").write_text("")
    (listings / "gold" / "empty.txt.json").write_text(json.dumps(gold("empty.txt", [], [])))
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "listings.md").write_text(TRAPS)
    (tmp_path / "data" / "claims").mkdir()
    texts = [
        ("released", "Foxes run. Code is available at https://github.com/acme/redfox."),
        ("promised", "Foxes run. The code will be released."),
        ("released", "Foxes run. We release all data."),
        ("none", "Foxes run."),
        ("mixed", "Foxes run."),
    ]
    lines = (
        json.dumps({"id": f"fox-{number}", "label": label, "text": text}) for number, (label, text) in enumerate(texts)
    )
    (tmp_path / "data" / "claims" / "dev_abstracts.jsonl").write_text("\n".join(lines))
    return tmp_path / "data"
