"""The folder of a publication is whole or as it was, and nothing of anybody else is written over."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from checks.errors import DatabaseError, SettingsError
from db.store import Store
from monitor.publication import check_ours, publish

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "pulse.db"
    with Store.open(path) as store:
        store.save_listing("/home/me/list.md", "markdown", NOON)
    return path


def made_at(folder):
    return json.loads((folder / "publication.json").read_text())["made_at"]


def test_running_again_replaces_it_whole(database, tmp_path):
    folder = tmp_path / "site"
    publish(database, folder, [1], NOON)
    publish(database, folder, [1], LATER)
    assert made_at(folder) == "2026-04-21T12:00:00Z"
    assert not list(tmp_path.glob(".site*"))


def test_a_fault_leaves_what_stood_there(database, tmp_path):
    folder = tmp_path / "site"
    publish(database, folder, [1], NOON)
    (tmp_path / "poems.db").write_text("no database at all, but a text that is long enough to be taken for a header")
    for target in (folder, tmp_path / "fresh"):
        with pytest.raises(DatabaseError, match="is not a SQLite database"):
            publish(tmp_path / "poems.db", target, [1], LATER)
    assert made_at(folder) == "2026-04-20T12:00:00Z"
    assert not list(tmp_path.glob(".site*"))
    assert not (tmp_path / "fresh").exists()


def test_a_kill_between_the_two_is_mended_by_the_next(database, tmp_path):
    folder = tmp_path / "site"
    publish(database, folder, [1], NOON)
    folder.rename(tmp_path / ".site.old")
    (tmp_path / ".site.new").mkdir()
    with pytest.raises(DatabaseError, match="there is no such database"):
        publish(tmp_path / "none.db", folder, [1], LATER)
    assert made_at(folder) == "2026-04-20T12:00:00Z"
    assert not list(tmp_path.glob(".site*"))


def test_an_empty_folder_may_be_filled(database, tmp_path):
    (tmp_path / "site").mkdir()
    publish(database, tmp_path / "site", [1], NOON)
    assert made_at(tmp_path / "site")


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ({"photo.jpg": ""}, "holds photo.jpg, which no publication wrote"),
        ({"publication.json": "[]", "a": ""}, "holds a, which no publication wrote"),
        ({"publication.json": '{"program": "other", "files": ["a"]}', "a": ""}, "holds a, which"),
        ({"publication.json": '{"program": "linkpulse", "files": ["b"]}', "b": "", "fly.toml": ""}, "holds fly.toml"),
    ],
    ids=["theirs", "no mark", "another's mark", "something beside"],
)
def test_a_folder_that_is_not_ours_is_left_alone(tmp_path, held, said):
    folder = tmp_path / "site"
    folder.mkdir()
    for name, text in held.items():
        (folder / name).write_text(text)
    with pytest.raises(SettingsError, match=said):
        check_ours(folder)
    assert {one.name: one.read_text() for one in folder.iterdir()} == held


def test_a_file_and_a_folder_without_a_place_are_refused(tmp_path):
    (tmp_path / "site").write_text("a file")
    with pytest.raises(SettingsError, match="site: is a file; name a folder that is new"):
        check_ours(tmp_path / "site")
    with pytest.raises(SettingsError, match="there is no such folder to publish in"):
        check_ours(tmp_path / "nowhere" / "site")
