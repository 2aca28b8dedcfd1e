"""What git is told first by github.com (`info/refs`): all refs, HEAD before the others, in git's own lines."""

import re

from aiohttp import web

from monitor.demo.cast import Access
from monitor.demo.moment import Now
from monitor.demo.stage import Stage

ASKED = re.compile(r"/([^/]+/[^/]+?)(?:\.git)?/info/refs")
SERVICE = "git-upload-pack"
CAPABILITIES = (
    "multi_ack thin-pack side-band-64k ofs-delta shallow no-progress symref=HEAD:refs/heads/main agent=git/acme"
)
NOBODY = "0" * 40


def asks_for_refs(request: web.BaseRequest) -> bool:
    """Tell git's first question from a request for a page."""
    return ASKED.fullmatch(request.path) is not None and request.query.get("service") == SERVICE


def answer(stage: Stage, request: web.BaseRequest) -> web.Response:
    """Answer it; what is missing, private, blocked or disabled asks strangers who they are."""
    asked = ASKED.fullmatch(request.path)
    now = stage.world.repository(asked[1], stage.day) if asked else None
    if asked is None or now is None or now.blocked or now.access is Access.DISABLED:
        return web.Response(
            status=401, text="Repository not found.", headers={"WWW-Authenticate": 'Basic realm="GitHub"'}
        )
    if now.name.lower() != asked[1].lower():
        there = f"https://github.com/{now.name}.git/info/refs?service={SERVICE}"
        return web.Response(status=301, headers={"Location": there})
    announced = _line(f"# service={SERVICE}\n") + "0000"
    return web.Response(
        body=(announced + _refs(now) + "0000").encode(),
        content_type=f"application/x-{SERVICE}-advertisement",
        headers={"Cache-Control": "no-cache, max-age=0, must-revalidate"},
    )


def _refs(now: Now) -> str:
    if now.head_oid is None:
        return _line(f"{NOBODY} capabilities^{{}}\0{CAPABILITIES}\n")
    return _line(f"{now.head_oid} HEAD\0{CAPABILITIES}\n") + _line(f"{now.head_oid} refs/heads/main\n")


def _line(text: str) -> str:
    """Return a line as git frames it: its own length in four hexadecimal digits before it."""
    return f"{len(text) + 4:04x}{text}"
