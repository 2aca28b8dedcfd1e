"""The web beside GitHub: what a project's page answers on the day that is played."""

from html import escape

from aiohttp import web

from monitor.demo import hub
from monitor.demo.cast import Page, Shows, as_of
from monitor.demo.stage import CANARY, HUB, Stage

NOT_FOUND = Shows(404, "404 Not Found", "Nothing lives at this address.")
CANARY_SINGS = Shows(200, "Canary", "If you can read this, you are online.")


def answer(stage: Stage, request: web.BaseRequest) -> web.Response:
    """Answer a request to a host of the world; what is served over TLS sends plain requests there."""
    host = request.url.host or ""
    if host == HUB and request.secure and (record := hub.answer(stage, request)) is not None:
        return record
    stage.requests["web"] += 1
    page = stage.world.page(host, request.path)
    if page and page.parts.scheme == "https" and not request.secure:
        return web.Response(status=301, headers={"Location": page.url})
    return _response(_shown(stage, host, page))


def _shown(stage: Stage, host: str, page: Page | None) -> Shows:
    if host == CANARY:
        return CANARY_SINGS
    shows = as_of(page.shows, stage.day) if page else stage.world.everywhere(host, stage.day)
    return shows or NOT_FOUND


def _response(shows: Shows) -> web.Response:
    title, text = escape(shows.title), escape(shows.text)
    html = f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
    html += f"<body>\n<h1>{title}</h1>\n<p>{text}</p>\n</body>\n</html>\n"
    return web.Response(status=shows.status, text=html, content_type="text/html", headers=dict(shows.headers))
