"""A wrapper for probers: a link whose query holds a secret is never fetched."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing
from datetime import datetime
from typing import cast

from checks.model import Fault, Link, Observation, Prober
from checks.secrets import has_secret


def discreet(prober: Prober, *, clock: Callable[[], datetime]) -> Prober:
    """Answer for links that hold a secret with SECRET_IN_URL, and ask `prober` for the others."""

    async def probe(links: Sequence[Link]) -> AsyncIterator[Observation]:
        for link in links:
            if has_secret(link.url):
                yield Observation(link, at=clock(), fault=Fault.SECRET_IN_URL)
        others = prober([link for link in links if not has_secret(link.url)])
        async with aclosing(cast("AsyncGenerator[Observation]", others)) as observations:
            async for observation in observations:
                yield observation

    return probe
