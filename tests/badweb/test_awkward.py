"""Awkward answers on which link checkers differ: alive is alive, a wall is unknown, what is missing is suspected."""

import pytest

from checks.model import Signal
from tests.badweb.awkward import AWKWARD, RIGHT, Awkward
from tests.badweb.trying import attempt


@pytest.mark.asyncio
@pytest.mark.parametrize("awkward", AWKWARD, ids=str)
async def test_every_awkward_answer_is_judged_rightly(awkward: Awkward) -> None:
    tried = await attempt(awkward.stage)
    assert tried.verdict.signal in RIGHT[awkward.right], tried
    assert all(verdict.signal is Signal.BLIND for verdict in tried.earlier)
    assert tried.seconds < tried.bound_s
