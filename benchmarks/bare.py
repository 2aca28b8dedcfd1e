"""The yardstick: the shortest aiohttp program that GETs every URL of a file and reads at most 256 KiB of each."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import aiohttp

WORKERS = 128


async def _work(session: aiohttp.ClientSession, urls: Iterator[str], statuses: dict[int, int]) -> None:
    for url in urls:
        async with session.get(url) as response:
            await response.content.read(256 * 1024)
            statuses[response.status] = statuses.get(response.status, 0) + 1


async def main(urls: Iterator[str]) -> None:
    """GET every URL with 128 workers and print how often each status came."""
    statuses: dict[int, int] = {}
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        await asyncio.gather(*(_work(session, urls, statuses) for _ in range(WORKERS)))
    print(statuses)


if __name__ == "__main__":
    asyncio.run(main(iter(Path(sys.argv[1]).read_text().split())))
