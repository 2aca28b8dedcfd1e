"""What a bad server does with a connection, as functions: they hang up, fall silent, drip, or never end."""

import asyncio
import gzip
import socket
import struct
import zlib
from collections.abc import Awaitable, Callable
from itertools import count

Script = Callable[[asyncio.StreamWriter], Awaitable[None]]

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
PAGE = b"<title>Red fox</title><p>We track foxes."

BOMB_PIECES = 512
"""A bomb is so many mebibytes of nothing."""
_BROTLI_START = bytes.fromhex("cbffff3ff82700e2b14020f7fe8fffff7ff04f00c4611180eefd9f01")
_BROTLI_AGAIN = bytes.fromhex("fcffff837f02200e0b0074effff8ffff07ff04401c1600e8deff19")
BROTLI_BOMB = _BROTLI_START + _BROTLI_AGAIN * 31 + b"\x03"
"""Brotli's own output for 512 MiB of zeros, flushed every 16 MiB: the parts after the first are all alike."""


async def hang_up(writer: asyncio.StreamWriter) -> None:
    """Close where an answer was due."""
    writer.close()


async def finish(writer: asyncio.StreamWriter) -> None:
    """Send FIN and listen on: to close with unread bytes would send RST."""
    writer.write_eof()
    await asyncio.sleep(0.5)


async def reset(writer: asyncio.StreamWriter) -> None:
    """Close with RST."""
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


async def reset_now(writer: asyncio.StreamWriter) -> None:
    """Close with RST where an answer was due."""
    await reset(writer)
    writer.transport.abort()


async def silent(_: asyncio.StreamWriter) -> None:
    """Say nothing until the test is over."""
    await asyncio.sleep(30)


def saying(answer: bytes) -> Script:
    """Say this and close."""

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()
        writer.close()

    return send


def in_turn(*scripts: Script) -> Script:
    """Do one after the other, with a moment between them for the other side to read."""

    async def send(writer: asyncio.StreamWriter) -> None:
        for script in scripts:
            await script(writer)
            await writer.drain()
            await asyncio.sleep(0.05)
        writer.transport.abort()

    return send


def writing(answer: bytes) -> Script:
    """Say this and leave the connection open."""

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(answer)

    return send


def drip(start: bytes, drop: bytes, every: float = 0.02) -> Script:
    """Send a start, then a little again and again: no wait for a single piece ever becomes long."""

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while not writer.is_closing():
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(every)

    return send


def endless(start: bytes, piece: bytes) -> Script:
    """Send as fast as it is taken, for ever."""

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()

    return send


def ladder() -> Script:
    """Redirect to ever new places."""
    steps = count(1)

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /step/%d\r\n\r\n" % next(steps))

    return send


def bomb(coding: str, wbits: int) -> Script:
    """Send 512 KiB that become 512 MiB; a full flush makes all pieces alike, so that making it costs nothing."""

    async def send(writer: asyncio.StreamWriter) -> None:
        mebibyte = bytes(1 << 20)
        packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
        start = packer.compress(mebibyte) + packer.flush(zlib.Z_FULL_FLUSH)
        packed = start + (packer.compress(mebibyte) + packer.flush(zlib.Z_FULL_FLUSH)) * (BOMB_PIECES - 1)
        head = HEAD + f"Content-Encoding: {coding}\r\nContent-Length: {len(packed)}\r\n\r\n".encode()
        await saying(head + packed)(writer)

    return send


async def brotli_bomb(writer: asyncio.StreamWriter) -> None:
    """Send less than a kilobyte that becomes 512 MiB, to clients that never asked for it as to those that did."""
    await saying(HEAD + b"Content-Encoding: br\r\nContent-Length: %d\r\n\r\n" % len(BROTLI_BOMB) + BROTLI_BOMB)(writer)


def cookie_bomb() -> Script:
    """Redirect with sixty cookies of 3 kB each, more than a header may be long if they come back."""
    cookies = b"".join(b"Set-Cookie: crumb%d=%s\r\n" % (number, b"x" * 3000) for number in range(60))
    return writing(b"HTTP/1.1 302 Found\r\nLocation: /page\r\nContent-Length: 0\r\n" + cookies + b"\r\n")


def twice_gzipped() -> bytes:
    """Give a page packed twice, which says so."""
    body = gzip.compress(gzip.compress(PAGE))
    return HEAD + b"Content-Encoding: gzip, gzip\r\nContent-Length: %d\r\n\r\n" % len(body) + body
