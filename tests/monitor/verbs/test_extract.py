"""`extract`: what a listing holds, and one clear line for what cannot be read."""

import json
import subprocess
import sys

import pytest


def test_extract_prints_one_object_for_each_entry(linkpulse, listing):
    code, out, _ = linkpulse("extract", listing, "--format", "json")
    entries = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [entry["claim"] for entry in entries] == ["released", "promised"]
    mention = entries[1]["mentions"][0]
    assert mention["target"] == {
        "kind": "repo",
        "forge": "github",
        "name": "acme/bluefox",
        "url": "https://github.com/acme/bluefox",
    }
    assert (mention["file"], mention["line"], mention["column"]) == ("list.md", 4, 47)
    assert {"position", "title", "date", "authors", "organization", "claim", "mentions"} <= set(entries[0])


MIXED = """# Foxes of https://github.com/acme/foxes

- [Red](https://github.com/acme/redfox), [paper](https://arxiv.org/abs/2604.00001)
"""


def test_json_names_what_is_not_watched_too(linkpulse, home):
    (home / "foxes.md").write_text(MIXED)
    _, out, _ = linkpulse("extract", "foxes.md", "--format", "json")
    red, nobody = [json.loads(line) for line in out.splitlines()]
    assert [(one["target"]["kind"], one["watched"]) for one in red["mentions"]] == [("repo", True), ("paper", False)]
    assert (nobody["position"], nobody["title"]) == (None, None)
    assert [(one["target"]["name"], one["watched"]) for one in nobody["mentions"]] == [("acme/foxes", False)]
    _, out, _ = linkpulse("extract", "foxes.md", "--format", "json", "--include", "paper")
    assert all(one["watched"] for one in json.loads(out.splitlines()[0])["mentions"])


def test_the_table_says_how_much_is_not_watched(linkpulse, home):
    (home / "foxes.md").write_text(MIXED)
    _, out, _ = linkpulse("extract", "foxes.md")
    assert out.endswith("1 entries, 1 links, read as markdown\nNot watched: 1 paper, 1 outside of all entries\n")


def test_extract_reads_standard_input(home, listing):
    command = [sys.executable, "-m", "monitor", "extract", "-", "--format", "json"]
    done = subprocess.run(
        command, input=(home / listing).read_text(), capture_output=True, text=True, check=True, cwd=home
    )
    assert len(done.stdout.splitlines()) == 2


def test_extract_stores_nothing(linkpulse, listing, home):
    linkpulse("extract", listing)
    assert sorted(path.name for path in home.iterdir()) == ["list.md"]


def test_a_listing_without_links_is_fine(linkpulse, home):
    (home / "plain.txt").write_text("Nothing to see here.\n")
    assert linkpulse("extract", "plain.txt")[0] == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.md", b""),
        ("photo.md", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00" * 20),
        ("papers.json", b'{"title": "Red Fox", '),
    ],
)
def test_what_cannot_be_read_is_one_line_and_the_others_are_done(linkpulse, listing, home, name, content):
    (home / name).write_bytes(content)
    code, out, err = linkpulse("extract", name, listing, "--format", "json")
    assert code == 2
    assert len(out.splitlines()) == 2
    assert len(err.splitlines()) == 1
    assert err.startswith(f"linkpulse: {name}:")


def test_a_missing_file_is_named(linkpulse):
    code, _, err = linkpulse("extract", "nowhere.md")
    assert (code, err) == (
        2,
        "linkpulse: nowhere.md: there is no such file; name a file, a folder, a pattern, a URL, a paper or -\n",
    )


def test_a_private_address_is_not_read(linkpulse):
    code, _, err = linkpulse("extract", "http://127.0.0.1:9/list.md")
    problem = "is no public web address; --allow-address lets it be read"
    assert (code, err) == (2, f"linkpulse: http://127.0.0.1:9/list.md: {problem}\n")


def test_an_unknown_format_names_the_known_ones(linkpulse, listing):
    code, _, err = linkpulse("extract", listing, "--as", "papyrus")
    assert code == 2
    assert "markdown" in err


def test_an_entry_that_cannot_be_read_is_named_and_the_others_are_printed(linkpulse, home):
    (home / "refs.bib").write_text(
        "@misc{a, title = {Red Fox}}\n@misc{b, title = {Broken\n@misc{c, title = {Blue Fox}}\n"
    )
    code, out, err = linkpulse("extract", "refs.bib")
    assert code == 2
    assert "Red Fox" in out
    assert "Blue Fox" in out
    assert err.startswith("linkpulse: refs.bib:2: an entry cannot be read")
    assert err.count("\n") == 1
