"""The GitHub Actions workflow, run step by step: history goes on from run to run, and one issue tells what is dead."""

import json
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing

import pytest

from tests.examples.workflow import Runner

KEEP, CHECK, TELL = "Keep the history", "Check what is due", "Update the one issue that tells of dead links"


@pytest.fixture
def runner(tmp_path):
    made = Runner(tmp_path)
    (made.work / "lists").mkdir()
    return made


def write(runner, *addresses, name="foxes.md"):
    lines = (f"* Fox {number}: project page {address}\n" for number, address in enumerate(addresses))
    (runner.work / "lists" / name).write_text("".join(lines))


def issues(runner):
    file = runner.state / "issues.json"
    return json.loads(file.read_text()) if file.exists() else []


def looks(runner, name="linkpulse.db"):
    """How many looks the kept database holds."""
    with closing(sqlite3.connect(runner.state / "releases" / "linkpulse" / name)) as database:
        return database.execute("select count(*) from checks").fetchone()[0]


def test_history_goes_on_from_run_to_run_and_one_issue_is_opened_kept_closed_and_opened_again(runner, site):
    alive, dead = f"{site}/redfox", f"{site}/missing/bluefox"
    write(runner, alive, dead)
    first = runner.run("watch")
    assert not first.failed, first.printed
    assert "The first run begins with an empty database." in first.printed
    assert looks(runner) == 2
    assert issues(runner) == []

    assert not runner.run("watch", days_later=2).failed
    assert (looks(runner), looks(runner, "previous.db")) == (4, 2)
    assert issues(runner) == [], "two looks are no proof"

    assert not runner.run("watch", days_later=4).failed
    [opened] = issues(runner)
    assert (opened["state"], opened["labels"]) == ("OPEN", ["linkpulse"])
    assert re.match(r"Last checked on \d{4}-\d\d-\d\d \d\d:\d\d UTC\.", opened["body"])
    assert dead in opened["body"]

    assert not runner.run("watch", days_later=5).failed
    [kept] = issues(runner)
    assert kept["state"] == "OPEN"
    assert (runner.state / "called").read_text().endswith("issue edit 1 --body-file issue.md\n")

    write(runner, alive)
    assert not runner.run("watch", days_later=6).failed
    [closed] = issues(runner)
    assert (closed["state"], closed["comments"]) == ("CLOSED", ["Nothing is dead any more."])
    assert dead not in closed["body"]

    write(runner, alive, dead)
    assert not runner.run("watch", days_later=7).failed
    [again] = issues(runner)
    assert again["state"] == "OPEN"
    assert dead in again["body"]


def test_a_check_that_fails_is_seen_and_what_it_judged_is_kept(runner, site):
    write(runner, f"{site}/redfox")
    runner.document["env"]["LISTS"] = "lists/*.md lists/nothing-like-that.md"
    done = runner.run("watch")
    assert (done.outcomes[CHECK], done.outcomes[KEEP], done.outcomes[TELL]) == ("failure", "success", "success")
    assert looks(runner) == 1


def test_a_list_that_was_deleted_is_watched_no_more(runner, site):
    write(runner, f"{site}/redfox")
    write(runner, f"{site}/missing/hare", name="hares.md")
    assert not runner.run("watch").failed
    (runner.work / "lists" / "hares.md").unlink()
    done = runner.run("watch", days_later=2)
    assert not done.failed, done.printed
    assert looks(runner) == 3


def test_history_that_cannot_be_fetched_is_not_replaced_by_an_empty_one(runner, site):
    write(runner, f"{site}/redfox")
    runner.run("watch")
    (runner.state / "fails").write_text("release download")
    done = runner.run("watch", days_later=2)
    assert done.outcomes["Fetch the history"] == "failure"
    assert {done.outcomes[name] for name in (CHECK, KEEP, TELL)} == {"skipped"}
    assert looks(runner) == 1


def test_an_upload_that_broke_off_loses_one_run_and_not_the_history(runner, site):
    write(runner, f"{site}/redfox")
    runner.run("watch")
    release = runner.state / "releases" / "linkpulse"
    (release / "linkpulse.db").rename(release / "previous.db")
    assert not runner.run("watch", days_later=2).failed
    assert looks(runner) == 2


def test_without_a_token_nothing_is_written(runner, site):
    write(runner, f"{site}/redfox")
    runner.expressions["github.token"] = ""
    done = runner.run("watch")
    assert done.failed
    assert not (runner.state / "releases").exists()


@pytest.fixture
def pull_request(tmp_path, site):
    """A checkout in which a pull request adds lines to a list; runs the workflow's job for it, without any token."""
    runner = Runner(tmp_path)
    git, known = shutil.which("git"), f"* Old Fox: project page {site}/missing/old\n"

    def call(*arguments):
        command = [git, "-C", runner.work, "-c", "user.name=ada", "-c", "user.email=ada@acme.test", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def run(added):
        (runner.work / "lists").mkdir()
        call("init", "--quiet")
        (runner.work / "lists" / "foxes.md").write_text(known)
        call("add", "."), call("commit", "--quiet", "-m", "base")
        (runner.work / "lists" / "foxes.md").write_text(known + added)
        runner.expressions = {"github.event.pull_request.base.sha": call("rev-parse", "HEAD")}
        return runner.run("added")

    return run


def test_a_pull_request_that_adds_a_broken_link_fails_and_is_annotated_at_its_line(pull_request, site):
    done = pull_request(f"* Red Fox: project page {site}/redfox\n* Blue Fox: project page {site}/missing/blue\n")
    assert done.failed
    assert "2 links checked" in done.printed
    assert re.search(r"::\w+ file=lists/foxes.md,line=3[,:]", done.printed), done.printed
    assert "missing/old" not in done.printed


def test_a_pull_request_that_adds_good_links_passes_whatever_was_broken_before(pull_request, site):
    done = pull_request(f"* Red Fox: project page {site}/redfox\n")
    assert not done.failed, done.printed
