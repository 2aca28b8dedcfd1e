"""Bytes to text: which encoding a listing is in, and which bytes are no text at all."""

import codecs

from checks.errors import ListingError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before utf-16: its mark begins with the shorter one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
TEXT_CONTROLS = b"\t\n\v\f\r\x1b"
NOT_TEXT = bytes(code for code in range(32) if code not in TEXT_CONTROLS)
HEAD = 65536
"""Bytes that tell text from binary."""
TOLERATED = 0.01
"""Share of control characters: old listings hold a stray one."""


def decode(data: bytes, name: str) -> str:
    """Return the text of a listing; raises ListingError for an empty or a binary file."""
    text = _decoded(data, name)
    if not text.strip():
        raise ListingError(name, "is empty", hint="give it at least one entry")
    return text


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if wide := _without_mark(data[:HEAD]):
        return data.decode(wide, errors="replace")
    if _is_binary(data[:HEAD]):
        raise ListingError(name, "is binary, not text", hint="listings are text, Markdown or JSON")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")  # knows every byte; links are ASCII, so only a title may look odd


def _without_mark(head: bytes) -> str | None:
    """Recognise UTF-16 without a mark: in mostly Western text every second byte is zero, and no other is."""
    if len(head) < 4:  # noqa: PLR2004 - two characters: fewer tell nothing
        return None
    even, odd, half = head[::2].count(0), head[1::2].count(0), len(head) // 2
    if odd > half * 0.8 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.8 and not odd else None


def _is_binary(head: bytes) -> bool:
    controls = len(head) - len(head.translate(None, NOT_TEXT))
    return b"\0" in head or controls > len(head) * TOLERATED
