"""What travels to a worker: no token, no cookie, nothing that an owner keeps secret."""

import pickle
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from checks.guard import parse_allowed
from checks.model import Fault, Kind, Link
from checks.probers.discreet import discreet
from monitor.cluster import worker
from monitor.cluster.errands import kit_for
from monitor.cluster.fleet import Fleet
from monitor.notify.channels import channels_from
from monitor.settings import Settings

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
SECRETS = Settings(
    db=Path("PLANTED.db"),
    github_api="https://git.acme.example/PLANTED",
    github_token="PLANTED",
    canaries=("https://canary.example/?access_token=PLANTED", "https://canary.example/"),
    corrections=Path("PLANTED.toml"),
    notify=channels_from({"team": {"kind": "slack", "url": "https://hooks.example/PLANTED"}}, {}),
)


class Wire:
    """A scheduler that keeps what it is given, as it would travel, and does it at once."""

    def __init__(self):
        self.travelled = []

    def submit(self, task, *arguments, **options):
        self.travelled.append(pickle.dumps((task, arguments, options)))
        return Errand(task, arguments)


class Errand:
    def __init__(self, task, arguments):
        self.task, self.arguments = task, arguments

    async def result(self):
        return await self.task(*self.arguments)


class Broken(Errand):
    async def result(self):
        raise RuntimeError("three workers died")


def links(*addresses):
    return [Link(number, url, Kind.PAGE, urlsplit(url).hostname) for number, url in enumerate(addresses)]


def fleet(wire, settings):
    return Fleet(wire, kit_for(settings, "run", 2), 4, lambda: NOON)


@pytest.mark.asyncio
async def test_no_secret_of_the_owner_travels():
    wire = Wire()
    one = fleet(wire, SECRETS)
    prober = discreet(one.prober(), clock=lambda: NOON)
    try:
        seen = [s async for s in prober(links("http://127.0.0.1:9/a", "http://127.0.0.1:9/b?access_token=PLANTED"))]
    finally:
        await worker.close("run")
    assert {s.fault for s in seen} == {Fault.SECRET_IN_URL, Fault.PRIVATE_ADDRESS}
    assert len(wire.travelled) == 1
    assert b"127.0.0.1:9/a" in wire.travelled[0]
    assert b"PLANTED" not in wire.travelled[0]
    assert one.kit.canaries == ("https://canary.example/",)


@pytest.mark.asyncio
async def test_what_a_batch_learns_of_its_hosts_the_next_one_of_the_shard_knows(site):
    settings = Settings(canaries=(), host_delay=0, allowed=(parse_allowed(f"127.0.0.0/8:{site.server_port}"),))
    prober = fleet(Wire(), settings).prober()
    home = f"http://127.0.5.1:{site.server_port}"
    try:
        first = [seen async for seen in prober(links(f"{home}/led/1", f"{home}/led/2"))]
        second = [seen async for seen in prober(links(f"{home}/led/3", f"{home}/later"))]
        asked = site.asked.total()
        third = [seen async for seen in prober(links(f"{home}/ok/1"))]
    finally:
        await worker.close("run")
    assert [seen.crowd for seen in first] == [2, 2]
    assert max(seen.crowd for seen in second) == 3
    assert [seen.fault for seen in third] == [Fault.RATE_LIMITED]
    assert site.asked.total() == asked, "a host that asked for patience is left alone by all workers"


@pytest.mark.asyncio
async def test_what_no_worker_could_do_says_nothing_of_a_link(caplog):
    wire = Wire()
    wire.submit = lambda task, *arguments, **_: Broken(task, arguments)
    seen = [seen async for seen in fleet(wire, Settings()).prober()(links("http://127.0.0.1:9/a"))]
    assert [one.fault for one in seen] == [Fault.INTERNAL]
    assert "1 links stay as they were: their workers failed (RuntimeError: three workers died)" in caplog.text
