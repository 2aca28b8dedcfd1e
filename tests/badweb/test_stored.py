"""Whatever a bad server says can be recorded, and is no more than text in the database."""

from datetime import timedelta
from pathlib import Path

import pytest

from checks.code import RULE_VERSION
from checks.model import Artifact, Claim, Entry, LinkState, Mention, Place, Policy, Target, Watched
from db.queries import rows
from db.soundness import faults
from db.store import Store
from monitor.judge import judge
from tests.badweb.case import Case
from tests.badweb.cases import CASES
from tests.badweb.server import NOON
from tests.badweb.trying import attempt

SURROGATES = "".join(map(chr, range(0xD800, 0xE000)))
TABLES = ("checks", "link_state", "repo_snapshots", "events", "mentions", "links")
POISON = [case for case in CASES if case.number in {41, 45, 62, 63} and not case.alone]


@pytest.mark.asyncio
@pytest.mark.parametrize("case", POISON, ids=str)
async def test_poison_is_stored_and_harms_nothing(case: Case, tmp_path: Path) -> None:
    tried = await attempt(case.stage)
    link = tried.observation.link
    with Store.open(tmp_path / "redfox.db") as store:
        target = Target(link.kind, f"https://acme.test/{case.number}", link.forge, link.name)
        mention = Mention(target.url, target, Claim.RELEASED, Artifact.CODE, "Code.", Place("list.md"))
        listing = store.save_listing("list.md", "markdown", NOON)
        store.save_entries(listing, [Entry(1, "Red fox", mentions=(mention,))], NOON, rule_version=RULE_VERSION)
        run = store.start_run(NOON)
        store.record(run, [judge(Watched(link, LinkState()), tried.observation, Policy())], rule_version=RULE_VERSION)
        store.finish_run(run, NOON + timedelta(minutes=1), "complete")
        assert faults(store.database) == []
        tables = [rows(store.database, f"select * from {table}") for table in TABLES]
        told = "".join(str(value) for table in tables for row in table for value in tuple(row))
    assert case.survived(tried)
    assert not set(told) & set(SURROGATES)
    assert "\x1b" not in told
