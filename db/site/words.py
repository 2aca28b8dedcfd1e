"""What every stored word looks like on a page: a phrase, a tone and a meaning.

Unknown words stay readable: they fall back to themselves in grey, so a new state never breaks a page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from checks.model import Artifact, Claim, CodeState, EventKind, Flag, Health, Kind, Reason, ReleaseStatus, Signal


class Tone(StrEnum):
    """The colours of the site, by what they mean. Each has a light and a dark shade in `static/site.css`."""

    GOOD = "good"
    INFO = "info"
    PROMISE = "promise"
    WAIT = "wait"
    BAD = "bad"
    HELD = "held"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Pill:
    """A stored word as people read it. `meaning` is the whole sentence behind it, shown on hover."""

    words: str
    tone: Tone
    meaning: str = ""


HEALTH: Mapping[str, Pill] = {
    Health.NEW: Pill("not checked yet", Tone.QUIET, "Nobody has looked at it so far"),
    Health.UP: Pill("answering", Tone.GOOD, "It answered at the last look"),
    Health.LIMITED: Pill("limited", Tone.INFO, "It answers, but wants a login or keeps robots out"),
    Health.SUSPECT: Pill("suspect", Tone.WAIT, "It failed lately; not yet often and long enough to call it dead"),
    Health.DEAD: Pill("dead", Tone.BAD, "It failed again and again over days"),
    Health.WITHHELD: Pill("withheld", Tone.HELD, "Blocked for legal reasons or by its forge"),
    Health.SKIPPED: Pill("skipped", Tone.QUIET, "Not contacted: see the reason"),
}

CLAIM: Mapping[str, Pill] = {
    Claim.RELEASED: Pill("says released", Tone.INFO, "The text says that it is available now"),
    Claim.PROMISED: Pill("promises", Tone.PROMISE, "The text says that it will be available"),
    Claim.ON_REQUEST: Pill("on request", Tone.QUIET, "The text says that one has to ask"),
    Claim.NONE: Pill("no claim", Tone.QUIET, "The text names it and claims nothing"),
    Claim.MIXED: Pill("partly promised", Tone.PROMISE, "One thing is said to be released, another is promised"),
}

STATUS: Mapping[str, Pill] = {
    ReleaseStatus.RELEASED: Pill("released", Tone.GOOD, "What the text names is there"),
    ReleaseStatus.PARTIAL: Pill("partly released", Tone.INFO, "Some of it is there"),
    ReleaseStatus.COMING_SOON: Pill("coming soon", Tone.PROMISE, "Promised, and still within its time"),
    ReleaseStatus.OVERDUE: Pill("overdue", Tone.WAIT, "Promised, and its time has passed"),
    ReleaseStatus.UNRELEASED: Pill("not there", Tone.BAD, "Said to be released, but it is not there"),
    ReleaseStatus.GONE: Pill("gone again", Tone.BAD, "It was there once and is not any more"),
    ReleaseStatus.UNCLAIMED: Pill("no claim", Tone.QUIET, "The text claims nothing"),
    ReleaseStatus.UNKNOWN: Pill("not known", Tone.QUIET, "No look has told so far"),
}

CODE: Mapping[str, Pill] = {
    CodeState.PRESENT: Pill("code is there", Tone.GOOD, "The repository holds code"),
    CodeState.PARTIAL: Pill("partly there", Tone.INFO, "Some code is there, more is announced"),
    CodeState.PLACEHOLDER: Pill("placeholder", Tone.WAIT, "A README or a web site, but no code"),
    CodeState.EMPTY: Pill("empty", Tone.WAIT, "The repository holds nothing"),
    CodeState.UNKNOWN: Pill("not known", Tone.QUIET, "No look has told so far"),
}

EVENT: Mapping[str, Pill] = {
    EventKind.DIED: Pill("died", Tone.BAD, "It answered once and is confirmed dead now"),
    EventKind.NEVER_ANSWERED: Pill("never answered", Tone.BAD, "It was never seen answering, and that is confirmed"),
    EventKind.REVIVED: Pill("back again", Tone.GOOD, "It was dead and answers again"),
    EventKind.MOVED: Pill("moved", Tone.INFO, "It answers at another address"),
    EventKind.WITHHELD: Pill("withheld", Tone.HELD, "Blocked for legal reasons or by its forge"),
    EventKind.REPLACED: Pill("replaced", Tone.WAIT, "The same address holds something else now"),
    EventKind.ARCHIVED: Pill("archived", Tone.QUIET, "Its owner made it read-only"),
    EventKind.CODE_RELEASED: Pill("code released", Tone.GOOD, "Code has appeared where there was none"),
    EventKind.CODE_WITHDRAWN: Pill("code withdrawn", Tone.BAD, "Code was there and is not any more"),
    EventKind.CODE_LINKED: Pill("code linked", Tone.GOOD, "A link to code has appeared for a promise without one"),
    EventKind.OVERDUE: Pill("overdue", Tone.WAIT, "The time of a promise has passed"),
    EventKind.REJUDGED: Pill("rejudged", Tone.QUIET, "Our rules changed, not the world"),
}

SIGNAL: Mapping[str, Pill] = {
    Signal.ALIVE: Pill("answered", Tone.GOOD),
    Signal.MOVED: Pill("moved", Tone.INFO),
    Signal.LIMITED: Pill("limited", Tone.INFO),
    Signal.GONE: Pill("gone", Tone.BAD),
    Signal.DOUBTFUL: Pill("doubtful", Tone.WAIT),
    Signal.UNREACHABLE: Pill("unreachable", Tone.WAIT),
    Signal.WITHHELD: Pill("withheld", Tone.HELD),
    Signal.REFUSED: Pill("not contacted", Tone.QUIET),
    Signal.BLIND: Pill("could not look", Tone.QUIET),
}

FLAG: Mapping[str, Pill] = {
    Flag.TLS: Pill("bad certificate", Tone.WAIT, "It answers, but its certificate is not in order"),
    Flag.EMPTY: Pill("empty", Tone.WAIT, "It answers with nothing"),
    Flag.ARCHIVED: Pill("archived", Tone.QUIET, "Its owner made it read-only"),
    Flag.FLAPPING: Pill("flapping", Tone.WAIT, "It comes and goes"),
    Flag.DRIFT: Pill("changed", Tone.WAIT, "The page shows something else than before"),
    Flag.GATED: Pill("gated", Tone.QUIET, "Its files are for those who ask for them"),
    Flag.STOPPED: Pill("stopped", Tone.WAIT, "The space is there, but its program does not run"),
    Flag.DISABLED: Pill("disabled", Tone.WAIT, "Its forge has switched it off; what it held may not be shown"),
    Flag.REPLACED: Pill("replaced", Tone.WAIT, "The same address holds something else now"),
}

OUTCOME: Mapping[str, Pill] = {
    "released": Pill("kept", Tone.GOOD, "Code has appeared where there was none"),
    "waiting": Pill("waiting", Tone.WAIT, "Nothing is there yet"),
    "there_at_first": Pill("there at first", Tone.INFO, "It was there at our first look: nobody knows since when"),
    "unknown": Pill("not known", Tone.QUIET, "No look has told so far"),
    "complete": Pill("complete", Tone.GOOD, "Every link that was due was looked at"),
    "partial": Pill("partial", Tone.INFO, "Some links could not be judged"),
    "blind": Pill("blind", Tone.QUIET, "We ourselves saw nothing of the web"),
}
"""What became of a promise, and of a run."""

PILLS: Mapping[str, Mapping[str, Pill]] = {
    "health": HEALTH,
    "claim": CLAIM,
    "status": STATUS,
    "release_status": STATUS,
    "code_state": CODE,
    "signal": SIGNAL,
    "outcome": OUTCOME,
}
"""Column name → the pills of its words. `kind` is told apart by table in `db/site/cells.py`."""

REASONS: Mapping[str, str] = {
    Reason.OK: "answers",
    Reason.REDIRECTED: "redirects elsewhere",
    Reason.RENAMED: "renamed",
    Reason.EMPTY_BODY: "answers with nothing",
    Reason.REPLACED: "something else is there",
    Reason.LOGIN: "wants a login",
    Reason.FORBIDDEN: "forbidden",
    Reason.BOT_WALL: "keeps robots out",
    Reason.UNAVAILABLE: "unavailable",
    Reason.REDIRECT_LOOP: "redirects in circles",
    Reason.LOOKS_MISSING: "seems to be missing",
    Reason.NOT_FOUND: "not found",
    Reason.NOT_PUBLIC: "not found or private",
    Reason.GONE: "gone for good",
    Reason.DOMAIN_GONE: "domain is gone",
    Reason.PARKED: "domain is parked",
    Reason.SOFT_404: "“not found” page",
    Reason.BAD_REQUEST: "bad request",
    Reason.NO_ADDRESS: "domain has no address",
    Reason.BAD_REDIRECT: "redirects nowhere",
    Reason.SERVER_ERROR: "server error",
    Reason.DNS_FAILURE: "name look-up fails",
    Reason.TIMEOUT: "no answer in time",
    Reason.NO_ROUTE: "no route",
    Reason.CONNECTION_FAILED: "connection fails",
    Reason.TLS_HANDSHAKE: "no secure connection",
    Reason.BAD_HTTP: "answer is not HTTP",
    Reason.LEGAL_BLOCK: "blocked for legal reasons",
    Reason.FORGE_BLOCK: "blocked by its forge",
    Reason.PRIVATE_ADDRESS: "private address",
    Reason.ODD_PORT: "port is not the web's",
    Reason.BAD_URL: "address is malformed",
    Reason.SECRET_IN_URL: "secret in the address",
    Reason.THROTTLED: "asked us to slow down",
    Reason.FORGE_DOWN: "forge was down",
    Reason.TOKEN_REJECTED: "our token was rejected",
    Reason.OWN_OUTAGE: "our network was down",
    Reason.INTERNAL: "internal error",
}

ARTIFACTS: Mapping[str, str] = {
    Artifact.CODE: "code",
    Artifact.DATA: "data",
    Artifact.MODEL: "model",
    Artifact.PROJECT: "project page",
    Artifact.UNKNOWN: "not known",
}

KINDS: Mapping[str, str] = {
    Kind.REPO: "repository",
    Kind.PAGE: "web page",
    Kind.PAPER: "paper",
    Kind.BADGE: "badge",
    Kind.LICENCE: "licence",
    Kind.SOCIAL: "social page",
    Kind.PERSONAL: "personal page",
    Kind.OTHER: "other",
}

SPARK: Mapping[str, Pill] = {
    "o": Pill("answered", Tone.GOOD),
    "l": Pill("limited", Tone.INFO),
    "s": Pill("suspect", Tone.WAIT),
    "x": Pill("dead", Tone.BAD),
    "w": Pill("withheld", Tone.HELD),
    "-": Pill("skipped", Tone.QUIET),
    "?": Pill("not judged", Tone.QUIET),
}
"""The letters of `spark_30`: one per run, oldest first."""


def pill_of(words: Mapping[str, Pill], value: str) -> Pill:
    """The pill of a stored word; itself in grey when the site does not know it."""
    return words.get(value) or Pill(value.replace("_", " "), Tone.QUIET)


def said(column: str, value: object) -> str:
    """A stored word in a column, in words for people, without its colour."""
    text = "none" if value in {None, ""} else str(value)
    if column in PILLS:
        return pill_of(PILLS[column], text).words
    spoken = {"reason": REASONS, "artifact": ARTIFACTS, "kind": KINDS}.get(column, {})
    return spoken.get(text) or (EVENT[text].words if text in EVENT else text)
