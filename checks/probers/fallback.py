"""Another way to the same repositories, where our token is refused: one page each, as if we had none."""

import logging
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from typing import cast

from checks.model import Fault, Link, Observation, Prober

FORBIDDEN = 403

log = logging.getLogger(__name__)


def without_token(prober: Prober, pages: Prober) -> Prober:
    """Give `prober` with what its token keeps from us looked at by `pages`, as strangers see it.

    That is everything once the token is rejected, and before that what an organisation does not show to such tokens.
    """

    async def probe(links: Sequence[Link]) -> AsyncIterator[Observation]:
        kept: list[Observation] = []
        async with aclosing(cast("AsyncGenerator[Observation]", prober(links))) as observations:
            async for seen in observations:
                if _is_kept_from_us(seen):
                    kept.append(seen)
                else:
                    yield seen
        if not kept:
            return
        if any(seen.fault for seen in kept):
            log.warning(
                "GitHub rejects the token: it is wrong, has expired or may not ask this; "
                "going on without it, one page at a time"
            )
        async with aclosing(cast("AsyncGenerator[Observation]", pages([seen.link for seen in kept]))) as observations:
            async for seen in observations:
                yield seen

    return probe


def _is_kept_from_us(seen: Observation) -> bool:
    forbidden = seen.http_status == FORBIDDEN and seen.block_reason is None
    return forbidden or seen.fault is Fault.TOKEN_REJECTED
