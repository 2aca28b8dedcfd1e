"""Where listings come from: files, folders, patterns, standard input, addresses, numbers of papers. Bytes only."""

import glob
import hashlib
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from checks.errors import ListingError
from checks.forges.paths import words
from checks.guard import watch
from checks.paper_numbers import number_in, placeholder
from checks.probers.conditional import NOT_MODIFIED, conditions, validator_in
from checks.secrets import has_secret, masked

SIZE_CAP = 256 * 1024 * 1024
"""Bytes of one listing, decompressed: more is nothing that a person curates, and must not fill the memory."""
STANDARD_INPUT = "-"
CHUNK = 1 << 20
OK = 200
LISTINGS = words("""
    .atom .bib .bibtex .csv .htm .html .ipynb .json .jsonl .markdown .md .ndjson .org .rdf .rss .rst .tex .tsv .txt .xml
    .yaml .yml
""")
"""What is taken for a listing in a folder, besides files without an ending; a file that is named is always read."""
GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Content:
    """What a source holds: its bytes, None if it has not changed, and what tells that it has not the next time."""

    data: bytes | None
    etag: str | None = None


def is_url(source: str) -> bool:
    """Tell an address from a path."""
    return source.startswith(("http://", "https://"))


def expand(sources: Sequence[str]) -> Iterator[str]:
    """Yield single sources: a folder becomes its listings in order, a pattern what it matches, all else itself."""
    for source in sources:
        if is_url(source) or source == STANDARD_INPUT or Path(source).is_file():
            yield source
        elif Path(source).is_dir():
            yield from (str(path) for path in sorted(Path(source).rglob("*")) if _is_listing(path))
        else:
            yield from _matching(source) or [source]


def _matching(pattern: str) -> list[str]:
    if not glob.has_magic(pattern):
        return []
    found = glob.glob(pattern, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute pattern
    return sorted(name for name in found if Path(name).is_file())


def _is_listing(path: Path) -> bool:
    if not path.is_file() or any(part.startswith(".") for part in path.parts):
        return False
    suffix = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    return suffix.lower() in LISTINGS or not suffix


def paper_of(source: str) -> str | None:
    """Return the number of the paper that a source is, None for a listing."""
    return None if Path(source).exists() else number_in(source)


def identity(source: str) -> str:
    """Return the name under which a listing is kept: absolute for files, so that a re-read works from any folder.

    Raises ListingError for a name that cannot be kept: one that is no text, or an address that holds a secret.
    """
    _check_name(source)
    if number := paper_of(source):
        return placeholder(number)
    return source if is_url(source) or source == STANDARD_INPUT else str(Path(source).resolve())


async def read(source: str, session: aiohttp.ClientSession, etag: str | None = None) -> Content:
    """Return what a source holds; raises ListingError in words that say what to do. `etag` is that of the last time."""
    _check_name(source)
    if number := paper_of(source):
        return Content(number.encode())
    if is_url(source):
        return await _fetch(source, session, etag)
    data = _read_here(source)
    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    return Content(None if digest == etag else _unpacked(source, data), digest)


def _check_name(source: str) -> None:
    """Refuse what must not be stored, printed or sent: names stand in databases, reports and pages."""
    if is_url(source) and has_secret(source):
        hint = "fetch it yourself and pipe it in: curl … | linkpulse check -"
        raise ListingError(masked(source), "holds a password or a token, which would be stored", hint=hint)
    written = source.encode("utf-8", "backslashreplace").decode()
    if written != source:
        raise ListingError(written, "is a name that is no UTF-8", hint="rename the file")


def _read_here(source: str) -> bytes:
    """Read standard input or a file; both are at hand, so nothing is gained by waiting for them elsewhere."""
    if source == STANDARD_INPUT:
        data = sys.stdin.buffer.read(SIZE_CAP + 1)
        _check_size(source, len(data))
        return data
    try:
        with Path(source).open("rb") as file:
            _check_size(source, os.fstat(file.fileno()).st_size)
            data = file.read(SIZE_CAP + 1)
            _check_size(source, len(data))
            return data
    except FileNotFoundError as problem:
        what = "no file matches" if glob.has_magic(source) else "there is no such file"
        raise ListingError(source, what, hint="name a file, a folder, a pattern, a URL, a paper or -") from problem
    except OSError as problem:
        raise ListingError(source, f"cannot be read ({problem.strerror})") from problem


def _unpacked(source: str, data: bytes) -> bytes:
    """Decompress gzip, told by its first bytes, as far as a listing may go."""
    if not data.startswith(GZIP):
        return data
    whole, left = bytearray(), data
    try:
        while left.startswith(GZIP):
            member = zlib.decompressobj(wbits=31)
            whole += member.decompress(left, SIZE_CAP + 1 - len(whole))
            _check_size(source, len(whole))
            if not member.eof:
                raise ListingError(source, "is a gzip file that was cut off", hint="fetch it again")
            left = member.unused_data
    except zlib.error as problem:
        raise ListingError(source, "is a damaged gzip file", hint="fetch it again") from problem
    return bytes(whole)


async def _fetch(url: str, session: aiohttp.ClientSession, etag: str | None) -> Content:
    """GET a listing through the same guard as any page. aiohttp's texts may hold secrets, so only the class is told."""
    guard_log = watch()
    try:
        async with session.get(url, timeout=aiohttp.ClientTimeout(total=60), headers=conditions(etag)) as response:
            if response.status == NOT_MODIFIED and etag:
                return Content(None, etag)
            if response.status != OK:
                raise ListingError(masked(url), _refusal(response), hint="what was read before is kept")
            body = bytearray()
            while chunk := await response.content.read(CHUNK):
                body += chunk
                _check_size(url, len(body))
            return Content(_unpacked(masked(url), bytes(body)), validator_in(response.headers))
    except (aiohttp.ClientError, TimeoutError, ValueError, OSError) as problem:
        if guard_log.kept_us_out:
            hint = "--allow-address lets it be read"
            raise ListingError(masked(url), "is no public web address", hint=hint) from None
        raise ListingError(masked(url), f"cannot be fetched ({type(problem).__name__})") from None


def _refusal(response: aiohttp.ClientResponse) -> str:
    later = response.headers.get("Retry-After", "")[:40]
    return f"answered {response.status}" + (
        f" and wants to be left alone ({later})" if later.isprintable() and later else ""
    )


def _check_size(source: str, size: int) -> None:
    if size > SIZE_CAP:
        raise ListingError(masked(source), f"is larger than {SIZE_CAP // 2**20} MiB", hint="split it")
