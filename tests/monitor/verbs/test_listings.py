"""`add`, `remove` and `listings`: what is read again at every check."""

import pytest


@pytest.mark.usefixtures("online")
def test_an_added_listing_is_read_again_at_every_check(linkpulse, home, site):
    (home / "list.md").write_text(f"* Red Fox: project page {site}/redfox\n")
    assert linkpulse("add", "list.md")[1] == "added list.md (markdown): 1 entries, 1 links, 1 new\n"
    (home / "list.md").write_text(f"* Red Fox: project page {site}/redfox\n* Blue Fox: project page {site}/bluefox\n")
    assert "2 links checked." in linkpulse("check")[1]


@pytest.mark.usefixtures("online")
def test_a_removed_listing_is_watched_no_more(linkpulse, home, site):
    (home / "list.md").write_text(f"* Red Fox: project page {site}/redfox\n")
    linkpulse("add", "list.md")
    assert linkpulse("remove", "list.md")[0] == 0
    assert "Nothing is due" in linkpulse("check", "--all")[1]
    assert linkpulse("remove", "list.md")[0] == 2


@pytest.mark.usefixtures("online")
def test_listings_says_what_has_become_of_each(linkpulse, home, site):
    (home / "list.md").write_text(f"* Red Fox: project page {site}/redfox\n")
    linkpulse("check", "list.md")
    assert "list.md" in linkpulse("listings")[1]


@pytest.mark.usefixtures("online")
def test_listings_whose_files_are_gone_are_removed_without_naming_them(linkpulse, home, site):
    for name in ("foxes.md", "hares.md"):
        (home / name).write_text(f"* {name}: project page {site}/{name}\n")
        linkpulse("add", name)
    (home / "hares.md").unlink()
    assert linkpulse("check")[0] == 2
    code, out, _ = linkpulse("remove", "--missing")
    assert (code, out) == (0, f"removed {home / 'hares.md'}\n")
    assert linkpulse("remove", "--missing")[:2] == (0, "")
    assert linkpulse("check")[0] == 0


def test_removing_nothing_is_no_command(linkpulse):
    assert linkpulse("remove")[0] == 2
