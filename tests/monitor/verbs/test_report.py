"""`report` and `show`: what was found, and why."""

import json

import pytest

from db.store import Store


@pytest.mark.usefixtures("online")
def test_report_tells_what_never_answered(linkpulse, home, site):
    (home / "list.md").write_text(f"* Red Fox: project page {site}/missing\n")
    linkpulse("check", "list.md")
    assert "Never seen answering (1)" in linkpulse("report")[1]
    document = json.loads(linkpulse("report", "--format", "json")[1])
    assert [(item["url"], item["line"]) for item in document["never_answered"]] == [(f"{site}/missing", 1)]


@pytest.mark.usefixtures("online")
def test_show_says_why_a_link_is_suspect(linkpulse, home, site):
    (home / "list.md").write_text(f"* Red Fox: project page {site}/missing\n")
    linkpulse("check", "list.md")
    out = linkpulse("show", f"{site}/missing")[1]
    assert "1 of 3 bad looks over at least 3 days" in out
    assert json.loads(linkpulse("show", f"{site}/missing", "--format", "json")[1])["link"]["reason"] == "not_found"


@pytest.mark.usefixtures("online")
def test_show_of_an_unknown_link_says_where_to_look(linkpulse, home):
    Store.open(home / "linkpulse.db").close()
    code, _, err = linkpulse("show", "acme/nothing")
    assert code == 2
    problem = "linkpulse.db holds no such link; `linkpulse report` and `linkpulse serve` list them"
    assert err == f"linkpulse: acme/nothing: {problem}\n"
