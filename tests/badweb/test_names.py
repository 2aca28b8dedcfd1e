"""Names as our own resolver, c-ares, meets them: what a name server does wrong stays with the names it is asked for."""

import time

import pytest

from checks.classify import classify
from checks.model import Fault, Kind, Link, Reason
from tests.badweb.name_server import NXDOMAIN, addresses, failing, in_turn, naming, silence
from tests.badweb.server import BadServer, serving
from tests.badweb.stages import PATIENT

STORM = 40


def link_to(server: BadServer, number: int, host: str) -> Link:
    return Link(number, server.url("/", host), Kind.PAGE, host)


@pytest.mark.asyncio
async def test_forty_silent_names_do_not_delay_a_good_one() -> None:
    hosts = [*(f"fox{number}.test" for number in range(STORM)), "redfox.test"]
    zones = dict.fromkeys(hosts, silence) | {"redfox.test": addresses("127.0.0.1")}
    async with serving() as server, naming(zones) as names:
        server.answers["/"] = server.ok()
        resolver = names.resolver(timeout=3.0)
        links = [link_to(server, number, host) for number, host in enumerate(hosts)]
        began, seen = time.monotonic(), {}
        async with server.session(resolver=resolver) as session:
            async for observation in server.prober(session, PATIENT)(links):
                seen[observation.link.host] = (observation.fault, time.monotonic() - began)
        await resolver.close()
    fault, seconds = seen.pop("redfox.test")
    assert fault is None
    assert seconds < 1.0
    assert {fault for fault, _ in seen.values()} == {Fault.DNS_FAILURE}
    assert min(seconds for _, seconds in seen.values()) > 1.5


@pytest.mark.asyncio
async def test_a_name_is_asked_for_once_by_all_its_links() -> None:
    async with serving() as server, naming({"redfox.test": addresses("127.0.0.1")}) as names:
        server.otherwise = server.ok()
        resolver = names.resolver()
        links = [Link(number, server.url(f"/{number}", "redfox.test"), Kind.PAGE, "redfox.test") for number in range(9)]
        async with server.session(resolver=resolver) as session:
            statuses = [seen.http_status async for seen in server.prober(session, PATIENT)(links)]
        await resolver.close()
    assert statuses == [200] * 9
    assert names.asked == ["redfox.test"] * 2  # for IPv4 and for IPv6


@pytest.mark.asyncio
async def test_an_answer_that_changes_within_a_look_is_not_heard() -> None:
    """Whoever asks for a name again before connecting is led elsewhere; we connect where we were led first."""
    async with serving() as server, naming({"redfox.test": in_turn(["127.0.0.1"], ["10.0.0.1"])}) as names:
        server.answers |= {"/": server.to("/a"), "/a": server.to("/b"), "/b": server.ok()}
        resolver = names.resolver()
        seen = await server.look_at(server.url("/", "redfox.test"), PATIENT, resolver=resolver)
        await resolver.close()
    assert (seen.http_status, len(server.heads)) == (200, 3)


@pytest.mark.asyncio
async def test_a_redirect_to_a_name_that_is_gone_is_what_the_look_ends_in() -> None:
    async with serving() as server, naming({"redfox.test": failing(NXDOMAIN)}) as names:
        server.answers["/"] = server.to(server.url("/", "redfox.test"))
        resolver = names.resolver()
        seen = await server.look("/", PATIENT, resolver=resolver)
        await resolver.close()
    assert classify(seen).reason is Reason.DOMAIN_GONE
    assert len(seen.hops) == 1
