"""The heartbeat: a watch that waits is told from one that hangs, here and by systemd."""

import asyncio
import contextlib
import socket
from datetime import UTC, datetime, timedelta

import pytest

from monitor.heartbeat import LATE, Beat, Heart, beat_span, last_beat, notify, place

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def systemd(tmp_path):
    """Listen as systemd does; returns what was said since it was asked last."""
    path = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as server:
        server.bind(path)
        server.settimeout(0)

        def heard():
            said = []
            while True:
                try:
                    said.append(server.recv(4096).decode().split("\n"))
                except BlockingIOError:
                    return said

        heard.environ, heard.server = {"NOTIFY_SOCKET": path}, server
        yield heard


def test_what_is_going_on_is_said_to_systemd(tmp_path, systemd):
    heart = Heart(tmp_path / "x.db", lambda: NOON, systemd.environ)
    heart.passing()
    heart.waiting(NOON + 60 * MINUTE, 1200)
    assert systemd() == [
        ["READY=1", "WATCHDOG=1", "STATUS=checking since 2026-04-20 12:00 UTC"],
        ["WATCHDOG=1", "STATUS=next look at 2026-04-20 13:00 UTC, 1,200 due"],
    ]


@pytest.mark.asyncio
async def test_it_beats_while_nothing_happens_and_leaves_nothing_when_it_ends(tmp_path, systemd):
    heart = Heart(tmp_path / "x.db", lambda: NOON, systemd.environ | {"WATCHDOG_USEC": "1"})
    with heart.beating():
        heart.waiting(NOON + 60 * MINUTE, 3)
        systemd()
        async with asyncio.timeout(60):
            heard = await asyncio.get_running_loop().sock_recv(systemd.server, 4096)
        assert heard.startswith(b"WATCHDOG=1\n")
        assert last_beat(tmp_path / "x.db") == Beat(NOON, next_at=NOON + 60 * MINUTE, due=3)
    assert systemd()[-1] == ["STOPPING=1"]
    assert last_beat(tmp_path / "x.db") is None
    assert list(tmp_path.glob("x.db.watch*")) == []


@pytest.mark.asyncio
async def test_a_watch_that_breaks_leaves_its_last_beat(tmp_path):
    heart = Heart(tmp_path / "x.db", lambda: NOON, {})
    with contextlib.suppress(ZeroDivisionError), heart.beating():
        heart.passing()
        raise ZeroDivisionError
    assert last_beat(tmp_path / "x.db") == Beat(NOON, passing_since=NOON)


@pytest.mark.parametrize(
    ("beat", "minutes", "late"),
    [
        (Beat(NOON, next_at=NOON + 60 * MINUTE), 1, False),
        (Beat(NOON, next_at=NOON + 60 * MINUTE), 6, True),  # it has not been heard of
        (Beat(NOON, next_at=NOON - 6 * MINUTE), 0, True),  # its next pass has not begun
        (Beat(NOON, passing_since=NOON - 600 * MINUTE), 1, False),  # a pass may take hours
    ],
)
def test_a_watch_is_late_when_it_should_have_been_heard_of(beat, minutes, late):
    assert beat.is_late(NOON + minutes * MINUTE) is late
    assert LATE == 5 * MINUTE


@pytest.mark.parametrize(
    ("said", "seconds"), [({}, 60), ({"WATCHDOG_USEC": "20000000"}, 10), ({"WATCHDOG_USEC": "x"}, 60),
                          ({"WATCHDOG_USEC": "600000000"}, 60), ({"WATCHDOG_USEC": "0"}, 0.5)],
)  # fmt: skip
def test_it_beats_twice_in_the_time_that_systemd_allows_and_once_a_minute(said, seconds):
    assert beat_span(said).total_seconds() == seconds


@pytest.mark.parametrize("path", ["", "relative", "/nowhere/at/all", "@nobody-listens"])
def test_nobody_who_listens_is_no_fault(path):
    notify({"NOTIFY_SOCKET": path}, "READY=1")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"at": "yesterday", "passing_since": null, "next_at": null}'])
def test_a_beat_that_cannot_be_read_is_none(tmp_path, text):
    place(tmp_path / "x.db").write_text(text)
    assert last_beat(tmp_path / "x.db") is None


def test_a_heartbeat_that_cannot_be_written_stops_no_watch(tmp_path, caplog):
    Heart(tmp_path / "gone" / "x.db", lambda: NOON, {}).passing()
    assert "the heartbeat cannot be written" in caplog.text
