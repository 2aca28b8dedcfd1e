"""`report` and `show`: what was found, and why."""

import json
import sqlite3
from contextlib import closing

import feedparser
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


@pytest.fixture
def happened(linkpulse, home, site):
    """One link that was never seen answering, from a run that is the last one."""
    (home / "list.md").write_text(f"* Red Fox: project page {site}/missing/redfox\n")
    linkpulse("check", "list.md")
    with closing(sqlite3.connect(home / "linkpulse.db")) as database:
        at = database.execute("select started_at from runs").fetchone()[0]
        database.execute("insert into events (link_id, at, kind, new) values (1, ?, 'died', 'dead')", (at,))
        database.commit()
    return f"{site}/missing/redfox"


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("since", ["7d", "last"])
def test_a_feed_of_what_changed_is_read_by_feedparser(linkpulse, happened, since):
    code, out, _ = linkpulse("report", "--since", since, "--format", "atom")
    read = feedparser.parse(out)
    assert (code, read.bozo) == (0, False)
    assert [entry.link for entry in read.entries] == [happened]
    assert read.entries[0].title.startswith("Died: ")


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("since", ["7d", "last"])
def test_what_changed_is_a_digest_data_or_annotations(linkpulse, happened, since):
    digest, data, annotations = (
        linkpulse("report", "--since", since, "--format", name)[1] for name in ("markdown", "json", "github")
    )
    assert f"<{happened}>" in digest
    assert [item["url"] for item in json.loads(data)["died"]] == [happened]
    assert annotations.startswith("::warning file=list.md,line=1,title=Died::")


@pytest.mark.usefixtures("online", "happened")
def test_a_span_that_is_none_is_one_line(linkpulse):
    code, _, err = linkpulse("report", "--since", "yesterday")
    assert (code, err.count("\n")) == (2, 1)
    assert "yesterday" in err
