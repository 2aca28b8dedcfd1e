"""BibTeX: an entry for each reference, and a word for each that cannot be read."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.errors import ListingError
from checks.listings import Extraction, extract
from checks.model import Claim

READ_ON = date(2026, 4, 20)


def read(text: str, name: str = "refs.bib") -> Extraction:
    return extract(text.encode(), name, read_on=READ_ON)


def test_a_reference_is_an_entry():
    (entry,) = read(
        '@article{fox, title = {{Red} Fox: {\\"U}ber $\\alpha$}, author = {Fox, A. and Fox, B. and others},\n'
        "  year = 2024, month = mar, eprint = {2403.00001}, code = {https://github.com/acme/redfox}}\n"
    ).entries
    assert (entry.title, entry.date, entry.authors, entry.arxiv_id, entry.claim) == (
        "Red Fox: Über \u03b1", date(2024, 3, 31), 2, "2403.00001", Claim.RELEASED,
    )  # fmt: skip
    assert (entry.mentions[0].place.line, entry.mentions[0].place.column) == (2, 60)


@pytest.mark.parametrize(
    "note",
    [
        r"Code: https://github.com/acme/red{\_}fox",
        r"Code: \url{https://github.com/acme/red\_fox}",
        r"Code: \href{https://github.com/acme/red\_fox}{https://github.com/acme/red\_fox}.",
    ],
)
def test_escapes_of_latex_are_undone_in_links(note: str):
    (entry,) = read(f"@misc{{fox, title = {{Fox}}, note = {{{note}}}}}").entries
    assert {mention.url for mention in entry.mentions} == {"https://github.com/acme/red_fox"}


def test_a_promise_in_a_note_counts():
    (entry,) = read("@misc{fox, title = {Fox}, note = {Code will be released upon acceptance.}}").entries
    assert [mention.claim for mention in entry.mentions] == [Claim.PROMISED]


def test_strings_comments_and_preambles_are_no_entries():
    text = '@string{fc = "FoxConf"}\n@comment{title = {No}}\n@preamble{"x"}\n@misc{fox, title = {Fox}, journal = fc}\n'
    assert [entry.title for entry in read(text).entries] == ["Fox"]


def test_a_key_that_stands_twice_loses_neither_entry():
    found = read("@misc{fox, title = {Red Fox}}\n@misc{fox, title = {Blue Fox}}\n")
    assert ([entry.title for entry in found.entries], found.problems) == (["Red Fox", "Blue Fox"], ())


def test_a_broken_entry_is_named_and_the_others_are_kept():
    found = read("@misc{a, title = {Red Fox}}\n@misc{b, title = {Broken\n@misc{c, title = {Blue Fox}}\n")
    assert [entry.title for entry in found.entries] == ["Red Fox", "Blue Fox"]
    assert [str(problem).partition(" an entry")[0] for problem in found.problems] == ["refs.bib:2:"]


def test_it_is_recognised_without_its_name():
    assert read("@misc{fox, title = {Fox}}", "-").format == "bibtex"


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(data: bytes):
    with suppress(ListingError):
        extract(b"@misc{" + data, "refs", as_format="bibtex", read_on=READ_ON)


NAMES = st.lists(st.sampled_from(["Red", "Blue", "Grey"]), min_size=1, max_size=4)


@given(NAMES)
def test_an_entry_more_changes_none_before_it(names: list[str]):
    text = "".join(f"@misc{{k{n}, title = {{{name} Fox}}, code = {{acme/{name}}}}}\n" for n, name in enumerate(names))
    assert read(text + "@misc{last, title = {Last Fox}}\n").entries[: len(names)] == read(text).entries


@pytest.mark.parametrize(
    "text", ["@misc{a, title = {" + "{" * 1_000_000, "@misc{a, title = {" + "x" * 1_000_000 + "}}"]
)
def test_hostile_braces_take_no_time(text: str):
    read(text)
