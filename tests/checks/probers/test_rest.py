"""Repositories by the REST interfaces of their forges: shapes as the forges' own documentation gives them."""

import json
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
import trustme

from checks.classify import classify
from checks.code import inspect
from checks.forges import FORGES
from checks.model import CodeState, Fault, Kind, Link, Observation, Reason, Signal
from checks.probers.rest import rest_prober
from checks.urls import target
from tests.badweb.resolvers import ToHere

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOSTS = (
    "gitlab.com",
    "gitlab.acme.example",
    "codeberg.org",
    "huggingface.co",
    "zenodo.org",
    "api.bitbucket.org",
    "gitee.com",
)
INTERFACES = {forge.name: forge.interface for forge in FORGES}


class Hub:
    """One server that plays every forge, and what a prober sees of it."""

    def __init__(self, server: Any, context: Any) -> None:
        self.server, self.context = server, context

    def says(self, path: str, document: object, status: str = "200 OK", **headers: str) -> None:
        body = document.encode() if isinstance(document, str) else json.dumps(document).encode()
        self.server.answers[path] = self.server.ok(body, status, **headers)

    async def look(self, url: str, **known: Any) -> Observation:
        return (await self.look_at([replace(link_to(url), **known)]))[0]

    async def look_at(self, links: Sequence[Link]) -> list[Observation]:
        async def pages(others: Sequence[Link]) -> AsyncIterator[Observation]:
            for link in others:
                yield Observation(link, NOON, http_status=299)

        assert links[0].forge is not None
        interface = INTERFACES[links[0].forge]
        assert interface is not None
        async with self.server.session(resolver=ToHere(self.server.port), ssl_context=self.context) as session:
            probe = rest_prober(session, interface, pages, clock=lambda: NOON, pace_s=0.0)
            return [seen async for seen in probe(links)]

    @property
    def asked(self) -> list[str]:
        return [head.split()[1] for head in self.server.heads]


def link_to(url: str) -> Link:
    aim = target(url)
    assert aim is not None
    return Link(1, aim.url, Kind.REPO, aim.url.split("/")[2], aim.forge, aim.name)


@pytest_asyncio.fixture
async def hub(authority: trustme.CA, serve_tls: Any) -> AsyncIterator[Hub]:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    async with AsyncExitStack() as stack:
        yield Hub(await stack.enter_async_context(serve_tls(authority.issue_cert(*HOSTS))), context)


GITLAB = {
    "id": 77, "path_with_namespace": "acme/vision/redfox", "star_count": 12, "forks_count": 3, "default_branch": "main",
    "last_activity_at": "2026-02-01T10:00:00.000Z", "empty_repo": False, "license": {"key": "mit"},
}  # fmt: skip


@pytest.mark.asyncio
async def test_gitlab_shows_a_project_with_its_files_and_readme(hub: Hub) -> None:
    hub.says("/api/v4/projects/acme%2Fvision%2Fredfox?license=true", GITLAB)
    tree = [
        {"path": "train.py", "type": "blob"},
        {"path": "src", "type": "tree"},
        {"path": "README.md", "type": "blob"},
    ]
    hub.says("/api/v4/projects/77/repository/tree?per_page=100", tree)
    hub.says("/api/v4/projects/77/repository/files/README.md/raw?ref=main", "# Red Fox")
    seen = await hub.look("https://gitlab.com/acme/vision/redfox")
    facts = seen.repository
    assert facts is not None
    assert (facts.stars, facts.forks, facts.node_id, facts.license) == (12, 3, "77", "mit")
    assert (facts.files, facts.readme) == (("train.py", "src/", "README.md"), "# Red Fox")
    assert classify(seen).signal is Signal.ALIVE


@pytest.mark.asyncio
async def test_what_has_not_changed_costs_one_request(hub: Hub) -> None:
    hub.says("/api/v4/projects/acme%2Fvision%2Fredfox?license=true", GITLAB)
    seen = await hub.look("https://gitlab.com/acme/vision/redfox", pushed_at=datetime(2026, 2, 1, 10, tzinfo=UTC))
    assert seen.repository is not None
    assert (seen.repository.stars, seen.repository.files) == (12, None)
    assert len(hub.asked) == 1


