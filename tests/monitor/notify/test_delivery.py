"""News reaches each channel at least once, at most once an hour, and waits where nobody answers."""

import base64
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientTimeout

from checks.guard import parse_allowed
from checks.model import Event, EventKind
from checks.probers.transport import Transport, open_session
from monitor.notify.channels import Channel, ChannelKind
from monitor.notify.delivery import tell

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def happens(store, watch):
    """Let things happen to a link at an instant."""
    watch("https://github.com/acme/redfox")

    def record(*kinds, at=NOON):
        store.save_events(None, [Event(kind, at, link_id=1) for kind in kinds])

    return record


@pytest.fixture
def tells(store, hook):
    async def once(
        at=NOON, *, judged=True, started=None, kind=ChannelKind.WEBHOOK, url=None, allowed="127.0.0.0/8",
        followed=False, secret=None,
    ):  # fmt: skip
        channel = Channel("team", kind, url or hook.url, secret, followed=followed)
        networks = (parse_allowed(allowed),) if allowed else ()
        async with open_session(Transport(), networks, "test") as session:
            began = started or at
            return await tell(store, [channel], session, started=began, judged=judged, clock=lambda: at)

    return once


@pytest.mark.asyncio
async def test_news_is_told_once(happens, tells, hook):
    happens(EventKind.DIED, EventKind.CODE_RELEASED)
    assert await tells() == ()
    assert await tells(NOON + 2 * HOUR) == ()
    assert hook.news == [["code_released", "died"]]


@pytest.mark.asyncio
async def test_what_is_no_confirmed_change_is_told_to_nobody(happens, tells, hook):
    happens(EventKind.NEVER_ANSWERED, EventKind.REJUDGED, EventKind.ARCHIVED)
    await tells()
    assert hook.told == []


@pytest.mark.asyncio
async def test_a_link_that_flaps_is_no_news(happens, tells, hook, store):
    store.database.execute("update link_state set flags = 'flapping'")
    happens(EventKind.DIED, EventKind.REVIVED, EventKind.CODE_RELEASED)
    await tells()
    assert hook.news == [["code_released"]]


@pytest.mark.asyncio
async def test_a_new_channel_does_not_get_the_news_of_years(happens, tells, hook):
    happens(EventKind.DIED, at=NOON - timedelta(days=400))
    happens(EventKind.REVIVED)
    await tells()
    assert hook.news == [["revived"]]


@pytest.mark.asyncio
async def test_an_hour_lies_between_two_messages_and_nothing_is_lost(happens, tells, hook):
    happens(EventKind.DIED)
    await tells()
    happens(EventKind.REVIVED, at=NOON + timedelta(minutes=10))
    await tells(NOON + timedelta(minutes=10))
    assert hook.news == [["died"]]
    await tells(NOON + HOUR)
    assert hook.news == [["died"], ["revived"]]


@pytest.mark.asyncio
async def test_a_channel_that_fails_is_tried_again_with_the_same_number(happens, tells, hook):
    happens(EventKind.DIED)
    hook.status = 500
    [problem] = await tells()
    assert problem == "[notify.team]: answered 500; 1 news stay in the outbox"
    assert await tells(NOON + timedelta(minutes=1)) == ()
    hook.status = 204
    assert await tells(NOON + HOUR) == ()
    (first, _), (second, _) = hook.told
    assert first == second


@pytest.mark.asyncio
async def test_a_channel_that_fails_for_a_day_is_asked_more_and_more_rarely_and_told_once(happens, tells, hook):
    happens(EventKind.DIED)
    hook.status = 500
    for quarter in range(96):
        await tells(NOON + quarter * HOUR / 4)
    assert len(hook.told) == 10, "at once, after five minutes, and twice as late each time, six hours at the most"
    hook.status = 200
    for quarter in range(96, 192):
        await tells(NOON + quarter * HOUR / 4)
    assert len(hook.told) == 11
    assert {number for number, _ in hook.told} == {hook.told[0][0]}


@pytest.mark.asyncio
async def test_a_channel_that_hangs_is_left_and_tried_again(happens, tells, hook, monkeypatch):
    monkeypatch.setattr("monitor.notify.delivery.TIMEOUT", ClientTimeout(total=0.3))
    happens(EventKind.DIED)
    hook.silent.clear()
    assert await tells() == ("[notify.team]: did not answer in time; 1 news stay in the outbox",)
    hook.silent.set()
    assert await tells(NOON + HOUR) == ()
    assert len({number for number, _ in hook.told}) == 1


@pytest.mark.asyncio
async def test_who_receives_a_webhook_can_check_its_signature(happens, tells, hook):
    happens(EventKind.DIED)
    await tells(secret="whsec_Zm94")
    [(headers, body)] = hook.received
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.digest(b"fox", signed, "sha256")).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert headers["webhook-timestamp"] == str(int(NOON.timestamp()))


@pytest.mark.asyncio
async def test_a_redirect_is_not_followed(happens, tells, hook):
    happens(EventKind.DIED)
    hook.status, hook.headers = 302, {"Location": hook.url}
    [problem] = await tells()
    assert "answered 302" in problem
    assert len(hook.told) == 1


@pytest.mark.asyncio
async def test_a_private_address_is_refused_and_never_named(happens, tells, hook):
    happens(EventKind.DIED)
    [problem] = await tells(allowed=None)
    assert "could not be reached" in problem
    assert "127.0.0.1" not in problem
    assert hook.told == []


@pytest.mark.asyncio
async def test_a_mass_change_is_one_line_until_the_next_run_agrees(happens, tells, hook):
    happens(*[EventKind.MOVED] * 51)
    await tells()
    assert hook.news == [[]]
    await tells(NOON + 2 * HOUR, judged=False)
    assert len(hook.told) == 1
    await tells(NOON + 4 * HOUR)
    assert hook.news == [[], ["moved"] * 51]


@pytest.mark.asyncio
async def test_deaths_that_the_next_run_takes_back_are_told_to_nobody(happens, tells, hook, store):
    happens(*[EventKind.DIED] * 51)
    await tells()
    store.database.execute("update link_state set health = 'up'")
    await tells(NOON + 4 * HOUR)
    assert hook.news == [[]]


@pytest.mark.asyncio
async def test_a_channel_for_followed_papers_hears_of_no_other(happens, tells, hook, store):
    happens(EventKind.DIED)
    assert await tells(followed=True) == ()
    assert hook.told == []
    store.database.execute("insert into followed values (1, '2026-04-20T12:00:00Z')")
    happens(EventKind.REVIVED, at=NOON + timedelta(minutes=1))
    await tells(NOON + timedelta(minutes=1), followed=True)
    assert hook.news == [["revived"]]


@pytest.mark.asyncio
async def test_apprise_tells_every_other_service(happens, tells, hook):
    happens(EventKind.DIED)
    assert await tells(kind=ChannelKind.APPRISE, url=hook.url.replace("http://", "json://")) == ()
    [(_, body)] = hook.told
    assert body["title"] == "linkpulse: 1 died"
    assert body["message"].endswith("https://github.com/acme/redfox")


@pytest.mark.asyncio
async def test_a_service_that_apprise_does_not_know_is_said_so(happens, tells):
    happens(EventKind.DIED)
    assert await tells(kind=ChannelKind.APPRISE, url="pigeon://coop") == (
        "[notify.team]: is no address that Apprise knows; 1 news stay in the outbox",
    )
