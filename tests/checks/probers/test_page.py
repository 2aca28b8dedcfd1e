"""Bytes and headers of strangers, as facts."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict

from checks.probers.page import page_facts, retry_at

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("120", timedelta(minutes=2)),
        (" 0 ", timedelta(0)),
        ("1000000000", DAY),
        ("9" * 5000, DAY),
        ("Mon, 02 Mar 2026 13:00:00 GMT", timedelta(hours=1)),
        ("Mon, 02 Mar 2026 14:00:00 +0100", timedelta(hours=1)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", DAY),
        ("Sun, 01 Mar 2026 12:00:00 GMT", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("\u0664", None),
        ("", None),
        ("Mon, 99 Foo 2026 13:00:00 GMT", None),
        ("Mon, 02 Mar 99999 13:00:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_or_nonsense(written: str, expected: timedelta | None) -> None:
    assert retry_at(CIMultiDict({"retry-after": written}), NOON) == (expected if expected is None else NOON + expected)


def test_no_retry_after_names_no_instant() -> None:
    assert retry_at(CIMultiDict(), NOON) is None


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (b"<title>Red fox</title>", "Red fox"),
        (b"<TITLE\nclass='x'>  Red\n fox ", "Red fox"),
        (b"<title>&lt;b&gt; &amp; &#65;</title>", "<b> & A"),
        (b"<title></title>", None),
        (b"<titles>no</titles>", None),
        (b"no title", None),
        (b" " * 70_000 + b"<title>late</title>", None),
    ],
    ids=["plain", "odd", "escaped", "empty", "another tag", "none", "late"],
)
def test_titles(body: bytes, title: str | None) -> None:
    assert page_facts(200, CIMultiDict({"Content-Type": "text/html"}), body).title == title


@pytest.mark.parametrize("content_type", ["application/pdf", "image/png", "application/json"])
def test_what_is_no_page_has_no_title(content_type: str) -> None:
    assert page_facts(200, CIMultiDict({"Content-Type": content_type}), b"<title>x</title>").title is None


@pytest.mark.parametrize(
    ("charset", "body", "text"),
    [
        ("utf-8", "süß".encode(), "süß"),
        ("ISO-8859-1", "süß".encode("latin-1"), "süß"),
        ('"gb2312"', "你好".encode("gbk"), "你好"),
        ("bogus", b"abc", "abc"),
        ("hex", b"6162", "6162"),
        ("idna", b"abc", "abc"),
        ("unicode_escape", b"\\d", "\\d"),
        ("cp99999", b"abc", "abc"),
        ("utf-8", b"\xff\xfe", "\ufffd\ufffd"),
    ],
)
def test_a_charset_is_believed_if_it_is_one(charset: str, body: bytes, text: str) -> None:
    assert page_facts(200, CIMultiDict({"Content-Type": f"text/plain; charset={charset}"}), body).text == text


def test_what_could_not_be_decompressed_is_no_text() -> None:
    facts = page_facts(200, CIMultiDict({"Content-Encoding": "foo"}), b"<title>x</title>")
    assert (facts.size, facts.text, facts.title) == (16, "", None)


@pytest.mark.parametrize(
    ("status", "name", "mark"),
    [
        (403, "CF-Mitigated", "cf-mitigated: x"),
        (202, "X-Amzn-Waf-Action", "x-amzn-waf-action: x"),
        (403, "X-DataDome", "x-datadome: x"),
        (200, "X-DataDome", None),
        (403, "X-Other", None),
    ],
)
def test_bot_walls_give_themselves_away(status: int, name: str, mark: str | None) -> None:
    assert page_facts(status, CIMultiDict({name: "x"}), b"").bot_mitigation == mark


@given(st.binary(max_size=300), st.text(max_size=60), st.text(max_size=20))
def test_no_bytes_and_no_headers_break_it(body: bytes, content_type: str, encoding: str) -> None:
    headers = CIMultiDict({"Content-Type": content_type, "Content-Encoding": encoding, "Retry-After": content_type})
    assert page_facts(200, headers, body).size == len(body)
    retry_at(headers, NOON)


@pytest.mark.parametrize("piece", [b"<title", b"<title ", b"<title>", b"<", b"a", b"&#"])
def test_hostile_bodies_take_no_longer_than_long_ones(piece: bytes) -> None:
    body = piece * (262_144 // len(piece))
    began = time.perf_counter()
    page_facts(200, CIMultiDict({"Content-Type": "text/html"}), body)
    assert time.perf_counter() - began < 0.25