@pytest.mark.asyncio
async def test_a_renamed_project_has_moved(hub: Hub) -> None:
    hub.says("/api/v4/projects/acme%2Fvision%2Fredfox?license=true", GITLAB | {"path_with_namespace": "acme/bluefox"})
    verdict = classify(await hub.look("https://gitlab.com/acme/vision/redfox"))
    assert (verdict.reason, verdict.moved_to) == (Reason.RENAMED, "https://gitlab.com/acme/bluefox")


@pytest.mark.asyncio
async def test_a_host_named_gitlab_that_is_none_is_looked_at_as_a_page(hub: Hub) -> None:
    hub.says("/api/v4/projects/acme%2Fredfox?license=true", "<h1>Not here</h1>", "404 Not Found")
    assert (await hub.look("https://gitlab.acme.example/acme/redfox")).http_status == 299


@pytest.mark.asyncio
async def test_somebodys_own_gitlab_is_asked_as_gitlab_is(hub: Hub) -> None:
    hub.says("/api/v4/projects/acme%2Fredfox?license=true", {"message": "404 Project Not Found"}, "404 Not Found")
    assert classify(await hub.look("https://gitlab.acme.example/acme/redfox")).reason is Reason.NOT_PUBLIC


@pytest.mark.asyncio
async def test_codeberg_shows_a_repository(hub: Hub) -> None:
    record = {"id": 5, "full_name": "acme/redfox", "stars_count": 4, "forks_count": 0, "empty": False, "archived": True}
    hub.says("/api/v1/repos/acme/redfox", record | {"updated_at": "2026-01-01T00:00:00+01:00"})
    hub.says(
        "/api/v1/repos/acme/redfox/contents", [{"path": "src", "type": "dir"}, {"path": "readme.md", "type": "file"}]
    )
    hub.says("/api/v1/repos/acme/redfox/raw/readme.md", "Foxes")
    facts = (await hub.look("https://codeberg.org/acme/redfox")).repository
    assert facts is not None
    assert (facts.stars, facts.archived, facts.files, facts.readme) == (4, True, ("src/", "readme.md"), "Foxes")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("acme/fox", "models/acme/fox"),
        ("datasets/acme/fox", "datasets/acme/fox"),
        ("spaces/acme/fox", "spaces/acme/fox"),
    ],
)
async def test_hugging_face_lists_the_files_in_the_record(hub: Hub, name: str, path: str) -> None:
    siblings = [{"rfilename": ".gitattributes"}, {"rfilename": "README.md"}, {"rfilename": "model.safetensors"}]
    record = {"_id": "6f", "id": "acme/fox", "sha": "c0ffee", "likes": 31, "siblings": siblings, "gated": False}
    hub.says(f"/api/{path}", record)
    hub.says(f"/{name}/raw/main/README.md", "# Fox weights")
    seen = await hub.look(f"https://huggingface.co/{name}")
    facts = seen.repository
    assert facts is not None
    assert (facts.name, facts.stars, facts.head_oid, facts.readme) == (name, 31, "c0ffee", "# Fox weights")
    assert inspect(facts.readme, facts.files).state is CodeState.PRESENT
    assert classify(seen).reason is Reason.OK


@pytest.mark.asyncio
async def test_a_model_that_holds_nothing_yet_is_empty(hub: Hub) -> None:
    hub.says("/api/models/acme/fox", {"id": "acme/fox", "siblings": [{"rfilename": ".gitattributes"}]})
    seen = await hub.look("https://huggingface.co/acme/fox")
    assert seen.repository is not None
    assert (seen.repository.empty, seen.repository.files) == (True, ())


