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
