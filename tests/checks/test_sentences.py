import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.finding import find_urls, hide
from checks.sentences import LONGEST_SENTENCE, sentences


def split(text):
    return [text[start:end] for start, end in sentences(hide(text, find_urls(text)))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One fox. Two foxes! Three?", 3),
        ("See Fig. 3 and e.g. Fox et al. They ran.", 1),
        ("It gains 3.5 points. Code: https://a.example/x.y. Done.", 3),
        ("By J. Fox. We run.", 2),
        ("Models reach 58 percent, foresters 83. The code follows.", 2),
        ("1. Red foxes run. 2. Blue foxes rest.", 2),
        ("12. Red foxes run.", 1),
        ("Scores (e.g., 3.1).The code follows.", 2),
        ("我们开源代码。谢谢。", 2),
        ("A heading\n\nA paragraph", 2),
        ("Github:\n\nhttps://a.example", 1),
        ("a line\nthat goes on", 1),
    ],
)
def test_sentences_end_where_readers_stop(text, count):
    assert len(split(text)) == count


def test_endless_sentences_are_cut_at_blanks():
    assert all(len(sentence) <= LONGEST_SENTENCE for sentence in split("fox " * 1000))


@given(st.text(alphabet="aA .\n?。:\ufffc"))
def test_sentences_cover_all_that_is_written(text):
    spans = list(sentences(text))
    assert "".join(text[start:end] for start, end in spans).replace(" ", "").replace("\n", "") == text.replace(
        " ", ""
    ).replace("\n", "")
