"""Hugging Face's interface as strangers see it: models and spaces of the world, in the shapes of its documentation."""

import hashlib
import re
from typing import Any

from aiohttp import web

from monitor.demo.cast import HubRepository, as_of
from monitor.demo.stage import Stage

RECORD = re.compile(r"/api/(models/|datasets/|spaces/)([^/]+/[^/]+)")
RAW = re.compile(r"/((?:datasets/|spaces/)?[^/]+/[^/]+)/raw/main/(.+)")
NO_SUCH = {"X-Error-Code": "RepoNotFound", "X-Error-Message": "Repository not found"}
GATED = {"X-Error-Code": "GatedRepo", "X-Error-Message": "Access to this repository is restricted."}


def answer(stage: Stage, request: web.BaseRequest) -> web.Response | None:
    """Answer a request to the interface or for a raw file; None: it is for a page."""
    if record := RECORD.fullmatch(request.path):
        stage.requests["hub"] += 1
        kind, name = record.groups()
        found = stage.world.on_hub(f"{kind.removeprefix('models/')}{name}")
        return _unknown() if found is None else web.json_response(_record(stage, found))
    if raw := RAW.fullmatch(request.path):
        stage.requests["hub"] += 1
        return _raw(stage.world.on_hub(raw[1]), raw[2])
    return None


def _unknown() -> web.Response:
    return web.json_response({"error": "Invalid username or password."}, status=401, headers=NO_SUCH)


def _raw(found: HubRepository | None, path: str) -> web.Response:
    if found is None:
        return _unknown()
    if found.gated:
        return web.Response(status=401, text=f"Access to {found.name} is restricted.", headers=GATED)
    if path != "README.md":
        return web.Response(status=404, text="Entry not found", headers={"X-Error-Code": "EntryNotFound"})
    return web.Response(text=found.card, content_type="text/plain")


def _record(stage: Stage, found: HubRepository) -> dict[str, Any]:
    owner, _, name = found.path.partition("/")
    identity = hashlib.sha256(found.name.encode()).hexdigest()
    likes = found.likes.on(stage.day)
    common: dict[str, Any] = {
        "_id": identity[:24],
        "id": found.path,
        "author": owner,
        "sha": identity[:40],
        "lastModified": stage.at(found.changed_day),
        "createdAt": stage.at(found.changed_day),
        "private": False,
        "disabled": False,
        "gated": found.gated or False,
        "likes": likes,
        "tags": [f"license:{found.licence}"],
        "cardData": {"license": found.licence},
        "siblings": [{"rfilename": path} for path in (".gitattributes", "README.md", *found.files)],
    }
    if not found.is_space:
        more = {"modelId": found.path, "downloads": 31 * likes, "pipeline_tag": "text-generation"}
        return common | more
    stage_now = as_of(found.stages, stage.day)
    hardware = {"current": "cpu-basic" if stage_now == "RUNNING" else None, "requested": "cpu-basic"}
    runtime = {"stage": stage_now, "hardware": hardware, "storage": None, "gcTimeout": 172_800}
    subdomain = f"{owner}-{name}".lower()
    return common | {
        "sdk": "gradio",
        "subdomain": subdomain,
        "host": f"https://{subdomain}.hf.space",
        "runtime": runtime,
    }
