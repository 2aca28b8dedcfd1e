"""GitHub's REST as far as one repository goes: there, renamed, missing, or blocked for a reason."""

import re
from typing import Any

from aiohttp import web

from monitor.demo.cast import Access
from monitor.demo.github_graphql import ALLOWANCE, headers
from monitor.demo.moment import Now
from monitor.demo.rest_shapes import repository_document
from monitor.demo.stage import Stage

BY_NAME = re.compile(r"/repos/([^/]+/[^/]+)")
BY_NUMBER = re.compile(r"/repositories/(\d+)")
DOCS = "https://docs.github.com/rest"
BLOCKS = {Access.DMCA: (451, "dmca"), Access.TOS: (403, "tos")}
SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
STRANGER = (
    "API rate limit exceeded for 192.0.2.7. (But here's the good news: Authenticated requests get a higher rate limit."
    " Check out the documentation for more details.)"
)
PRIMARY = "API rate limit exceeded for user ID 1."


def answer(stage: Stage, path: str, base: str) -> web.Response:
    """Answer a GET of `path`; `base` is the API's own URL, which its redirects and links begin with."""
    if path == "/rate_limit":
        return _json(stage, _allowances(stage))
    if number := BY_NUMBER.fullmatch(path):
        return _repository(stage, stage.world.numbered(int(number[1]), stage.day), base)
    name = BY_NAME.fullmatch(path)
    now = stage.world.repository(name[1], stage.day) if name else None
    if name and now and now.name.lower() != name[1].lower():
        return _moved(stage, f"{base}/repositories/{now.number}")
    return _repository(stage, now, base)


def refusal(stage: Stage) -> web.Response | None:
    """Return how the whole API refuses to talk, None while it does talk."""
    match stage.rate_limited:
        case "secondary":
            return _json(stage, _message(SECONDARY, 403), 403, {"Retry-After": "60"})
        case "primary":
            return _json(stage, _message(PRIMARY, 403), 403, headers(stage, remaining=0))
        case _:
            return None


def spent(stage: Stage) -> web.Response:
    """Return what a stranger gets whose questions of this hour are used up."""
    counted = {"X-RateLimit-Limit": str(stage.stranger_allowance), "X-RateLimit-Remaining": "0"}
    return _json(stage, _message(STRANGER, 403), 403, headers(stage, remaining=0) | counted)


def bad_credentials(stage: Stage) -> web.Response:
    """Return what a wrong token gets, and for GraphQL a missing one as well."""
    return _json(stage, _message("Bad credentials", 401), 401)


def _repository(stage: Stage, now: Now | None, base: str) -> web.Response:
    if now is None:
        return _json(stage, _message("Not Found", 404), 404)
    if now.access in BLOCKS:
        status, reason = BLOCKS[now.access]
        return _json(stage, _message("Repository access blocked", status) | _block(stage, now, reason), status)
    return _json(stage, repository_document(stage, now, base))


def _moved(stage: Stage, location: str) -> web.Response:
    document = {"message": "Moved Permanently", "url": location, "documentation_url": DOCS}
    return _json(stage, document, 301, {"Location": location})


def _block(stage: Stage, now: Now, reason: str) -> dict[str, Any]:
    notice = f"https://github.com/github/dmca/blob/master/{now.name.replace('/', '-')}.md"
    since = max(day for day in now.repository.access if day <= now.day)
    return {
        "block": {"reason": reason, "created_at": stage.at(since), "html_url": notice if reason == "dmca" else None}
    }


def _allowances(stage: Stage) -> dict[str, Any]:
    core = _allowance(stage, "rest")
    resources = {"core": core, "graphql": _allowance(stage, "graphql"), "search": _allowance(stage, "search", 30)}
    return {"resources": resources, "rate": core}


def _allowance(stage: Stage, surface: str, limit: int = ALLOWANCE) -> dict[str, int]:
    used = stage.requests[surface]
    reset = int(stage.reset_at.timestamp())
    return {"limit": limit, "used": used, "remaining": max(0, limit - used), "reset": reset}


def _message(text: str, status: int) -> dict[str, Any]:
    return {"message": text, "documentation_url": DOCS, "status": str(status)}


def _json(stage: Stage, document: object, status: int = 200, more: dict[str, str] | None = None) -> web.Response:
    return web.json_response(document, status=status, headers=headers(stage) | (more or {}))
