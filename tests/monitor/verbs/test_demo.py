"""`demo`: the whole job offline, and the second run a day later."""

import pytest

ONE_OF_EACH = {
    "ferrostack/rivet": ("Up since", "code present"),
    "northpine/snowdrift": ("code placeholder",),
    "hollowoak/barkbench": ("code placeholder",),
    "kitefield/updraft": ("code empty",),
    "ferrostack/anvil-rl": ("Up since", "flags archived"),
    "mossgate/fernnet": ("It has moved to https://github.com/mossgate/fern-networks",),
    "mossgate/lichen": ("Dead since", "(replaced)", "flags replaced"),
    "saltmarsh/heronet": ("Withheld since", "legal block"),
    "papercrane/fold-and-tell": ("never seen answering", "not public"),
    "https://huggingface.co/hollowoak/acorn-7b": ("Up since", "flags gated"),
    "https://huggingface.co/spaces/quillworks/inkwell": ("Up since", "app.py"),
}
"""What `show` says of one repository of each kind; a space that sleeps wakes for visitors, so it is simply up."""


@pytest.fixture
def database(home):
    return home / "linkpulse-demo.db"


def test_the_demo_plays_four_weeks_and_then_today(linkpulse, database, monkeypatch):
    monkeypatch.setenv("GITHUB_TOKEN", "must-not-be-used")
    code, out, _ = linkpulse("demo", "--no-serve")
    assert code == 0
    assert database.exists()
    assert "47 links" in out
    assert "Try next" in out

    code, out, _ = linkpulse("demo", "--no-serve")
    changes = [line.split()[:2] for line in out.partition("Changes")[2].splitlines() if line.startswith("  ")]
    assert code == 0
    assert ["released", "lanternlab/redfox"] in changes
    assert ["died", "orchard-vision.github.io/russet"] in changes
    assert ["revived", "glasswing.example/moth-grasp"] in changes
    assert ["moved", "mossgate/fernnet"] in changes

    out = linkpulse("--db", str(database), "show", "lanternlab/redfox")[1]
    assert "code_released  placeholder  present" in out
    out = linkpulse("--db", str(database), "report")[1]
    assert "Promised, overdue (3)" in out
    for name, says in ONE_OF_EACH.items():
        shown = " ".join(linkpulse("--db", str(database), "show", name)[1].split())
        assert [word for word in says if word not in shown] == [], (name, shown)
