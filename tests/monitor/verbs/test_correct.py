"""`correct`: people know better, and it shows."""

import json

import pytest


@pytest.fixture
def page(known, site):  # noqa: ARG001 - what was checked
    """A page that was looked at and never answered."""
    return f"{site}/missing/redfox"


def test_a_link_that_people_know_to_work_is_in_no_list_of_troubles(linkpulse, page):
    assert page.split("//")[1] in linkpulse("report")[1]
    said = linkpulse("correct", page, "health=up", "--reason", "works in my browser", "--by", "ada")[1]
    assert said == f"corrected {page}: health is up; the machine says suspect\n"
    assert page.split("//")[1] not in linkpulse("report")[1]
    assert linkpulse("check", "--all", "--fail-on", "suspect")[0] == 0
    assert "works in my browser (ada)" in linkpulse("correct")[1]


def test_show_says_what_people_say_beside_what_the_machine_says(linkpulse, page):
    linkpulse("correct", page, "health=up", "--reason", "works in my browser", "--by", "ada")
    out = linkpulse("show", page)[1]
    assert "ada says that its health is up, not suspect: works in my browser" in out
    assert "Suspect since" in out
    assert json.loads(linkpulse("show", page, "--format", "json")[1])["corrections"][0]["machine"] == "suspect"


def test_a_paper_takes_the_status_that_people_give_it_at_once(linkpulse, page):
    assert (
        "status is released; the machine says "
        in linkpulse("correct", page, "status=released", "--reason", "by mail")[1]
    )
    assert json.loads(linkpulse("report", "--format", "json")[1])["unreleased"] == []


def test_a_correction_whose_end_has_passed_is_named_at_once(linkpulse, page):
    said = linkpulse("correct", page, "health=up", "--reason", "seen", "--until", "2020-01-01")[1]
    assert said.endswith("health is up; it ended on 2020-01-01\n")


def test_what_is_taken_back_counts_no_more(linkpulse, page):
    linkpulse("correct", page, "health=up", "--reason", "works in my browser")
    code, out, _ = linkpulse("correct", page, "health", "--remove")
    assert (code, out) == (0, f"the machine's word counts again: health of {page}\n")
    assert page.split("//")[1] in linkpulse("report")[1]
    assert linkpulse("correct", page, "health", "--remove")[0] == 2
    assert linkpulse("correct")[1] == "Nothing is corrected.\n"


def test_a_file_of_corrections_counts_in_every_check_and_what_comes_to_nothing_is_named(linkpulse, page, home):
    (home / "mine.toml").write_text(
        f'[[correct]]\nof = "{page}"\nhealth = "up"\nreason = "works"\n\n'
        '[[ignore]]\npattern = "owl"\nreason = "no birds"\n\n'
        f'[[correct]]\nof = "{page}"\nstatus = "released"\nreason = "old"\nuntil = 2020-01-01\n'
    )
    code, out, _ = linkpulse("check", "--all", "--corrections", "mine.toml", "--fail-on", "suspect")
    assert code == 0
    assert "owl: matches nothing" in out
    assert f"{page} status=released: ended on 2020-01-01" in out
    assert "owl" not in linkpulse("check", "--quiet", "--corrections", "mine.toml")[1]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["acme/redfox"], "as FIELD=VALUE"),
        (["acme/redfox", "health=up"], "give a --reason"),
        (["acme/redfox", "colour=red", "--reason", "x"], "there is no field 'colour'"),
    ],
)
def test_what_cannot_be_corrected_is_one_line(linkpulse, arguments, complaint):
    code, _, problem = linkpulse("correct", *arguments)
    assert code == 2
    assert complaint in problem
    assert len(problem.splitlines()) == 1


@pytest.mark.usefixtures("known")
def test_a_file_that_cannot_be_read_stops_before_anything_is_asked(linkpulse, home):
    (home / "mine.toml").write_text("[[correct]]\n")
    code, out, problem = linkpulse("check", "--corrections", "mine.toml")
    assert (code, out) == (2, "")
    assert problem == "linkpulse: mine.toml: [[correct]] number 1: needs of and reason\n"