@pytest.mark.asyncio
async def test_hugging_face_answers_strangers_401_for_what_is_missing(hub: Hub) -> None:
    said = {"error": "Repository not found"}
    hub.says("/api/models/acme/gone", said, "401 Unauthorized", X_Error_Code="RepoNotFound")
    hub.says("/api/models/acme/gated", {"error": "gated"}, "401 Unauthorized", X_Error_Code="GatedRepo")
    assert classify(await hub.look("https://huggingface.co/acme/gone")).reason is Reason.NOT_PUBLIC
    assert classify(await hub.look("https://huggingface.co/acme/gated")).signal is Signal.LIMITED


@pytest.mark.asyncio
async def test_zenodo_lists_the_files_of_a_record(hub: Hub) -> None:
    record = {"id": 123, "metadata": {"title": "Foxes", "license": {"id": "cc-by-4.0"}}, "files": [{"key": "code.zip"}]}
    hub.says("/api/records/123", record)
    facts = (await hub.look("https://zenodo.org/records/123")).repository
    assert facts is not None
    assert (facts.name, facts.files, facts.license) == ("123", ("code.zip",), "cc-by-4.0")


@pytest.mark.asyncio
async def test_a_record_that_zenodo_has_deleted_is_gone(hub: Hub) -> None:
    hub.says("/api/records/123", {"status": 410, "message": "The record has been deleted."}, "410 Gone")
    assert classify(await hub.look("https://zenodo.org/records/123")).reason is Reason.GONE


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://bitbucket.org/acme/redfox", "/2.0/repositories/acme/redfox"),
        ("https://gitee.com/acme/redfox", "/api/v5/repos/acme/redfox"),
    ],
)
async def test_bitbucket_and_gitee_tell_that_a_repository_is_there(hub: Hub, url: str, path: str) -> None:
    hub.says(path, {"full_name": "acme/redfox"})
    assert classify(await hub.look(url)).reason is Reason.OK
    hub.says(path, {"message": "not found"}, "404 Not Found")
    assert classify(await hub.look(url)).reason is Reason.NOT_PUBLIC


@pytest.mark.asyncio
async def test_a_forge_that_has_had_enough_is_asked_nothing_more(hub: Hub) -> None:
    hub.says("/api/models/acme/fox", {}, "429 Too Many Requests", Retry_After="60")
    links = [replace(link_to("https://huggingface.co/acme/fox"), id=number) for number in range(3)]
    seen = await hub.look_at(links)
    assert [one.fault for one in seen] == [Fault.RATE_LIMITED] * 3
    assert {one.retry_at for one in seen} == {NOON + timedelta(seconds=60)}
    assert len(hub.asked) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("body", ["<html>Maintenance</html>", "[", "[" * 100_000, "null"])
async def test_no_record_at_all_is_the_forges_trouble(hub: Hub, body: str) -> None:
    hub.says("/api/models/acme/fox", body)
    assert (await hub.look("https://huggingface.co/acme/fox")).fault is Fault.FORGE_DOWN


@pytest.mark.asyncio
async def test_a_server_error_is_the_forges_trouble(hub: Hub) -> None:
    hub.says("/api/models/acme/fox", {}, "502 Bad Gateway")
    assert classify(await hub.look("https://huggingface.co/acme/fox")).signal is Signal.BLIND


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "url", [f"https://{host.removeprefix('api.')}/acme/redfox" for host in HOSTS if "zenodo" not in host]
)
async def test_odd_shapes_say_nothing_and_hurt_nobody(hub: Hub, url: str) -> None:
    odd = {
        "id": [],
        "stars_count": 2**70,
        "star_count": "many",
        "likes": -0.5,
        "siblings": [1, {"rfilename": 7}],
        "files": 3,
    }
    hub.server.answers = _Everything(hub.server.ok(json.dumps(odd).encode()))
    seen = await hub.look(url)
    assert seen.repository is not None
    assert (seen.repository.stars, seen.fault) == (None, None)


class _Everything(dict[str, bytes]):
    def __init__(self, answer: bytes) -> None:
        self.answer = answer

    def get(self, path: str, otherwise: object = None) -> bytes:  # type: ignore[override]  # one answer for all
        del path, otherwise
        return self.answer
