"""What git's first question to GitHub tells."""

import pytest

from checks.forges.github_refs import head_in, refs_address

HASH = "5f3c" * 10
ANNOUNCED = b"001e# service=git-upload-pack\n0000"


def line(text: str) -> bytes:
    return f"{len(text) + 4:04x}{text}".encode()


def test_the_first_line_names_the_head() -> None:
    body = ANNOUNCED + line(f"{HASH} HEAD\0multi_ack thin-pack agent=git/acme\n") + line(f"{HASH} refs/heads/main\n")
    assert head_in(body) == HASH


def test_what_is_cut_short_after_the_first_line_is_still_read() -> None:
    assert head_in(ANNOUNCED + line(f"{HASH} HEAD\0multi_ack\n")[:60]) == HASH


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!DOCTYPE html><title>Sign in</title>",
        ANNOUNCED + line(f"{'0' * 40} capabilities^{{}}\0multi_ack\n") + b"0000",
        ANNOUNCED + line(f"{HASH} refs/heads/main\0multi_ack\n"),
        line(f"{HASH} HEAD\0multi_ack\n"),
        ANNOUNCED + b"\xff" * 60,
    ],
)
def test_anything_else_names_none(body: bytes) -> None:
    assert head_in(body) is None


def test_git_asks_below_the_name() -> None:
    asked = "https://github.com/acme/redfox.git/info/refs?service=git-upload-pack"
    assert refs_address("acme/redfox") == asked
