"""Awkward answers on which link checkers differ, with what six of them say: peers.md, section 3 (2026-11-22)."""

from dataclasses import dataclass

from checks.model import Signal
from tests.badweb import scripts
from tests.badweb.scripts import HEAD, PAGE, endless
from tests.badweb.server import BadServer
from tests.badweb.stages import HASTY, Stage, answers, connects, redirects

PEERS = ("lychee 0.24.2", "linkinator 8.1", "linkchecker 10.6", "markdown-link-check", "md-dead-link-check", "deadlink")
RIGHT = {
    "alive": frozenset({Signal.ALIVE, Signal.MOVED}),
    "unknown": frozenset({Signal.LIMITED, Signal.BLIND}),
    "not alive": frozenset({Signal.GONE, Signal.DOUBTFUL, Signal.UNREACHABLE}),
    # peers.md says dead; verdicts.md, which decides, says limited or doubtful, since walls that want cookies do this.
    "limited or doubtful": frozenset({Signal.LIMITED, Signal.DOUBTFUL}),
}
"""What a right answer is, and the signals that say it."""


@dataclass(frozen=True, slots=True)
class Awkward:
    """One answer: what is right about it, what each of PEERS says, and the server that gives it."""

    name: str
    right: str
    peers: tuple[str, str, str, str, str, str]
    stage: Stage

    def __str__(self) -> str:
        """Name the row in reports of tests."""
        return self.name


ok = BadServer.ok
BUSY = ok(b"", "429 Too Many Requests", Retry_After="1")
MISSING = ok(b"<title>Page not found</title><p>Sorry.", Content_Type="text/html")
BROKEN, FINE, WARNING = "BROKEN", "ok", "warning"
WIDE = HEAD + b"Content-Length: 209715200\r\n\r\n"


def _head(status: str) -> Stage:
    return answers(ok(PAGE), beside={"HEAD /redfox": ok(b"", status)})


AWKWARD: tuple[Awkward, ...] = (
    # It is looked at again when it wanted to be.
    Awkward("429 once, Retry-After", "alive",
            ("ok, 2 requests", "ok by its GET", "ok + warning", "ok by its GET", WARNING, "ok, 2 requests"),
            answers([BUSY, ok(PAGE)], looks=2)),
    Awkward("429 always", "unknown",
            ("BROKEN, 4 requests", "BROKEN, or never ends", "ok + warning", BROKEN, WARNING, BROKEN), answers(BUSY)),
    Awkward("503 once", "alive", (BROKEN, "ok by its GET", BROKEN, "ok by its GET", WARNING, BROKEN),
            answers([ok(b"", "503 Service Unavailable"), ok(PAGE)])),
    Awkward("reset once", "alive", (FINE, FINE, BROKEN, FINE, FINE, BROKEN), answers([scripts.reset_now, ok(PAGE)])),
    Awkward("403 of a bot wall", "unknown", (BROKEN, BROKEN, BROKEN, BROKEN, WARNING, BROKEN),
            answers(ok(b"<title>Access denied</title>", "403 Forbidden", Content_Type="text/html"))),
    Awkward("403 and cf-mitigated", "unknown", (BROKEN, "skipped", BROKEN, BROKEN, WARNING, BROKEN),
            answers(ok(b"", "403 Forbidden", Server="cloudflare", cf_mitigated="challenge"))),
    Awkward("999", "unknown", (BROKEN, "skipped", BROKEN, BROKEN, WARNING, BROKEN), answers(ok(b"", "999 Denied"))),
    Awkward("401", "unknown", (BROKEN, BROKEN, BROKEN, BROKEN, WARNING, BROKEN), answers(ok(b"", "401 Unauthorized"))),
    Awkward("HEAD 405, GET 200", "alive", (FINE, FINE, FINE, FINE, WARNING, BROKEN), _head("405 Method Not Allowed")),
    Awkward("HEAD 403, GET 200", "alive", (FINE, FINE, FINE, FINE, WARNING, FINE), _head("403 Forbidden")),
    Awkward("HEAD 500, GET 200", "alive", (FINE, FINE, FINE, FINE, BROKEN, BROKEN), _head("500 Internal Server Error")),
    Awkward("HEAD hangs, GET 200", "alive", (FINE, FINE, FINE, FINE, "timeout warning", BROKEN),
            answers(ok(PAGE), beside={"HEAD /redfox": scripts.silent})),
    Awkward("never answers", "not alive", ("TIMEOUT, 34 s", BROKEN, BROKEN, BROKEN, WARNING, BROKEN),
            connects(scripts.silent, limits=HASTY)),
    Awkward("redirect loop", "limited or doubtful",
            ("BROKEN, as 302", BROKEN, BROKEN, BROKEN, WARNING, "not listed"), redirects("/redfox")),
    Awkward("body of 200 MB", "alive", ("ok, 3 MB pulled", "ok by HEAD", "ok, 2 MB pulled", "ok by HEAD", "ok by HEAD",
                                        "ok by HEAD"), answers(endless(WIDE, b"x" * 0x4000))),
    Awkward("200 and Page not found", "not alive", (FINE,) * 6, answers(MISSING, anything=MISSING)),
    Awkward("any dead page leads home", "not alive", (FINE,) * 6,
            redirects("/", beside={"/": ok(PAGE)}, anything=BadServer().to("/"))),
)  # fmt: skip
"""The answers that peers.md names one by one: 17 of the 22 that were measured."""
