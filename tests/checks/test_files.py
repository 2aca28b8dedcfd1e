"""Paths tell what files are."""

import pytest

from checks.files import FURNITURE_FOLDERS, PROGRAM_ENDINGS, PROGRAM_FOLDERS, Sort, is_data_folder, sort_of

SORTS = {
    "train.py": Sort.PROGRAM,
    "Main.JAVA": Sort.PROGRAM,
    "analysis/figure_2.ipynb": Sort.PROGRAM,
    "proofs/Lemma.lean": Sort.PROGRAM,
    "interp.rkt": Sort.PROGRAM,
    "kernels/flash.cu": Sort.PROGRAM,
    "rtl/core.sv": Sort.PROGRAM,
    "workflow/Snakefile": Sort.PROGRAM,
    "data/download.sh": Sort.PROGRAM,
    "src/": Sort.PROGRAM,
    "deep/down/scripts/": Sort.PROGRAM,
    "app.js": Sort.SCRIPT,
    "index.html": Sort.PAGE,
    "data/train.csv": Sort.DATA,
    "data/train.json": Sort.DATA,
    "model.safetensors": Sort.DATA,
    "release/weights.tar.gz": Sort.DATA,
    "requirements.txt": Sort.MANIFEST,
    "Cargo.toml": Sort.MANIFEST,
    "__init__.py": Sort.FURNITURE,
    "redfox/__init__.py": Sort.FURNITURE,
    "redfox/__pycache__/net.cpython-311.pyc": Sort.FURNITURE,
    "README.md": Sort.FURNITURE,
    "LICENSE": Sort.FURNITURE,
    "config.yaml": Sort.FURNITURE,
    "static/points.csv": Sort.FURNITURE,
    "notes.txt": Sort.FURNITURE,
    ".gitignore": Sort.FURNITURE,
    "assets/": Sort.FURNITURE,
    ".github/": Sort.FURNITURE,
    "_layouts/": Sort.FURNITURE,
    "redfox/": Sort.UNKNOWN,
    "data/": Sort.UNKNOWN,
    ".py": Sort.FURNITURE,
    "trailing.": Sort.FURNITURE,
    "py": Sort.FURNITURE,
    "v1.py/notes": Sort.FURNITURE,
    "": Sort.FURNITURE,
    "/": Sort.UNKNOWN,
}


@pytest.mark.parametrize(("path", "sort"), SORTS.items(), ids=SORTS)
def test_a_path_tells_its_sort(path, sort):
    assert sort_of(path) is sort


def test_no_folder_is_both_code_and_furniture():
    assert not PROGRAM_FOLDERS & FURNITURE_FOLDERS


def test_endings_are_written_as_they_are_compared():
    assert all(ending == ending.lower().strip(".") for ending in PROGRAM_ENDINGS)


@pytest.mark.parametrize(
    ("path", "expected"), [("data/", True), ("sets/Corpus/", True), ("data", False), ("src/", False)]
)
def test_a_data_folder_is_known_by_its_name(path, expected):
    assert is_data_folder(path) is expected
