"""What a claim is about: the nouns by which papers name their code, data, models and pages, and names of their own."""

import re

from checks.forges.paths import words
from checks.model import Artifact

WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
NOUNS: dict[Artifact, frozenset[str]] = {
    Artifact.CODE: words("""
        architecture architectures code code-base code-bases codebase codebases codes environment environments framework
        github implementation implementations library notebook notebooks package packages pipeline pipelines plug-in
        plugin program programs repo repositories repository script scripts simulator simulators software source-code
        tool toolbox toolboxes toolchain toolkit tools
    """),
    Artifact.DATA: words("""
        annotation annotations benchmark benchmarks corpora corpus data data-set data-sets dataset datasets lexica
        lexicon lexicons prompts questionnaire questionnaires recordings samples scans testset
    """),
    Artifact.MODEL: words("checkpoint checkpoints llm llms model models parameters weights"),
    Artifact.PROJECT: words("""
        demo demos home-page homepage page pages project site sites video videos web-page web-site webpage website
        websites
    """),
}
"""In the order in which a claim is named by them when it names several."""
CHINESE_NOUNS: dict[Artifact, tuple[str, ...]] = {
    Artifact.CODE: ("代码", "源码", "程序", "工具"),
    Artifact.DATA: ("数据", "语料", "基准"),
    Artifact.MODEL: ("模型", "权重"),
    Artifact.PROJECT: ("主页", "项目页", "网站"),
}
CODE_TASK = re.compile(r"\bcode[ -](?=generat|review|complet|search|understand|switch|mix|snippet|edit|repair|quality)")
"""Code as a matter of research, no artifact."""
DATA_NAME = re.compile(r"\b[A-Z][\w-]{0,60}(?:Sets?|Bench|Corpus|Data|DB|QA)\b")
"""A data set's own name, as written: FoxBench, RedSet. Case tells it from "assets"."""
OTHER_OWN = words("""
    agents aligner app apps artefact artefacts artifact artifacts assets design designs engine everything garments
    hardware images material materials methodology open-source recipe recipes resource resources set source splits
    studio system wardrobe workflow
""")
"""Things of a paper's own that are no artifact with a name of their own here."""
NAME = re.compile(r"(?<![\w.])(?:[A-Z][a-z]*[A-Z0-9][\w-]*|[A-Z][A-Za-z]*-[A-Z0-9][\w-]*)")
"""The name of a system: RedFox, FOX-2, Fox3."""


def artifacts_in(lower: str, written: str) -> tuple[Artifact, ...]:
    """Return the artifacts that a text names, the leading one first; both are the same text, once in lower case."""
    said = _said(CODE_TASK.sub("", lower) if "code" in lower else lower)
    named = tuple(one for one in NOUNS if said & NOUNS[one] or _in_chinese(lower, one))
    return named or ((Artifact.DATA,) if DATA_NAME.search(written) else ())


def names_other(lower: str, written: str) -> bool:
    """Tell whether a text names anything else that authors release: resources, designs, a system by its name."""
    return NAME.search(written) is not None or not OTHER_OWN.isdisjoint(_said(lower))


def _said(lower: str) -> set[str]:
    return set(WORD.findall(lower))


def _in_chinese(lower: str, artifact: Artifact) -> bool:
    return not lower.isascii() and any(noun in lower for noun in CHINESE_NOUNS[artifact])
