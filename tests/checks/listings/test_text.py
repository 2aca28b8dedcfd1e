from datetime import date

from checks.listings import extract
from checks.model import Claim


def read(text):
    return extract(text.encode(), "notes.txt", as_format="text", read_on=date(2026, 4, 20)).entries


def test_a_paragraph_with_a_link_or_a_promise_is_an_entry():
    entries = read("Nothing.\n\nA fox. Code: https://github.com/acme/redfox\n\nWe will release the data.\n")
    assert [(entry.title, entry.claim) for entry in entries] == [
        ("A fox. Code: https://github.com/acme/redfox", Claim.RELEASED),
        ("We will release the data.", Claim.PROMISED),
    ]


def test_a_short_paragraph_before_it_is_its_title():
    (entry,) = read("RedFox: A Fox\n\nWe run fast. Code: https://github.com/acme/redfox\n")
    assert entry.title == "RedFox: A Fox"


def test_lines_that_all_hold_links_are_entries_of_their_own():
    entries = read("RedFox https://github.com/acme/redfox\nBlueFox https://github.com/acme/bluefox\n")
    assert [len(entry.mentions) for entry in entries] == [1, 1]


def test_a_wrapped_paragraph_is_one_entry():
    (entry,) = read("We run fast, see\nhttps://github.com/acme/redfox for the\ncode.\n")
    (mention,) = entry.mentions
    assert (mention.place.line, mention.place.column) == (2, 1)


def test_long_titles_are_cut_at_a_word():
    (entry,) = read("fox " * 100 + "https://github.com/acme/redfox")
    assert entry.title.endswith("fox…")
    assert len(entry.title) <= 200
