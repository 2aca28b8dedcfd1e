"""Whether two pages say the same: word by word, what they name left out, and in bounded time."""

import time

import pytest

from checks.likeness import alike
from checks.model import PageFacts

HERE, THERE = "https://acme.test/projects/redfox", "https://acme.test/projects/0a1b2c3d"
LOST = "<p>Sorry, we could not find {}. Perhaps you would like to visit one of our other pages, or to search.</p>"
FRAME = "<style>body { color: red }</style><script>var fox = 'red';</script><nav>Home Projects People</nav>"


def page(text: str, title: str | None = "Page not found") -> PageFacts:
    return PageFacts(len(text), title, text)


def test_a_page_is_like_itself() -> None:
    assert alike(page(LOST), page(LOST))
    assert alike(page("", None), page("", None))


def test_what_only_names_its_address_is_the_same_page() -> None:
    assert alike(page(LOST.format("redfox")), page(LOST.format("0a1b2c3d")), HERE, THERE)
    assert alike(page("<p>No redfox"), page("<p>No 0a1b2c3d"), HERE, THERE)
    assert alike(page(LOST, "redfox - acme"), page(LOST, "0a1b2c3d - acme"), HERE, THERE)
    assert alike(page("<p>No id 12"), page("<p>No id 99"), "https://acme.test/?id=12", "https://acme.test/?id=99")


def test_a_word_or_two_may_differ() -> None:
    assert alike(page(LOST + "<p>Request 4711 at 12:07"), page(LOST + "<p>Request 4712 at 12:08"))


@pytest.mark.parametrize(
    "other",
    [
        page("<p>Red foxes are found all over the northern half of the world; here is how we count them."),
        page(LOST, "Red fox"),
        page(LOST, None),
        page(""),
    ],
)
def test_other_words_make_another_page(other: PageFacts) -> None:
    assert not alike(page(LOST), other)


def test_the_frame_of_a_site_does_not_make_its_pages_the_same() -> None:
    fine = page(FRAME + "<p>What to say when a page is missing: our guide to kind words, with twelve examples.")
    assert not alike(fine, page(FRAME + LOST))


def test_scripts_and_marks_of_a_session_do_not_make_one_page_two() -> None:
    other = LOST + "<script nonce='77'>var at = 1234567890, key = 'x', many = 'more', words = 'here';</script>"
    assert alike(page(LOST), page(other))


@pytest.mark.parametrize("piece", ["<", "<script>", "a ", "<p>", "&", "</", "\x00", "<!--"])
def test_hostile_text_takes_no_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.monotonic()
    alike(page(text), page(text), HERE, THERE)
    assert time.monotonic() - began < 5.0
