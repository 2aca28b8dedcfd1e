"""What is said before a long look at GitHub without a token."""

import pytest

from monitor.estimate import without_token


@pytest.mark.parametrize(
    ("due", "pace", "says"),
    [
        (1200, 1.0, ["1,200 repositories", "about 20 minutes;", "GITHUB_TOKEN about 2 minutes"]),
        (60, 1.0, ["about 1 minute;", "about 1 minute"]),
        (20_000, 1.0, ["about 6 hours;", "about 33 minutes"]),
        (1200, 5.0, ["about 100 minutes;"]),
    ],
)
def test_it_says_how_long_it_takes_and_what_a_token_would_change(due: int, pace: float, says: list[str]) -> None:
    said = without_token({"github.com": due, "acme.example": 9000}, pace) or ""
    assert [part for part in says if part not in said] == []


@pytest.mark.parametrize("due", [{}, {"github.com": 59}, {"gitlab.com": 5000}])
def test_what_is_soon_done_needs_no_word(due: dict[str, int]) -> None:
    assert without_token(due, 1.0) is None
