"""`ignore`: people overrule the machine, with a reason and an end."""

import pytest

from tests.monitor.verbs.conftest import LISTING_OF_PAGES


@pytest.mark.usefixtures("known")
def test_an_ignored_link_is_in_no_check_count_or_report(linkpulse):
    assert "missing/redfox" in linkpulse("report")[1]
    assert linkpulse("ignore", "*missing/*", "--reason", "a joke")[1] == "ignored *missing/*: 1 link\n"
    assert "missing/redfox" not in linkpulse("report")[1]
    code, said, _ = linkpulse("check", "--all", "--fail-on", "suspect")
    assert code == 0
    assert "1 link checked." in said


@pytest.mark.usefixtures("known")
def test_what_is_ignored_is_listed_with_its_reason_and_what_matches_nothing_is_named(linkpulse):
    assert linkpulse("ignore")[1] == "Nothing is ignored.\n"
    linkpulse("ignore", "missing", "--reason", "a joke", "--by", "ada")
    linkpulse("ignore", "owl", "--reason", "no birds", "--by", "bob", "--until", "2099-01-01")
    linkpulse("ignore", "bluefox", "--reason", "moving", "--by", "bob", "--until", "2020-01-01")
    said = linkpulse("ignore")[1]
    assert "1 link " in said
    assert "a joke (ada)" in said
    assert "matches nothing" in said
    assert "ended on 2020-01-01" in said


@pytest.mark.usefixtures("known")
def test_an_end_that_has_passed_lets_the_link_be_checked_again(linkpulse):
    said = linkpulse("ignore", "bluefox", "--reason", "moving", "--until", "2020-01-01")[1]
    assert said == "ignored bluefox: it ended on 2020-01-01\n"
    assert "2 links checked." in linkpulse("check", "--all")[1]


@pytest.mark.usefixtures("known")
def test_a_link_that_appears_later_is_ignored_too(linkpulse, home, site):
    linkpulse("ignore", "owl", "--reason", "no birds")
    (home / "list.md").write_text(LISTING_OF_PAGES.format(site) + f"* Owl: project page {site}/owl\n")
    assert "2 links checked." in linkpulse("check", "--all")[1]


@pytest.mark.usefixtures("known")
def test_ignoring_ends_on_demand(linkpulse):
    linkpulse("ignore", "missing", "--reason", "a joke")
    assert linkpulse("ignore", "missing", "--remove")[:2] == (0, "no longer ignored: missing\n")
    assert "missing/redfox" in linkpulse("report")[1]
    assert linkpulse("ignore", "missing", "--remove")[0] == 2


@pytest.mark.usefixtures("known")
def test_a_reason_is_asked_for(linkpulse):
    code, _, problem = linkpulse("ignore", "missing")
    assert code == 2
    assert "give a --reason: in a year nobody will remember it. See" in problem
