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


def test_an_unknown_verb_is_a_usage_error(linkpulse):
    code, _, err = linkpulse("chekc")
    assert code == 2
    assert err.startswith("linkpulse: No such command 'chekc'")
    assert len(err.splitlines()) == 1
