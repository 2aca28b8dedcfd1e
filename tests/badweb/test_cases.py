"""All bad inputs and servers, each with its verdict, in time; those that could fill memory do not."""

import pytest

from tests.badweb.alone import weigh
from tests.badweb.case import Case
from tests.badweb.cases import CASES, ELSEWHERE
from tests.badweb.trying import LONGEST_S, attempt

GROWTH_MB = 20.0


def test_every_number_has_its_row_or_is_judged_elsewhere() -> None:
    numbers = {case.number for case in CASES}
    assert numbers | set(ELSEWHERE) == set(range(1, 65))
    assert not numbers & set(ELSEWHERE)
    assert len({str(case) for case in CASES}) == len(CASES)


@pytest.mark.asyncio
@pytest.mark.parametrize("case", [case for case in CASES if not case.alone], ids=str)
async def test_every_bad_server_gets_its_verdict_in_time(case: Case) -> None:
    tried = await attempt(case.stage)
    assert case.survived(tried), tried
    assert tried.seconds < tried.bound_s


@pytest.mark.parametrize("case", [case for case in CASES if case.alone], ids=str)
def test_what_could_fill_our_memory_does_not(case: Case) -> None:
    weighed = weigh(case)
    assert weighed.survived, weighed.told
    assert weighed.seconds < LONGEST_S
    assert weighed.growth_mb < GROWTH_MB
