"""Another way to the same repositories, where our token is refused: one page each, as if we had none."""

import logging
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from typing import cast

from checks.model import Fault, Link, Observation, Prober

log = logging.getLogger(__name__)


def without_token(prober: Prober, pages: Prober) -> Prober:
    """Give `prober` with what it could not ask for because its token was rejected looked at by `pages`."""

    async def probe(links: Sequence[Link]) -> AsyncIterator[Observation]:
        rejected: list[Link] = []
        async with aclosing(cast("AsyncGenerator[Observation]", prober(links))) as observations:
            async for seen in observations:
                if seen.fault is Fault.TOKEN_REJECTED:
                    rejected.append(seen.link)
                else:
                    yield seen
        if not rejected:
            return
        log.warning("GitHub rejects the token: it is wrong or has expired; going on without it, one page at a time")
        async with aclosing(cast("AsyncGenerator[Observation]", pages(rejected))) as observations:
            async for seen in observations:
                yield seen

    return probe
