"""Which parts of a tree are papers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.listings.tree_records import records
from checks.listings.trees import Tree, leaves

RED, BLUE = "https://github.com/acme/redfox", "https://github.com/acme/bluefox"
FOX, OTHER = {"title": "Red Fox", "code": RED}, {"title": "Blue Fox", "code": BLUE}
PAPER = {"title": "Red Fox", "authors": ["A. Fox"], "abstract": "Foxes are red.", "code": RED}
SENTENCE = "A list of papers that somebody keeps, with a word or two about each one of them."


def called(tree: Tree) -> list[str]:
    """The titles of the records of a tree; the links of those that have none."""
    found = []
    for record in records(tree):
        told = dict(leaves(record.tree))
        title = told.get(("title",)) or told.get(("name",))
        found.append(title or (record.key if record.is_named else next(text for text in told.values() if "/" in text)))
    return found


BOTH = ["Red Fox", "Blue Fox"]


@pytest.mark.parametrize(
    "tree",
    [
        [FOX, OTHER],
        {"a": {"b": [FOX, OTHER]}},
        {"2601.00001": FOX, "2601.00002": OTHER},
        {"Red Fox": {"code": RED}, "Blue Fox": {"code": BLUE}},
        {"Red Fox": RED, "Blue Fox": [BLUE]},
        {"Vision": {"Red Fox": {"code": RED}}, "Sound": {"Blue Fox": {"code": BLUE}}},
        {"Vision": [FOX], "Sound": [OTHER]},
        [["title", "code"], ["Red Fox", RED], ["Blue Fox", BLUE]],
        [["Red Fox", RED], ["Blue Fox", BLUE]],
        {"columns": ["title", "code"], "index": [0, 1], "data": [["Red Fox", RED], ["Blue Fox", BLUE]]},
        {"title": ["Red Fox", "Blue Fox"], "code": [RED, BLUE]},
        {"title": {"0": "Red Fox", "1": "Blue Fox"}, "code": {"0": RED, "1": BLUE}},
        [{"title": "Vision", "papers": [FOX]}, {"title": "Sound", "papers": [OTHER]}],
        [{"title": "Vision", "url": "https://a.example", "papers": [FOX, OTHER]}],
        {"title": "Foxes", "authors": [{"name": "A. Fox"}], "items": [FOX, OTHER]},
        {"title": "Foxes", "description": SENTENCE, "list": [FOX, OTHER]},
        {"meta": {"title": "Foxes", "url": "https://a.example", "description": SENTENCE}, "papers": [FOX, OTHER]},
        {"areas": [{"id": 1, "name": "Vision", "description": SENTENCE}], "papers": [FOX, OTHER]},
        {"routes": [{"id": 1, "title": "Vision", "description": SENTENCE}], "papers": [FOX, OTHER]},
        {"authors": [{"name": "A. Fox", "url": "https://a.example"}], "papers": [FOX, OTHER]},
        {"tags": [{"name": "vision", "url": "https://a.example"}], "papers": [FOX, OTHER]},
        [FOX, {"title": "", "x": None}, OTHER, None, 3, "foxes"],
    ],
)
def test_papers_are_found_in_every_shape(tree: Tree):
    assert called(tree) == BOTH


@pytest.mark.parametrize(
    "more",
    [
        {"links": [{"title": "Code", "url": BLUE}, {"title": "Project page", "url": "https://a.example"}]},
        {"references": [OTHER, OTHER]},
        {"related_papers": [OTHER]},
        {"see": [OTHER, OTHER]},
        {"versions": [{"title": "Red Fox v1", "url": "https://a.example"}]},
        {"models": {"fox-7b": {"url": "https://a.example"}, "fox-1b": {"url": "https://b.example"}}},
        {"models": [{"name": "fox-7b", "url": "https://a.example"}]},
        {"results": [["foxes", 0.5, "https://a.example"]]},
        {"notes": ["- see https://a.example"]},
        {"venue": {"name": "FoxConf", "url": "https://a.example"}},
    ],
)
@pytest.mark.parametrize("wrap", [list, lambda papers: papers[0], lambda papers: {"papers": papers}])
def test_what_a_paper_holds_belongs_to_it(more: dict[str, Any], wrap: Any):
    (record,) = records(wrap([PAPER | more]))
    assert record.tree["title"] == "Red Fox"


def test_a_paper_without_a_title_is_kept_for_its_link():
    assert called([FOX, {"code": BLUE}]) == ["Red Fox", BLUE]


@pytest.mark.parametrize("tree", [[RED, BLUE], {"a": [RED], "b": {"c": [BLUE]}}, [{"url": RED}, {"url": BLUE}]])
def test_links_alone_are_read_one_by_one(tree: Tree):
    assert [leaves(record.tree)[0][1] for record in records(tree)] == [RED, BLUE]


def test_names_of_fields_are_no_titles():
    (record,) = records({"abstract": "Foxes.", "url": RED})
    assert not record.is_named


@pytest.mark.parametrize(
    "tree", [None, 3, True, [], {}, [[]], [None], {"a": 1}, [{"paper": "x"}], [{"name": "A. Fox"}]]
)
def test_where_no_paper_is_there_is_no_record(tree: Tree):
    assert list(records(tree)) == []


@pytest.mark.parametrize("levels", [200, 5000])
def test_depth_does_no_harm(levels: int):
    tree: Tree = [FOX]
    for _ in range(levels):
        tree = {"deeper": tree}
    assert len(list(records(tree))) == (levels == 200)


WORDS = st.sampled_from(["Red", "Blue", "Grey", "Arctic", "Swift"])
COMPLETE = st.builds(
    lambda word, number, more: {"title": f"{word} Fox {number}", "code": f"https://github.com/acme/fox{number}"} | more,
    WORDS,
    st.integers(0, 99),
    st.sampled_from([{}, {"year": 2024}, {"authors": ["A. Fox"]}, {"links": [["pdf", "https://a.example"]]}]),
)
SHAPES = st.sampled_from(
    [
        lambda papers: papers,
        lambda papers: {"meta": {"title": "Foxes"}, "papers": papers},
        lambda papers: {paper["title"]: {"code": paper["code"]} for paper in papers},
        lambda papers: [["title", "code"], *([paper["title"], paper["code"]] for paper in papers)],
        lambda papers: {"Foxes": [f"- **{paper['title']}** {paper['code']}" for paper in papers]},
        lambda papers: [{"title": "Vision", "papers": papers}],
    ]
)


@given(st.lists(COMPLETE, min_size=1, max_size=5, unique_by=lambda paper: paper["title"]), SHAPES)
def test_a_paper_more_changes_none_before_it(papers: list[dict[str, Any]], shape: Any):
    *before, _ = papers
    first = [leaves(record.tree) for record in records(shape(before))] if before else []
    assert [leaves(record.tree) for record in records(shape(papers))][: len(first)] == first


NAMES = st.sampled_from(["title", "name", "code", "links", "papers", "items", "paper", "data", "columns", "x"])
TEXTS = st.sampled_from([RED, "acme/redfox", "- x https://a.example", "Red Fox", ""])
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=25,
)


@given(TREES)
def test_no_tree_raises(tree: Tree):
    for record in records(tree):
        leaves(record.tree)
