"""`follow`: a researcher waits for a few papers among many."""

import pytest

LINES = """* **Red Fox**: the code will be released at {0}/missing/redfox
* **Blue Fox** (https://arxiv.org/abs/2404.12345): the code will be released at {0}/missing/bluefox
"""


@pytest.fixture
def known(linkpulse, home, site):
    (home / "list.md").write_text(LINES.format(site))
    linkpulse("add", "list.md")
    linkpulse("check")
    return site


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("named", ["2404.12345", "Blue Fox", "blue", "{site}/missing/bluefox", "2"])
def test_a_paper_is_named_by_number_title_or_link(linkpulse, known, named):
    assert linkpulse("follow", named.format(site=known))[1] == "followed: Blue Fox\n"
    said = linkpulse("follow")[1]
    assert "Blue Fox" in said
    assert "Red Fox" not in said


@pytest.mark.usefixtures("online", "known")
def test_a_report_can_be_limited_to_what_is_followed(linkpulse):
    linkpulse("follow", "Blue Fox")
    assert "redfox" in linkpulse("report")[1]
    said = linkpulse("report", "--followed")[1]
    assert "bluefox" in said
    assert "redfox" not in said


@pytest.mark.usefixtures("online", "known")
def test_what_is_followed_no_more_is_in_no_list(linkpulse):
    linkpulse("follow", "Blue Fox")
    assert linkpulse("follow", "--remove", "Blue Fox")[1] == "no longer followed: Blue Fox\n"
    assert linkpulse("follow")[1] == "No paper is followed.\n"


@pytest.mark.usefixtures("online", "known")
def test_a_name_that_nothing_bears_is_said_so(linkpulse):
    code, _, problem = linkpulse("follow", "Owl")
    assert (code, problem) == (2, "linkpulse: Owl: no paper that is known\n")
