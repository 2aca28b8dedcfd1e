"""github.com and raw.githubusercontent.com as a stranger without a token sees them: pages in their true shape."""

import json
import re
from html import escape
from typing import Any

from aiohttp import web
from markdown_it import MarkdownIt

from monitor.demo import github_refs
from monitor.demo.cast import Access
from monitor.demo.graphql_shapes import root_of, text_of
from monitor.demo.moment import Now
from monitor.demo.stage import Stage

REPOSITORY = re.compile(r"/([^/]+/[^/]+?)(?:\.git)?/?")
RAW = re.compile(r"/([^/]+/[^/]+)/(?:HEAD|main|refs/heads/main)/(.+)")
TAKEN_DOWN = "Repository unavailable due to DMCA takedown."
BLOCKED = "This repository has been disabled. Access to this repository has been disabled by GitHub Staff."
THOUSAND = 1000
FRONT = "<!DOCTYPE html>\n<html lang=en><head><title>GitHub</title></head><body></body></html>\n"
NOT_THERE = """<!DOCTYPE html>
<html lang=en><head><title>Page not found &middot; GitHub</title></head><body><img alt="404"></body></html>
"""


def page(stage: Stage, request: web.BaseRequest) -> web.Response:
    """Answer a request to github.com."""
    for_refs = github_refs.asks_for_refs(request)
    stage.requests["refs" if for_refs else "page"] += 1
    if stage.page_429:
        return web.Response(status=429, text="Too many requests.", headers={"Retry-After": "60"})
    if for_refs:
        return github_refs.answer(stage, request)
    if request.path == "/":
        return _html(FRONT)
    asked = REPOSITORY.fullmatch(request.path)
    now = stage.world.repository(asked[1], stage.day) if asked else None
    if asked is None or now is None:
        return _html(NOT_THERE, 404)
    if now.name.lower() != asked[1].lower():
        return web.Response(status=301, headers={"Location": f"https://github.com/{now.name}"})
    return _shown(stage, now)


def raw(stage: Stage, request: web.BaseRequest) -> web.Response:
    """Answer a request to raw.githubusercontent.com for one file."""
    stage.requests["raw"] += 1
    if stage.raw_429:
        return web.Response(status=429, text="429: Too Many Requests")
    asked = RAW.fullmatch(request.path)
    now = stage.world.repository(asked[1], stage.day) if asked else None
    if asked is None or now is None or not _readable(now) or asked[2] not in now.files:
        return web.Response(status=404, text="404: Not Found")
    text = text_of(now, asked[2])
    return web.Response(body=b"\x89PNG" if text is None else text.encode(), content_type="text/plain")


def _readable(now: Now) -> bool:
    return not now.blocked and now.access is not Access.DISABLED


def _shown(stage: Stage, now: Now) -> web.Response:
    match now.access:
        case Access.DMCA:
            return _html(_notice(now, TAKEN_DOWN), stage.dmca_page_status)
        case Access.TOS | Access.DISABLED:
            return _html(_notice(now, BLOCKED), 200, {"X-Disabled": "true"})
        case _:
            return _html(_repository(stage, now))


def _html(text: str, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(
        text=text, status=status, content_type="text/html", headers={"Server": "github.com"} | (headers or {})
    )


def _notice(now: Now, text: str) -> str:
    title = f"{escape(now.name)} · GitHub"
    return f"<!DOCTYPE html>\n<html lang=en><head><title>{title}</title></head><body><h3>{text}</h3></body></html>\n"


def _repository(stage: Stage, now: Now) -> str:
    about = f": {escape(now.repository.description)}" if now.repository.description else ""
    return f"""<!DOCTYPE html>
<html lang="en" data-color-mode="auto">
<head>
  <meta charset="utf-8">
  <title>GitHub - {escape(now.name)}{about}</title>
  <meta name="octolytics-dimension-repository_id" content="{now.number}" />
  <meta name="octolytics-dimension-repository_nwo" content="{escape(now.name)}" />
  <meta name="octolytics-dimension-repository_public" content="true" />
  <link rel="canonical" href="https://github.com/{escape(now.name)}" data-turbo-transient>
</head>
<body class="logged-out env-production page-responsive">
<div id="repository-container-header" class="pt-3 hide-full-screen">
  {_fork_counter(now.forks)}
  {_star_counter(now.stars)}
</div>
{_archived(stage, now)}{_empty(now)}
<react-partial partial-name="repos-overview" data-ssr="true">
  <script type="application/json" data-target="react-partial.embeddedData">{_embedded(stage, now)}</script>
  <div data-target="react-partial.reactRoot">{"" if stage.readme_off_page else _readme(now)}</div>
</react-partial>
</body>
</html>
"""


def _fork_counter(forks: int) -> str:
    return f'<span id="repo-network-counter" title="{forks:,}" class="Counter">{_short(forks)}</span>'


def _star_counter(stars: int) -> str:
    return (
        f'<span id="repo-stars-counter-star" aria-label="{stars} users starred this repository"'
        ' data-singular-suffix="user starred this repository" data-plural-suffix="users starred this repository"'
        f' data-turbo-replace="true" title="{stars:,}" data-view-component="true" class="Counter js-social-count">'
        f"{_short(stars)}</span>"
    )


def _short(count: int) -> str:
    return f"{count / 1000:.1f}k".replace(".0k", "k") if count >= THOUSAND else str(count)


def _archived(stage: Stage, now: Now) -> str:
    if now.archived_day is None:
        return ""
    return (
        '<div class="flash flash-warn flash-full border-top-0 text-center text-bold py-2">This repository was archived'
        f' by the owner on <relative-time datetime="{stage.at(now.archived_day)}"></relative-time>. It is now'
        " read-only.</div>\n"
    )


def _empty(now: Now) -> str:
    notice = '<div class="blankslate"><h3 class="blankslate-heading">This repository is empty.</h3></div>\n'
    return notice if now.empty else ""


def _readme(now: Now) -> str:
    if now.readme is None:
        return ""
    shown = MarkdownIt().render(now.readme)
    return f'<article class="markdown-body entry-content container-lg" itemprop="text">{shown}</article>'


def _embedded(stage: Stage, now: Now) -> str:
    # A closing tag inside a README must not end the script that holds it.
    payload = {"props": {"initialPayload": _payload(stage, now)}}
    return json.dumps(payload, ensure_ascii=False).replace("</", "<\\/")


def _payload(stage: Stage, now: Now) -> dict[str, Any]:
    owner, _, name = now.name.partition("/")
    items = [
        {"name": entry, "path": entry, "contentType": "directory" if folder else "file"}
        for entry, folder in root_of(now)
    ]
    return {
        "path": "/",
        "repo": {
            "id": now.number,
            "defaultBranch": "main",
            "name": name,
            "ownerLogin": owner,
            "isFork": False,
            "isEmpty": now.empty,
            "createdAt": stage.at(now.created_day),
            "public": True,
            "private": False,
        },
        "currentUser": None,
        "refInfo": {"name": "main", "refType": "branch", "canEdit": False, "currentOid": now.head_oid},
        "tree": {"items": items, "totalCount": len(items)},
        "overview": {"overviewFiles": [_overview(stage, now)] if now.readme is not None else []},
    }


def _overview(stage: Stage, now: Now) -> dict[str, Any]:
    return {
        "displayName": "README.md",
        "path": "README.md",
        "preferredFileType": "readme",
        "tabName": "README",
        "richText": None if stage.readme_off_page else _readme(now),
        "loaded": not stage.readme_off_page,
    }
