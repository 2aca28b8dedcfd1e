"""Help: every verb has one, with an example."""

import pytest

from monitor.cli import VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(linkpulse, verb):
    code, out, _ = linkpulse(verb, "--help")
    assert code == 0
    assert "Example" in out


def test_help_names_every_verb(linkpulse):
    _, out, _ = linkpulse("--help")
    assert all(verb in out for verb in VERBS)


def test_a_mistake_of_ours_is_told_whole_and_is_none_of_the_other_exit_codes(linkpulse, monkeypatch):
    def slip(*_, **__):
        raise RuntimeError("a slip")

    monkeypatch.setattr("monitor.verbs.report.settings_of", slip)
    code, _, err = linkpulse("report")
    assert code == 70
    assert "RuntimeError: a slip" in err
    assert err.splitlines()[-1].startswith("linkpulse: a mistake of ours")


@pytest.mark.parametrize("verb", [["extract"], ["add"], ["check"], ["show"], ["follow"], ["remove"]])
def test_a_name_that_is_no_text_is_one_line(linkpulse, verb):
    code, _, err = linkpulse(*verb, "caf\udce9.md")
    assert code == 2
    assert len(err.splitlines()) == 1
    assert "no UTF-8" in err


def test_an_unknown_verb_is_a_usage_error(linkpulse):
    code, _, err = linkpulse("chekc")
    assert code == 2
    assert err.startswith("linkpulse: No such command 'chekc'")
    assert len(err.splitlines()) == 1
