import json

import pytest

from benchmarks.holdings import labelled, seen_files, tables
from checks.model import CodeState

PARTLY = "Training code and weights will be released soon."


def line(label, text, files, **more):
    return json.dumps({"label": label, "text": text, "files": files} | more)


@pytest.mark.parametrize(
    ("files", "seen"),
    [
        (["README.md", "train.py", "src/net.py"], ["README.md", "src/", "train.py"]),
        (["README.md", "fox/net.py", "fox/tails/red.py"], ["README.md", "fox/", "fox/net.py", "fox/tails/"]),
        (["a/1.png", "b/2.png", "c/net.py"], ["a/", "b/", "c/", "a/1.png", "b/2.png"]),
        ([], []),
    ],
    ids=["a root that tells", "a folder that may hold code", "no more than two folders", "nothing"],
)
def test_github_shows_the_root_and_what_is_looked_into(files, seen):
    assert seen_files("# Fox", files) == seen


def test_states_are_compared_with_labels():
    items = list(
        labelled(
            [
                line("released", "# Fox", ["README.md", "train.py"], id="fox"),
                line("partial", PARTLY, ["README.md", "demo.py"]),
                line("placeholder", "", []),
                "",
                line("placeholder", "# Fox", ["README.md", "train.py"], id="wrong"),
            ]
        )
    )
    assert [(item.name, item.by_all) for item in items] == [
        ("fox", CodeState.PRESENT),
        ("2", CodeState.PARTIAL),
        ("3", CodeState.PLACEHOLDER),
        ("wrong", CodeState.PRESENT),
    ]
    whole, asked = tables("foxes", items)
    assert whole.rows == (
        ("present", "1", "0.500", "1.000", "0.667", ""),
        ("partial", "1", "1.000", "1.000", "1.000", ""),
        ("placeholder", "2", "1.000", "0.500", "0.667", "1 present"),
    )
    assert whole.notes == ("3 of 4 right. Macro F1 0.7778; to reach: 0.90.",)
    assert whole.details == asked.details == ("wrong: present, not placeholder",)
