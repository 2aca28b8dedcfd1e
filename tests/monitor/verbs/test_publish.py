"""`linkpulse publish`: which listings are shown, and what is said when there is nothing to show."""

import sqlite3

import pytest

from db.store import Store
from monitor.cli import now

SOURCES = ("/home/quagga/weekly.md", "/home/quagga/drafts/mine.md", "https://acme.example/list.md", "-")


@pytest.fixture
def read(home):
    with Store.open(home / "linkpulse.db") as store:
        for source in SOURCES:
            store.save_listing(source, "markdown", now())


def shown(home):
    connection = sqlite3.connect(home / "site" / "linkpulse.db")
    try:
        return [row[0] for row in connection.execute("select source from listings order by id")]
    finally:
        connection.close()


@pytest.mark.usefixtures("read")
@pytest.mark.parametrize(
    ("options", "names"),
    [
        ([], ["weekly.md", "mine.md", "https://acme.example/list.md"]),
        (["--without", "mine.md"], ["weekly.md", "https://acme.example/list.md"]),
        (["--without", "drafts/*", "--without", "https://acme.example/list.md"], ["weekly.md"]),
        (["--only", "weekly.md", "--only", "-"], ["weekly.md", "-"]),
        (["--only", "*.md", "--without", "/home/quagga/drafts/mine.md"], ["weekly.md", "https://acme.example/list.md"]),
    ],
    ids=["all but the pipe", "by name", "by pattern and address", "only", "both"],
)
def test_the_owner_says_which_listings_are_shown(linkpulse, home, options, names):
    code, out, err = linkpulse("publish", "site", *options)
    assert (code, err) == (0, "")
    assert shown(home) == names
    assert f"shown: {', '.join(names)}\n" in out
    assert "/home" not in out


@pytest.mark.usefixtures("read")
def test_what_is_left_out_is_said(linkpulse):
    out = linkpulse("publish", "site", "--without", "mine.md")[1]
    assert "published 0 papers, 0 links and 0 looks to site" in out
    assert "left out: mine.md, -\n" in out


@pytest.mark.usefixtures("read")
@pytest.mark.parametrize("option", ["--without", "--only"])
def test_a_name_that_means_no_listing_publishes_nothing(linkpulse, home, option):
    code, _, err = linkpulse("publish", "site", option, "mien.md")
    said = "linkpulse: mien.md: no listing has this name; `linkpulse listings` shows those that are known\n"
    assert (code, err) == (2, said)
    assert not (home / "site").exists()


@pytest.mark.usefixtures("read")
def test_without_any_listing_there_is_nothing_to_publish(linkpulse, home):
    code, _, err = linkpulse("publish", "site", "--without", "*")
    assert code == 2
    assert err.startswith("linkpulse: there is no listing to publish")
    assert not (home / "site").exists()


@pytest.mark.usefixtures("read")
def test_a_folder_of_somebody_else_is_one_line(linkpulse, home):
    code, _, err = linkpulse("publish", ".")
    assert code == 2
    assert "holds linkpulse.db" in err
    assert (home / "linkpulse.db").exists()
