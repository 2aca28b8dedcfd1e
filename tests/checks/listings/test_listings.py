"""What holds for every format; what is special to one stands in a file of its own."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checks.errors import ListingError
from checks.listings import LISTINGS, Extraction, extract

READ_ON = date(2026, 4, 20)
ALL_FORMATS = ", ".join(known.name for known in LISTINGS)
NAMES = ["list.txt", "list.md", "list.json", "list", "https://a.example/list?x=1", "-"]
SNIPPETS = [
    *(
        "[a](https://github.com/acme/redfox)",
        "- ",
        "\n",
        "\n\n",
        "|",
        "|--|--|",
        "# ",
        "**",
        "<a href=",
        "<li>",
        "<!--",
    ),
    *("<!--", "![", "`", "https://", "Code will be released.", "[1]: ", "\t", "> ", "&amp;", "\\_"),
    *("·\n", "Mar 3", "  • 3 authors", '{"paper": {', '"title": "'),
]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.md", "text", "markdown"),
        ("a.txt", "- [Fox](https://a.example)", "markdown"),
        ("a.txt", "Fox, https://a.example", "text"),
        ("a.csv", "[Fox](https://a.example)", "text"),
        ("a.txt", "Fox\n\nWe run.\n\n  • 3 authors\n·\nMar 3, 2026\n", "daily-papers"),
        ("a.json", '[{"paper": {"title": "Fox"}}]', "huggingface-json"),
        ("a.json", '{"foxes": 3}', "json"),
        ("https://a.example/api?date=x", '[{"paper": {"title": "Fox"}}]', "huggingface-json"),
    ],
)
def test_formats_are_recognised_by_name_and_content(name, content, expected):
    assert extract(content.encode(), name, read_on=READ_ON).format == expected


def test_a_format_may_be_forced():
    assert extract(b"- [Fox](https://a.example)", "a.md", as_format="text", read_on=READ_ON).format == "text"


def test_names_of_formats_are_unique_and_plain_text_is_asked_last():
    names = [known.name for known in LISTINGS]
    assert len(set(names)) == len(names)
    assert names[-1] == "text"


def test_a_listing_without_links_is_fine():
    assert extract(b"Nothing here.", "a.txt", read_on=READ_ON) == Extraction("text", ())


def test_entries_are_numbered_in_order():
    entries = extract(b"- [A](https://a.example)\n- [B](https://b.example)\n", "a.md", read_on=READ_ON).entries
    assert [(entry.position, entry.title) for entry in entries] == [(1, "A"), (2, "B")]


@pytest.mark.parametrize(
    ("content", "name", "as_format", "message"),
    [
        (b"", "a.txt", None, "a.txt: is empty; give it at least one entry"),
        (b" \n\t\n", "a.md", None, "a.md: is empty; give it at least one entry"),
        (b"\x89PNG\r\n\0\0", "a.png", None, "a.png: is binary, not text; listings are text, Markdown or JSON"),
        (b'[\n  {"paper":\n', "a.json", None, "a.json:3: is no JSON: Expecting value; mend it"),
        (b"[" * 100_000, "a.json", None, "a.json: is JSON that nobody can read: too deep, or a number too long"),
        (b"x", "a.txt", "huggingface-json", "a.txt:1: is no JSON: Expecting value; mend it"),
        (b"x", "a.txt", "odt", f"a.txt: there is no format 'odt'; the formats are {ALL_FORMATS}"),
    ],
    ids=["empty", "blank", "binary", "bad json", "deep json", "forced json", "unknown format"],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_one_line(content, name, as_format, message):
    with pytest.raises(ListingError) as problem:
        extract(content, name, as_format=as_format, read_on=READ_ON)
    assert str(problem.value) == message


@given(st.binary(), st.sampled_from(NAMES))
@example(b"\xff\xfe\x00\xd8", "list.txt")
@example(b"\xef\xbb\xbf", "list.txt")
@settings(deadline=None)
def test_no_bytes_raise_anything_but_a_listing_error(content, name):
    try:
        extract(content, name, read_on=READ_ON)
    except ListingError:
        return


@given(st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=5)).map("".join), st.sampled_from(LISTINGS))
@settings(deadline=None)
def test_every_format_reads_any_text_and_places_links_inside_it(text, known):
    try:
        entries = extract(text.encode(), "list.txt", as_format=known.name, read_on=READ_ON).entries
    except ListingError:
        return
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for place in (mention.place for entry in entries for mention in entry.mentions):
        assert place.line is not None
        assert place.column is not None
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
