"""What a poisoned page or record says, that must be stored and shown without harm: case 63."""

import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import trustme

from checks.model import ForgeName, Kind, Link
from tests.badweb.resolvers import ToHere
from tests.badweb.server import BadServer, serving
from tests.badweb.stages import Scene, Stage

TITLE = '<script>alert(1)</script>=HYPERLINK("http://acme.test") \x1b[31mred \u202efox \x00 @org <!channel>'
POISONED = {
    "id": 2**70,
    "path_with_namespace": "acme/redfox",
    "star_count": 2**63,
    "forks_count": float("nan"),
    "last_activity_at": "99999-13-32T25:61:61Z",
    "default_branch": "main\ud800",
    "description": TITLE + "\ud800" + "x" * 100_000,
    "license": {"key": "\udfff=cmd"},
}
"""Numbers beyond every column, half characters, instants that are none; Python's JSON writes them all."""
TOO_DEEP = "[" * 100_000


def poisoned_page() -> bytes:
    """Give a page whose title is everything at once, followed by text without end."""
    title = TITLE.replace("<", "&lt;")
    return BadServer.ok(f"<title>{title}{'=' * 5000}</title>".encode(), Content_Type="text/html; charset=utf-8")


def record(document: object) -> Stage:
    """Look at a repository of a GitLab whose record is this; a text stands for itself."""
    body = document if isinstance(document, str) else json.dumps(document)

    @asynccontextmanager
    async def stage() -> AsyncIterator[Scene]:
        authority = trustme.CA()
        server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("gitlab.com").configure_cert(server_context)
        context = ssl.create_default_context()
        authority.configure_trust(context)
        async with serving(server_context) as server:
            server.otherwise = server.ok(body.encode(), Content_Type="application/json")
            link = Link(1, "https://gitlab.com/acme/redfox", Kind.REPO, "gitlab.com", ForgeName.GITLAB, "acme/redfox")
            yield Scene(link.url, server, resolver=ToHere(server.port), ssl_context=context, link=link)

    return stage
