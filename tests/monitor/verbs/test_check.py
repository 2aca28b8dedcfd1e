"""`check`: what it looks at, what it prints, and what it exits with."""

import pytest


@pytest.mark.usefixtures("offline")
def test_without_network_a_check_stores_the_links_and_judges_nothing(linkpulse, listing, rows):
    code, out, _ = linkpulse("check", listing)
    assert code == 3
    assert out.splitlines()[0].startswith("blind: ")
    assert rows("select health, count(*) from link_state group by 1") == [("new", 2)]
    assert rows("select outcome, checked from runs") == [("blind", 0)]
    assert rows("select count(*) from events") == [(0,)]


@pytest.mark.usefixtures("online")
def test_a_check_tells_what_answers_and_what_never_did(linkpulse, home, site, rows):
    (home / "list.md").write_text(f"* Red Fox: project page {site}/redfox\n* Blue Fox: project page {site}/missing\n")
    code, out, _ = linkpulse("check", "list.md")
    assert code == 0
    assert "2 links checked." in out
    assert "1 answering, 1 never answered" in out
    found = rows("select health, reason from link_state order by link_id")
    assert found == [("up", "ok"), ("suspect", "not_found")]


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize(
    ("what", "code"), [("new-broken", 1), ("suspect", 1), ("dead", 0), ("new-dead", 0), ("unreleased", 0), ("never", 0)]
)
def test_fail_on_judges_what_is_stored(linkpulse, home, site, what, code):
    (home / "list.md").write_text(f"* Red Fox: project page {site}/missing\n")
    assert linkpulse("check", "list.md", "--fail-on", what)[0] == code


@pytest.mark.usefixtures("online")
def test_quiet_prints_nothing_when_nothing_is_confirmed(linkpulse, home, site):
    (home / "list.md").write_text(f"* Red Fox: project page {site}/missing\n")
    assert linkpulse("check", "list.md", "--quiet") == (0, "", "")


@pytest.mark.usefixtures("online")
def test_what_is_not_due_is_not_looked_at(linkpulse, home, site):
    (home / "list.md").write_text(f"* Red Fox: project page {site}/redfox\n")
    linkpulse("check", "list.md")
    assert "Nothing is due" in linkpulse("check", "list.md")[1]
    assert "1 link checked." in linkpulse("check", "list.md", "--all")[1]


@pytest.mark.usefixtures("online")
def test_base_leaves_out_the_links_that_it_has(linkpulse, home, site):
    (home / "old.md").write_text(f"* Red Fox: project page {site}/missing/old\n")
    (home / "new.md").write_text(
        f"* Red Fox: project page {site}/missing/old\n* Blue Fox: project page {site}/bluefox\n"
    )
    code, out, _ = linkpulse("check", "new.md", "--base", "old.md", "--fail-on", "new-broken")
    assert code == 0
    assert "1 link checked." in out


@pytest.mark.usefixtures("online")
def test_only_looks_at_what_matches(linkpulse, home, site):
    (home / "list.md").write_text(f"* Red Fox: project page {site}/redfox\n* Blue Fox: project page {site}/bluefox\n")
    assert "1 link checked." in linkpulse("check", "list.md", "--only", "*/blue*")[1]


@pytest.mark.usefixtures("online")
def test_an_unreadable_listing_does_not_stop_the_others(linkpulse, home, site):
    (home / "list.md").write_text(f"* Red Fox: project page {site}/redfox\n")
    code, out, err = linkpulse("check", "nowhere.md", "list.md")
    assert code == 2
    assert "1 link checked." in out
    assert err.startswith("linkpulse: nowhere.md: there is no such file")


@pytest.mark.usefixtures("online")
def test_a_listing_can_be_an_address(linkpulse, site):
    code, out, _ = linkpulse("extract", f"{site}/list.html")
    assert code == 0
    assert "0 entries" in out
