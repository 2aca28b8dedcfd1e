"""Ten weeks of watching on a clock of their own: what is told is the story of the world, and nothing grows."""

import asyncio
import gc
import os
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from checks.guard import parse_allowed
from monitor.check import Listener, Wanted, check
from monitor.demo.listing import bundled_listing
from monitor.demo.story import TODAY
from monitor.notify.channels import Channel, ChannelKind
from monitor.watching import watch_for_ever
from tests.monitor.conftest import NOON

DAY = timedelta(days=1)
EVERY = timedelta(hours=float(os.environ.get("LINKPULSE_HOURS", "24")))
"""From pass to pass; `make weeks` passes every hour."""
LAST_DAY = 70
OUTAGE = range(35, 37)
"""Days on which our own line is down."""

STORY = {
    ("withheld", "github.com/papercrane/crease"): (1, 2),
    ("withheld", "github.com/saltmarsh/heronet"): (1, 2),
    ("died", "glasswing.example/moth-grasp"): (8, 12),  # missing from day 5 on
    ("moved", "stonefruit.example/apricot"): (10, 16),
    ("code_released", "github.com/quillworks/marginalia"): (14, 15),  # awaited: looked at every day
    ("overdue", "github.com/kitefield/thermal"): (14, 15),
    ("died", "brassfinch.example/demo"): (15, 22),  # for sale from day 12 on
    ("code_released", "github.com/glasswing-robotics/chrysalis"): (21, 22),
    ("revived", "github.com/glasswing-robotics/chrysalis"): (22, 23),
    ("died", "github.com/copperline/patina"): (21, 31),  # private from day 18 on
    ("replaced", "github.com/mossgate/lichen"): (23, 38),  # somebody else's from day 23 on
    ("died", "github.com/mossgate/lichen"): (26, 42),
    ("code_released", "github.com/lanternlab/redfox"): (28, 29),
    ("died", "orchard-vision.github.io/russet"): (28, 44),  # gone from day 25 on
    ("moved", "github.com/mossgate/fernnet"): (28, 45),
    ("revived", "glasswing.example/moth-grasp"): (28, 46),  # back on day 27; the dead are looked at after a month
}
"""What is told, and the first and last day on which it may be.

What was well for n days is looked at after 1 + n / 2 more; a death needs three days then, and our outage takes two.
"""


@dataclass
class Watching:
    """A clock that moves when somebody waits, and all that was told, with its day."""

    now: datetime = NOON
    told: list[tuple[str, str, float]] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def day(self) -> float:
        return (self.now - NOON) / DAY

    async def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def weeks(store, settings, standin, hook, tmp_path):
    """Watch the bundled listing for ten weeks, and be told of it."""
    listing = tmp_path / "daily-papers.txt"
    listing.write_text(bundled_listing((NOON + TODAY * DAY).date()))
    allowed = (*settings.allowed, parse_allowed("127.0.0.0/8"))
    told = replace(settings, allowed=allowed, notify=(Channel("team", ChannelKind.WEBHOOK, hook.url),))

    async def watch() -> Watching:
        watching = Watching()

        async def one_pass(_):
            standin.day = int(watching.day)
            standin.network_down = standin.day in OUTAGE
            await check(
                store, told, standin.transport, Wanted((str(listing),)),
                clock=lambda: watching.now, listener=Listener(), stop=watching.stop,
            )  # fmt: skip
            for _, body in hook.told:
                watching.told += [(one["kind"], _name(one), watching.day) for one in body["data"]["news"]]
            hook.told.clear()
            gc.collect()
            watching.objects.append(len(gc.get_objects()))
            if watching.day >= LAST_DAY:
                watching.stop.set()

        await watch_for_ever(one_pass, EVERY, clock=lambda: watching.now, stop=watching.stop, wait=watching.wait)
        return watching

    return watch


def _name(news):
    return news["url"].removeprefix("https://").rstrip("/") if news["url"] else news["title"]


def looks(store, address):
    sql = "select count(*) from checks c join links l on l.id = c.link_id where l.url = ?"
    return store.database.execute(sql, (address,)).fetchone()[0]


@pytest.mark.asyncio
async def test_what_is_told_is_the_story_of_the_world_and_nothing_grows(weeks, store):
    watching = await weeks()
    days = {(kind, name): day for kind, name, day in watching.told}
    assert days.keys() == STORY.keys()
    assert len(days) == len(watching.told), "nothing is told twice"
    late_or_early = {news: day for news, day in days.items() if not STORY[news][0] <= day <= STORY[news][1]}
    assert late_or_early == {}

    settled = max(watching.objects[len(watching.objects) // 5 : len(watching.objects) // 2])
    assert watching.objects[-1] < settled + 200, "objects alive after the last pass, and after those of the first weeks"

    assert looks(store, "https://copperline.example/verdigris/") in range(7, 11), "up: after 1, 1.5, 2.3 … days"
    assert looks(store, "https://github.com/northpine/snowdrift") in range(60, 80), "awaited: every day"
    assert looks(store, "https://github.com/saltmarsh/heronet") in range(3, 6), "withheld: once a month"
    (blind,) = store.database.execute("select count(*) from runs where outcome = 'blind'").fetchone()
    assert blind >= len(OUTAGE), "an outage of ours is told to nobody"
