"""What git itself asks GitHub first (`info/refs`): which commit HEAD is. It is small, and tells what has changed.

Format: git's own "Smart Clients" (git-scm.com, http-protocol, version 0): lines that begin with their length in hex.
"""

import re

CAP = 2048
"""Bytes that hold the first line of refs, HEAD's, whatever a server says of itself there; others may be megabytes."""
ANNOUNCED = b"# service=git-upload-pack\n0000"
HEAD = re.compile(rb"[0-9a-f]{4}([0-9a-f]{40}|[0-9a-f]{64}) HEAD\0")


def refs_address(name: str) -> str:
    """Return where git asks for the refs of `owner/name`."""
    return f"https://github.com/{name}.git/info/refs?service=git-upload-pack"


def head_in(body: bytes) -> str | None:
    """Return the hash of HEAD, None if there is none (an empty repository) or this is no such answer."""
    _, announced, refs = body.partition(ANNOUNCED)
    found = HEAD.match(refs) if announced else None
    return found[1].decode() if found else None
