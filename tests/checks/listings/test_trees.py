"""What stands in a record, with the names that lead to it."""

import pytest

from checks.listings.trees import DEEPEST, Repeated, Tree, leaves

CODE = "https://github.com/acme/redfox"


@pytest.mark.parametrize(
    "links",
    [
        {"code": CODE},
        [["code", CODE]],
        [["code", CODE, 12]],
        [{"code": CODE}],
        [{"type": "code", "url": CODE}],
        [{"label": "code", "href": CODE, "stars": None}],
        [{"type": "link", "title": "code", "link": CODE}],
        {"first": {"name": "code", "URL": CODE}},
    ],
)
def test_a_link_is_named_by_what_stands_beside_it(links: Tree):
    (leaf,) = [leaf for leaf in leaves({"links": links}) if leaf[1] == CODE]
    assert (leaf[0][0], leaf[0][-1]) == ("links", "code")


@pytest.mark.parametrize(
    "record",
    [
        {"title": "Red Fox", "code": CODE},
        {"paper": {"title": "Red Fox", "code": CODE}},
        {"content": {"title": {"value": "Red Fox"}, "code": {"value": CODE}}},
        {"title": {"rendered": "Red Fox"}, "code": CODE},
        {"title": ["Red Fox"], "code": [CODE]},
        {"title": "Red Fox", "paper": {"title": "Red Fox", "code": CODE}, "code": CODE},
    ],
)
def test_wrappings_name_nothing(record: Tree):
    assert [leaf for leaf in leaves(record) if leaf[1] == CODE] == [(("code",), CODE)]
    assert (("title",), "Red Fox") in leaves(record)


def test_a_journal_is_not_taken_for_its_paper():
    found = leaves({"publication": {"title": "Fox Letters"}, "title": "Red Fox"})
    assert (("publication", "title"), "Fox Letters") in found


@pytest.mark.parametrize(
    "authors",
    [
        ["A. Fox", "B. Fox"],
        [{"name": "A. Fox", "_id": "71", "affiliation": "Den"}, {"name": "B. Fox", "hidden": False}],
        [{"given": "A.", "family": "Fox", "sequence": "first"}, {"given": "B.", "family": "Fox"}],
        [["A. Fox", "https://a.example.org"], ["B. Fox", "https://b.example.org"]],
        {"value": ["A. Fox", "B. Fox"]},
    ],
)
def test_each_person_is_told_once(authors: Tree):
    assert len([text for _, text in leaves({"authors": authors}) if "://" not in text]) == 2


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ({"year": 2024}, "2024"),
        ({"year": 2024.0}, "2024"),
        ({"published": 1_776_643_200}, "2026-04-20"),
        ({"created_at": 1_776_643_200_000}, "2026-04-20"),
        ({"stars": 1_776_643_200}, "1776643200"),
        ({"is_official": False}, "false"),
        ({"issued": {"date-parts": [[2026, 4, 20]]}}, "2026-04-20"),
    ],
)
def test_numbers_are_read_as_what_they_stand_for(field: Tree, expected: str):
    assert [text for _, text in leaves(field)] == [expected]


def test_what_is_said_twice_counts_once():
    record = {"summary": "Foxes are red, and they run at night.", "paper": {"title": "Red Fox"}}
    record["paper"]["summary"] = record["summary"]
    assert [path for path, text in leaves(record) if text == record["summary"]] == [("summary",)]


def test_a_name_given_twice_counts_twice():
    assert leaves(Repeated([("code", CODE), ("code", f"{CODE}2")])) == [(("code",), CODE), (("code",), f"{CODE}2")]


def test_depth_without_end_and_odd_values_do_no_harm():
    tree: Tree = CODE
    for _ in range(2 * DEEPEST):
        tree = [tree]
    assert leaves({"deep": tree, "odd": (1, 2), "names": {3: "x"}}) == [(("names", "3"), "x")]
