"""Repositories on single days."""

from monitor.demo.atlas import World
from monitor.demo.cast import Access, Growth, Repository
from monitor.demo.moment import now_of

FOX = Repository(
    "acme/redfox",
    Growth(16),
    files={5: ("train.py",)},
    readme={-9: "Soon.", 5: "Usage."},
    access={-9: Access.PUBLIC, 20: Access.ARCHIVED},
    names={7: "acme/greyfox"},
    pushes=(6,),
)


def test_a_readme_is_a_file_like_any_other():
    assert now_of(FOX, 0).files == ("README.md",)
    assert now_of(FOX, 5).files == ("README.md", "train.py")


def test_a_push_changes_the_head_and_nothing_else_does():
    heads = [now_of(FOX, day).head_oid for day in (0, 4, 5, 6, 19, 20)]
    assert heads[0] == heads[1] != heads[2] != heads[3] == heads[4] == heads[5]


def test_the_last_push_is_remembered():
    assert [now_of(FOX, day).pushed_day for day in (0, 5, 30)] == [-9, 5, 6]


def test_a_new_name_leaves_the_identity_alone():
    before, after = now_of(FOX, 6), now_of(FOX, 7)
    assert (before.name, after.name) == ("acme/redfox", "acme/greyfox")
    assert (before.number, before.node_id) == (after.number, after.node_id)


def test_an_archived_repository_knows_since_when():
    assert [now_of(FOX, day).archived_day for day in (19, 20, 28)] == [None, 20, 20]


def test_nothing_pushed_means_empty_without_a_head():
    now = now_of(Repository("acme/void", Growth(0)), 3)
    assert now.empty
    assert now.head_oid is None


def test_a_readme_is_written_in_no_language():
    assert [now_of(FOX, day).language for day in (0, 5)] == [None, "Python"]


def test_the_number_fits_into_what_graphql_calls_an_int():
    assert 0 <= now_of(FOX, 0).number < 2**31


def test_a_name_that_somebody_else_takes_has_another_identity():
    row = Repository("acme/redfox", Growth(1), replaced=5)
    before, after = now_of(row, 4), now_of(row, 5)
    assert before.name == after.name
    assert before.node_id != after.node_id
    world = World((row,))
    assert world.numbered(before.number, 4) == before
    assert world.numbered(before.number, 5) is None
    assert world.numbered(after.number, 5) == after
