"""The page about decisions says what the table says."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_made_from_the_rows_that_decide() -> None:
    spec = importlib.util.spec_from_file_location("decisions", DOCS / "decisions.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert (DOCS / "decisions.md").read_text(encoding="utf-8") == script.page(), "run `make docs`"
