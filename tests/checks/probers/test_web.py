"""What the web prober makes of good pages: facts, redirects, retries, turns. Bad servers are in `tests/badweb`."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from checks.model import Fault, Hop, Observation, PageFacts, Validator
from checks.politeness import Politeness
from checks.probers.request import WebLimits

Server = Any  # conftest's BadServer: conftest.py cannot be imported
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SECRET = "https://acme.test/?token=hush"
QUICK = WebLimits(connect_s=0.2, read_s=0.2, total_s=0.4, pause_s=0.0)


@pytest.mark.asyncio
async def test_a_page_is_told_by_its_facts(server: Server) -> None:
    body = "<html><TITLE lang='en'>Red &amp;\n fox</TITLE><p>Fuchs, süß".encode("latin-1")
    server.answers["/"] = server.ok(body, Server="acme/1", Content_Type="text/html; charset=ISO-8859-1")
    seen = await server.look()
    assert replace(seen, latency_ms=None) == Observation(
        link=seen.link,
        at=NOON,
        http_status=200,
        final_url=server.url(),
        page=PageFacts(
            size=len(body),
            title="Red & fox",
            text=body.decode("latin-1"),
            server="acme/1",
            content_type="text/html; charset=ISO-8859-1",
        ),
    )
    assert seen.latency_ms is not None


@pytest.mark.asyncio
async def test_a_missing_page_is_a_status_not_a_fault(server: Server) -> None:
    seen = await server.look("/lost")
    assert (seen.fault, seen.http_status, seen.attempts) == (None, 404, 1)


@pytest.mark.asyncio
async def test_every_hop_of_a_redirect_is_recorded(server: Server) -> None:
    server.answers |= {
        "/a": server.to("/b", "301 Moved Permanently"),
        "/b": server.to("c?x=1#part", "307 Temporary Redirect"),
        "/c?x=1": server.ok(),
    }
    seen = await server.look("/a")
    assert seen.hops == (Hop(301, server.url("/b")), Hop(307, server.url("/c?x=1")))
    assert (seen.http_status, seen.final_url) == (200, server.url("/c?x=1"))


@pytest.mark.asyncio
async def test_a_redirect_to_another_host_is_followed_there(server: Server) -> None:
    server.answers |= {"/a": server.to(server.url("/b", "127.0.0.2")), "/b": server.ok()}
    listening = await asyncio.start_server(server.serve, "127.0.0.2", server.port)
    async with listening:
        seen = await server.look("/a")
    assert (seen.http_status, seen.final_url) == (200, server.url("/b", "127.0.0.2"))


@pytest.mark.asyncio
async def test_no_cookie_is_kept_and_no_credential_sent(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.answers |= {"/a": server.ok(b"", "302 Found", Location="/b", Set_Cookie="crumb=1"), "/b": server.ok()}
    await server.look("/a")
    assert len(server.heads) == 2
    for head in server.heads:
        assert "user-agent: linkpulse/test" in head.lower()
        assert not {"cookie", "authorization"} & {line.split(":")[0] for line in head.lower().splitlines()}


@pytest.mark.asyncio
@pytest.mark.parametrize("status", ["502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout"])
async def test_what_passes_is_tried_again_once(server: Server, status: str) -> None:
    server.answers |= {"/": [server.ok(b"", status), server.ok()], "/down": server.ok(b"", status)}
    recovered, down = await server.look(), await server.look("/down")
    assert (recovered.http_status, recovered.attempts) == (200, 2)
    assert (down.http_status, down.attempts) == (int(status[:3]), 2)


@pytest.mark.asyncio
async def test_what_does_not_pass_is_asked_once(server: Server) -> None:
    server.answers |= {"/500": server.ok(b"", "500 Oops"), "/wait": server.ok(b"", "503 Busy", Retry_After="60")}
    for path in ("/500", "/wait", "/missing"):
        assert (await server.look(path)).attempts == 1
    assert len(server.heads) == 3


@pytest.mark.asyncio
async def test_a_throttling_host_is_asked_nothing_more(server: Server) -> None:
    server.answers["/1"] = server.ok(b"", "429 Too Many Requests", Retry_After="90")
    async with server.session() as session:
        probe = server.prober(session, QUICK, Politeness(per_host=1, delay=0.0))
        first, second = [seen async for seen in probe([server.link("/1", 1), server.link("/2", 2)])]
    assert (first.http_status, first.retry_at) == (429, NOON + timedelta(seconds=90))
    assert second.fault is Fault.RATE_LIMITED
    assert second.retry_at is not None
    assert timedelta(seconds=80) < second.retry_at - NOON <= timedelta(seconds=90)
    assert len(server.heads) == 1


@pytest.mark.asyncio
async def test_one_host_is_asked_by_two_at_most(server: Server) -> None:
    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.01)
        writer.write(server.ok())

    links = [server.link(f"/{number}", number) for number in range(12)]
    server.answers |= {f"/{number}": slow for number in range(12)}
    async with server.session() as session:
        seen = [seen async for seen in server.prober(session)(links)]
    assert sorted(one.link.id for one in seen) == list(range(12))
    assert {one.http_status for one in seen} == {200}
    assert server.most_at_once == 2


@pytest.mark.asyncio
async def test_the_clock_starts_when_it_is_a_links_turn(server: Server) -> None:
    """Four silent pages take both turns for longer than the last one has in all; it is healthy, and is told so."""

    async def silent(_: asyncio.StreamWriter) -> None:
        await asyncio.sleep(5)

    server.answers |= {f"/{number}": silent for number in range(4)} | {"/4": server.ok()}
    limits = replace(QUICK, connect_s=0.05, read_s=0.05, total_s=0.15, tries=1)
    async with server.session() as session:
        links = [server.link(f"/{number}", number) for number in range(5)]
        seen = {one.link.id: one async for one in server.prober(session, limits)(links)}
    assert [seen[number].fault for number in range(4)] == [Fault.READ_TIMEOUT] * 4
    assert seen[4].http_status == 200


@pytest.mark.asyncio
async def test_closing_early_leaves_no_task_behind(server: Server) -> None:
    async def silent(_: asyncio.StreamWriter) -> None:
        await asyncio.sleep(5)

    server.answers |= {"/0": server.ok()} | {f"/{number}": silent for number in range(1, 20)}
    before = asyncio.all_tasks()
    async with server.session() as session:
        observations = server.prober(session)([server.link(f"/{number}", number) for number in range(20)])
        assert (await anext(observations)).http_status == 200
        await observations.aclose()
        assert {task for task in asyncio.all_tasks() - before if "tests/badweb/server" not in repr(task)} == set()


@pytest.mark.asyncio
async def test_nothing_to_look_at_is_fine(server: Server) -> None:
    async with server.session() as session:
        assert [seen async for seen in server.prober(session)([])] == []


class Broken(Politeness):
    """A bug in our own house that one link finds, with that link's secret in its text."""

    def slot(self, host: str) -> Any:
        """Fail for one host."""
        if host == "127.0.0.2":
            raise KeyError(SECRET)
        return super().slot(host)


