import pytest

from benchmarks.forms import FORMS
from benchmarks.papers import papers
from benchmarks.parsers import PARSERS
from benchmarks.reading import read, repositories


def test_the_same_seed_makes_the_same_papers():
    assert papers(20) == papers(20)
    assert papers(20) != papers(20, seed=8)


def test_every_yardstick_belongs_to_a_form():
    assert set(PARSERS) <= {form.name for form in FORMS}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_is_as_large_as_asked_for_and_holds_repositories(form):
    content = form.content(30_000)
    assert 25_000 < len(content) < 35_000
    assert repositories(read(content, f"list{form.suffix}").entries)
