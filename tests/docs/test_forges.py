"""The page about forges names each of them, and its costs and words are those of the code."""

import re
from pathlib import Path

import pytest

from checks.forges import FORGES
from checks.forges.github_plan import FOLDERS, PATIENCE, TOPS
from checks.forges.github_queries import READMES, Depth
from checks.forges.rest import Interface
from checks.model import CodeState, Flag, ForgeName, Health, Reason, Signal

PAGE = (Path(__file__).parents[2] / "docs" / "forges.md").read_text(encoding="utf-8")
CELLS = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| .*\|$", PAGE, re.MULTILINE)
ROWS = {name: (new, known) for name, new, known in CELLS}
CALLED = {
    ForgeName.GITLAB: "GitLab",
    ForgeName.CODEBERG: "Codeberg, gitea.com",
    ForgeName.GITEA: "Codeberg, gitea.com",
    ForgeName.HUGGINGFACE: "Hugging Face",
    ForgeName.ZENODO: "Zenodo",
    ForgeName.BITBUCKET: "Bitbucket",
    ForgeName.GITEE: "Gitee",
}
NOTHING = Interface(record=lambda link: link.url, facts=lambda _record, _link: None)
WITH_INTERFACE = [forge for forge in FORGES if forge.interface]


@pytest.mark.parametrize("forge", WITH_INTERFACE, ids=lambda forge: forge.name)
def test_a_new_repository_costs_a_request_for_each_thing_that_is_asked(forge):
    told = (forge.interface.listing, forge.interface.readme)
    more = sum(asked is not nothing for asked, nothing in zip(told, (NOTHING.listing, NOTHING.readme), strict=True))
    assert ROWS[CALLED[forge.name]] == (str(1 + more), "1")


def test_every_forge_has_its_row_and_its_section():
    assert {forge.name for forge in FORGES} == {*CALLED, ForgeName.GITHUB}
    assert all(f"\n## {name.partition(',')[0]}" in PAGE for name in CALLED.values())


def test_githubs_figures_are_those_that_are_used():
    assert ROWS["GitHub, with a token"] == (f"1/{TOPS[Depth.FULL]}", f"1/{TOPS[Depth.POLL]}")
    assert f"{TOPS[Depth.FULL]} that are new (everything), {TOPS[Depth.POLL]} that are known" in PAGE
    assert f"{TOPS[Depth.DEEPER]} at a time where the root" in PAGE
    assert (FOLDERS, PATIENCE) == (2, 3)
    assert ", ".join(f"`{name}`" for name in READMES) in PAGE


def test_every_verdict_that_is_named_exists():
    verdicts = re.findall(r"→ `(\w+)`(?:, `(\w+)`)?", PAGE)
    assert {signal for signal, _ in verdicts} <= set(Signal)
    assert {reason for _, reason in verdicts if reason} <= set(Reason)
    words = {"alive", "dead", "archived", "replaced", "doubtful", "present", "unknown", "blind"}
    assert words <= {*Signal, *Health, *Flag, *CodeState}