@pytest.mark.asyncio
async def test_one_link_that_finds_a_bug_does_not_take_the_others_along(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.answers["/"] = server.ok()
    async with server.session() as session:
        probe = server.prober(session, QUICK, Broken(delay=0.0))
        seen = [seen async for seen in probe([server.link("/", 1, "127.0.0.2"), server.link("/", 2)])]
    assert sorted((one.link.id, one.fault, one.http_status) for one in seen) == [
        (1, Fault.INTERNAL, None),
        (2, None, 200),
    ]
    assert "link 1: KeyError in the web prober" in caplog.text
    assert "hush" not in caplog.text


@pytest.mark.asyncio
async def test_one_clock_runs_for_all_hops_of_a_try(server: Server) -> None:
    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.06)
        writer.write(server.to(f"/{len(server.heads)}"))

    server.answers |= {f"/{number}": slow for number in range(9)}
    limits = replace(QUICK, total_s=0.15)
    seen = await server.look("/0", limits)
    assert seen.fault is Fault.READ_TIMEOUT
    assert 1 <= len(seen.hops) <= 2


@pytest.mark.asyncio
async def test_secrets_in_redirects_are_used_and_not_told(server: Server) -> None:
    server.answers |= {"/a": server.to("/b?token=hush1"), "/b?token=hush1": server.to("/b?token=hush2")}
    server.answers["/b?token=hush2"] = server.ok()
    seen = await server.look("/a")
    assert (seen.http_status, len(seen.hops)) == (200, 2)
    assert "hush" not in repr(seen)


async def most_at_once(server: Server, resolver: Any, hosts: list[str]) -> int:
    """Look once at each host, one at a time by name, and tell how many the server saw together."""

    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.01)
        writer.write(server.ok())

    server.answers["/"] = slow
    links = [server.link("/", number, host) for number, host in enumerate(hosts)]
    async with server.session(resolver=resolver) as session:
        probe = server.prober(session, QUICK, Politeness(per_host=1, delay=0.0))
        assert [seen.http_status async for seen in probe(links)] == [200] * len(hosts)
    return int(server.most_at_once)


@pytest.mark.asyncio
async def test_hosts_of_one_domain_share_their_turns(server: Server, names: Any) -> None:
    hosts = [f"fox{number}.github.io" for number in range(5)]
    assert await most_at_once(server, names(dict.fromkeys(hosts, ("127.0.0.1",))), hosts) == 1


@pytest.mark.asyncio
async def test_all_names_at_one_address_are_asked_by_twice_as_many_as_one_name(server: Server, names: Any) -> None:
    hosts = [f"fox{number}.test" for number in range(9)]
    assert await most_at_once(server, names(dict.fromkeys(hosts, ("127.0.0.1",))), hosts) == 2


async def look_again(server: Server, validator: Validator | None, path: str = "/") -> Observation:
    async with server.session() as session:
        link = replace(server.link(path), validator=validator)
        (seen,) = [seen async for seen in server.prober(session)([link])]
        return seen


@pytest.mark.asyncio
async def test_a_page_that_was_read_is_asked_for_its_changes_only(server: Server) -> None:
    server.answers["/"] = [server.ok(ETag='"one"'), b"HTTP/1.1 304 Not Modified\r\n\r\n"]
    first = await look_again(server, None)
    again = await look_again(server, first.validator)
    assert first.validator == again.validator == Validator('"one"', NOON)
    assert (again.http_status, again.page and again.page.size) == (304, 0)
    assert ["If-None-Match" in head for head in server.heads] == [False, True]


@pytest.mark.asyncio
async def test_a_page_that_was_read_long_ago_is_read_whole(server: Server) -> None:
    server.answers["/"] = server.ok(ETag='"two"')
    seen = await look_again(server, Validator('"one"', NOON - timedelta(days=31)))
    assert "If-None-Match" not in server.heads[0]
    assert seen.validator == Validator('"two"', NOON)


@pytest.mark.asyncio
async def test_a_validator_goes_to_its_own_address_only(server: Server) -> None:
    server.answers |= {"/a": server.to("/b"), "/b": server.ok(ETag='"b"')}
    seen = await look_again(server, Validator('"a"', NOON), "/a")
    assert ["If-None-Match" in head for head in server.heads] == [True, False]
    assert seen.validator is None
