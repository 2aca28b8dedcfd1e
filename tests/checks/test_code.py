"""Files decide what a repository holds; its README tells a part from the whole."""

import pytest

from checks.code import RULE_VERSION, WEBSITE_ONLY, code_state, inspect
from checks.model import CodeEvidence, CodeState

SOON = "# RedFox\n\nTraining code and weights will be released soon."
PLAIN = "# RedFox\n\nOfficial implementation of RedFox, a fox that is red."
CODE_SOON = "# RedFox\n\nCode will be released soon."

PRESENT, PARTIAL, PLACEHOLDER = CodeState.PRESENT, CodeState.PARTIAL, CodeState.PLACEHOLDER
EMPTY, UNKNOWN = CodeState.EMPTY, CodeState.UNKNOWN

BY_FILES = {
    "no file at all": (PLAIN, [], EMPTY),
    "only a readme": (PLAIN, ["README.md"], PLACEHOLDER),
    "a long manual and no file": ("# RedFox\n\n```\npython train.py\n```", ["README.md", "LICENSE"], PLACEHOLDER),
    "readme, licence, pictures": (PLAIN, ["README.md", "LICENSE", "teaser.png", "assets/"], PLACEHOLDER),
    "settings are no program": (
        PLAIN,
        ["README.md", "config.yaml", "configs/base.yml", "requirements.txt"],
        PLACEHOLDER,
    ),
    "an empty package is no program": (PLAIN, ["README.md", "redfox/__init__.py"], PLACEHOLDER),
    "one program": (PLAIN, ["README.md", "train.py"], PRESENT),
    "an empty readme and a program": ("", ["README.md", "main.rkt"], PRESENT),
    "no readme and a program": (None, ["main.jl"], PRESENT),
    "a notebook": (PLAIN, ["README.md", "demo.ipynb"], PRESENT),
    "a program and a promise": (SOON, ["README.md", "demo.py", "net.py", "loss.py"], PARTIAL),
    "a program and a stale line": (CODE_SOON, ["README.md", "train.py", "net.py", "loss.py"], PRESENT),
    "a folder of programs and a stale line": (CODE_SOON, ["README.md", "src/"], PRESENT),
    "a first script, and code to follow": (CODE_SOON, ["README.md", "demo.py"], PARTIAL),
    "weights": (PLAIN, ["README.md", "config.json", "model.safetensors"], PRESENT),
    "data, and code to follow": (CODE_SOON, ["README.md", "data/train.json"], PARTIAL),
    "a folder named like code": (PLAIN, ["README.md", "scripts/"], PRESENT),
    "a folder of any name": (PLAIN, ["README.md", "redfox/"], UNKNOWN),
    "a folder of any name that was opened": (PLAIN, ["README.md", "redfox/", "redfox/tail.png"], PLACEHOLDER),
    "a folder of any name beside a manifest": (PLAIN, ["README.md", "redfox/", "pyproject.toml"], PRESENT),
    "a folder of data": (PLAIN, ["README.md", "data/", "requirements.txt"], UNKNOWN),
    "a web application": (PLAIN, ["README.md", "index.html", "app.js", "package.json"], PRESENT),
    "a library in JavaScript": (PLAIN, ["README.md", "fox.js"], PRESENT),
    "data elsewhere, and models to follow": (
        "Get the data [here](https://acme.example/d).\n\n## Models\n\nComing soon.",
        ["README.md"],
        PARTIAL,
    ),
}


@pytest.mark.parametrize(("readme", "files", "expected"), BY_FILES.values(), ids=BY_FILES)
def test_files_decide_first(readme, files, expected):
    assert code_state(readme, files) is expected


BY_README = {
    "nothing known": (None, UNKNOWN),
    "an empty readme": ("", UNKNOWN),
    "no promise and nothing to run": (PLAIN, UNKNOWN),
    "a promise": (SOON, PLACEHOLDER),
    "something to run": ("# RedFox\n\n```\npython train.py --red\n```", PRESENT),
    "something to run, and a promise": (f"{SOON}\n\n```\npython demo.py\n```", PARTIAL),
}


@pytest.mark.parametrize(("readme", "expected"), BY_README.values(), ids=BY_README)
def test_a_readme_alone_can_promise_and_show(readme, expected):
    assert code_state(readme, None) is expected


def test_a_web_site_is_a_placeholder_and_says_so():
    files = ["README.md", "index.html", "static/js/fader.js", "static/css/fox.css", "static/fox.mp4", "favicon.ico"]
    assert inspect(PLAIN, files) == CodeEvidence(PLACEHOLDER, ("index.html",), WEBSITE_ONLY)


def test_the_root_of_a_web_site_is_enough():
    assert inspect(None, ["README.md", "index.html", "static/", "_layouts/"]).line == WEBSITE_ONLY


def test_the_evidence_names_the_first_programs():
    files = ["README.md", *(f"part_{n}.py" for n in range(9))]
    assert inspect(PLAIN, files) == CodeEvidence(PRESENT, tuple(f"part_{n}.py" for n in range(5)))


def test_the_evidence_of_a_part_is_the_promise():
    expected = CodeEvidence(PARTIAL, ("demo.py",), "Training code and weights will be released soon.")
    assert inspect(SOON, ["README.md", "demo.py"]) == expected


def test_the_evidence_of_a_placeholder_is_its_promise():
    assert inspect(CODE_SOON, ["README.md"]) == CodeEvidence(PLACEHOLDER, (), "Code will be released soon.")


def test_rules_have_a_version():
    assert RULE_VERSION >= 1
