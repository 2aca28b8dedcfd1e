"""Where hosts live: what shares a machine must share a shard, so that it is not asked from two sides at once."""

import asyncio
from collections.abc import Iterable, Iterator

import aiohttp

from checks.probers.transport import Connector

AT_ONCE = 64
LONGEST_S = 5.0


async def addresses_of(hosts: Iterable[str], connector: Connector) -> dict[str, str]:
    """Return the first address of each host that has one; who has none now is found out by whoever looks."""
    found: dict[str, str] = {}
    waiting = iter(hosts)
    async with asyncio.TaskGroup() as lookups:
        for _ in range(AT_ONCE):
            lookups.create_task(_ask(waiting, connector, found))
    return found


async def _ask(waiting: Iterator[str], connector: Connector, found: dict[str, str]) -> None:
    for host in waiting:
        try:
            async with asyncio.timeout(LONGEST_S):
                found[host] = await connector.address_of(host.strip("[]"), 0)
        except (OSError, UnicodeError, aiohttp.InvalidURL):
            continue
