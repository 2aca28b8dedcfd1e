"""The words of linkpulse as types: every value that one floor hands to another, frozen.

What is done with them lives elsewhere; nothing here decides.
"""

import datetime as dt
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a URL stands for. Only `repo` and `page` are watched; the rest is recognised and left alone."""

    REPO = "repo"
    PAGE = "page"
    PAPER = "paper"
    BADGE = "badge"
    LICENCE = "licence"
    SOCIAL = "social"
    PERSONAL = "personal"
    OTHER = "other"


class ForgeName(StrEnum):
    """Where repositories live."""

    GITHUB = "github"
    GITLAB = "gitlab"
    HUGGINGFACE = "huggingface"
    CODEBERG = "codeberg"
    GITEA = "gitea"
    BITBUCKET = "bitbucket"
    GITEE = "gitee"
    ZENODO = "zenodo"


class Claim(StrEnum):
    """What a text says of an artifact. `mixed` is for entries only: one released and one promised mention."""

    RELEASED = "released"
    PROMISED = "promised"
    ON_REQUEST = "on_request"
    NONE = "none"
    MIXED = "mixed"


class Artifact(StrEnum):
    """What a claim is about."""

    CODE = "code"
    DATA = "data"
    MODEL = "model"
    PROJECT = "project"
    UNKNOWN = "unknown"


class Signal(StrEnum):
    """What one look says about a link, before its history is asked."""

    ALIVE = "alive"
    MOVED = "moved"
    LIMITED = "limited"
    GONE = "gone"
    DOUBTFUL = "doubtful"
    UNREACHABLE = "unreachable"
    WITHHELD = "withheld"
    REFUSED = "refused"
    BLIND = "blind"


class Health(StrEnum):
    """A link's state over time."""

    NEW = "new"
    UP = "up"
    LIMITED = "limited"
    SUSPECT = "suspect"
    DEAD = "dead"
    WITHHELD = "withheld"
    SKIPPED = "skipped"


class Flag(StrEnum):
    """A defect of something that is alive."""

    TLS = "tls"
    EMPTY = "empty"
    ARCHIVED = "archived"
    FLAPPING = "flapping"
    DRIFT = "drift"
    REPLACED = "replaced"
    GATED = "gated"
    STOPPED = "stopped"
    DISABLED = "disabled"


class CodeState(StrEnum):
    """What a repository holds."""

    PRESENT = "present"
    PARTIAL = "partial"
    PLACEHOLDER = "placeholder"
    EMPTY = "empty"
    UNKNOWN = "unknown"


class ReleaseStatus(StrEnum):
    """What has become of an entry's claims."""

    RELEASED = "released"
    PARTIAL = "partial"
    COMING_SOON = "coming_soon"
    OVERDUE = "overdue"
    UNRELEASED = "unreleased"
    GONE = "gone"
    UNCLAIMED = "unclaimed"
    UNKNOWN = "unknown"


class EventKind(StrEnum):
    """A confirmed change. `never_answered` is the confirmation for a link that was never seen answering."""

    DIED = "died"
    NEVER_ANSWERED = "never_answered"
    REVIVED = "revived"
    MOVED = "moved"
    WITHHELD = "withheld"
    REPLACED = "replaced"
    ARCHIVED = "archived"
    CODE_RELEASED = "code_released"
    CODE_WITHDRAWN = "code_withdrawn"
    CODE_LINKED = "code_linked"
    OVERDUE = "overdue"
    REJUDGED = "rejudged"


class Fault(StrEnum):
    """Why a look brought no answer that can be read: what the wire, a forge or we ourselves did."""

    DNS_NXDOMAIN = "dns_nxdomain"
    DNS_NODATA = "dns_nodata"
    DNS_FAILURE = "dns_failure"
    DNS_UNREACHABLE = "dns_unreachable"
    NO_ROUTE = "no_route"
    NETWORK_DOWN = "network_down"
    CONNECT_TIMEOUT = "connect_timeout"
    CONNECTION_REFUSED = "connection_refused"
    CONNECTION_RESET = "connection_reset"
    DISCONNECTED = "disconnected"
    READ_TIMEOUT = "read_timeout"
    TLS_HANDSHAKE = "tls_handshake"
    BAD_HTTP = "bad_http"
    BAD_REDIRECT = "bad_redirect"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_URL = "bad_url"
    PRIVATE_ADDRESS = "private_address"
    ODD_PORT = "odd_port"
    SECRET_IN_URL = "secret_in_url"
    RATE_LIMITED = "rate_limited"
    FORGE_DOWN = "forge_down"
    TOKEN_REJECTED = "token_rejected"
    OWN_OUTAGE = "own_outage"
    INTERNAL = "internal"


class Reason(StrEnum):
    """Why a verdict is what it is: the rows of the table in `checks/classify.py`, by name."""

    OK = "ok"
    REDIRECTED = "redirected"
    RENAMED = "renamed"
    EMPTY_BODY = "empty_body"
    REPLACED = "replaced"
    LOGIN = "login"
    FORBIDDEN = "forbidden"
    BOT_WALL = "bot_wall"
    UNAVAILABLE = "unavailable"
    REDIRECT_LOOP = "redirect_loop"
    LOOKS_MISSING = "looks_missing"
    NOT_FOUND = "not_found"
    NOT_PUBLIC = "not_public"
    GONE = "gone"
    DOMAIN_GONE = "domain_gone"
    PARKED = "parked"
    SOFT_404 = "soft_404"
    BAD_REQUEST = "bad_request"
    NO_ADDRESS = "no_address"
    BAD_REDIRECT = "bad_redirect"
    SERVER_ERROR = "server_error"
    DNS_FAILURE = "dns_failure"
    TIMEOUT = "timeout"
    NO_ROUTE = "no_route"
    CONNECTION_FAILED = "connection_failed"
    TLS_HANDSHAKE = "tls_handshake"
    BAD_HTTP = "bad_http"
    LEGAL_BLOCK = "legal_block"
    FORGE_BLOCK = "forge_block"
    PRIVATE_ADDRESS = "private_address"
    ODD_PORT = "odd_port"
    BAD_URL = "bad_url"
    SECRET_IN_URL = "secret_in_url"
    THROTTLED = "throttled"
    FORGE_DOWN = "forge_down"
    TOKEN_REJECTED = "token_rejected"
    OWN_OUTAGE = "own_outage"
    INTERNAL = "internal"


# ── What a listing says ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Target:
    """What a URL points at. `url` is canonical and is the identity; `forge` and `name` are set for repositories.

    `name` keeps the case it was written in, without `.git`; on Hugging Face `o/n`, `datasets/o/n` or `spaces/o/n`.
    """

    kind: Kind
    url: str
    forge: ForgeName | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its source: both numbers count from 1 and are None where the format has none."""

    file: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A link as it stands in an entry, with its sentence; or a promise without a link (`url` and `target` None).

    `origin` is where it was said: listing, or found later at page, arxiv, huggingface, readme.
    """

    url: str | None
    target: Target | None
    claim: Claim
    artifact: Artifact
    sentence: str
    place: Place
    promised_by: dt.date | None = None
    condition: str | None = None
    origin: str = "listing"


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a listing, usually a paper. `authors` is a number, as listings give it."""

    position: int
    title: str
    date: dt.date | None = None
    authors: int | None = None
    organization: str | None = None
    arxiv_id: str | None = None
    claim: Claim = Claim.NONE
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Outside:
    """Mentions that belong to no entry, such as the links of a header: they are shown and never watched."""

    mentions: tuple[Mention, ...]


# ── What a look sees ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Validator:
    """What a page gave to ask for its changes by: an ETag or a date of HTTP, and when it was last read whole."""

    text: str
    read_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Link:
    """One thing to check.

    From `name` on it is what the last full look left behind: at a repository, or at a page (`validator`).
    """

    id: int
    url: str
    kind: Kind
    host: str
    forge: ForgeName | None = None
    name: str | None = None
    node_id: str | None = None
    head_oid: str | None = None
    pushed_at: dt.datetime | None = None
    validator: Validator | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: the status and where it pointed."""

    status: int
    url: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a web page showed: `text` is the decoded head of the body, `size` the bytes read (capped)."""

    size: int
    title: str | None = None
    text: str = ""
    server: str | None = None
    bot_mitigation: str | None = None
    content_type: str | None = None


@dataclass(frozen=True, slots=True)
class SiblingFacts:
    """What a made-up address beside a link's own was answered with: how its site speaks of what is missing.

    `http_status` None: it was asked for, and nothing was answered.
    """

    url: str
    http_status: int | None
    final_url: str
    page: PageFacts | None = None


@dataclass(frozen=True, slots=True)
class RepositoryFacts:
    """What a forge said of a repository. `files`, `readme` and `languages` are None when they were not asked for.

    `files` are POSIX paths of the root, folders ending in `/`; `[]` (an empty tuple) is known to be empty.
    `languages`: what its programs are written in, by size, the largest first.
    `node_id` is None when the forge gives no identity (a web page of it was read instead of its API).
    `gated`: its files are for those who ask; `stopped`: a program that its forge runs (a space) does not run, and does
    not start by being visited.
    """

    name: str
    node_id: str | None = None
    stars: int | None = None
    forks: int | None = None
    archived: bool = False
    disabled: bool = False
    empty: bool = False
    pushed_at: dt.datetime | None = None
    head_oid: str | None = None
    license: str | None = None
    language: str | None = None
    languages: tuple[str, ...] | None = None
    release_tag: str | None = None
    description: str | None = None
    homepage: str | None = None
    downloads: int | None = None
    gated: bool = False
    stopped: bool = False
    files: tuple[str, ...] | None = None
    readme: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """What the wire said about a link at one time: facts, no opinion.

    Either `fault` says why there was no answer, or `http_status` is what was answered (a forge's API answers are
    told by the status that its REST interface gives). `retry_at` is when a throttling host wants to be asked again.
    `sibling` is None unless a page was suspected to be missing or for sale, and its made-up sibling was asked for.
    `crowd` is how many links of its host have been led to the same place in this run, itself included.
    `validator` is what this page can be asked for changes by, the next time.
    """

    link: Link
    at: dt.datetime
    fault: Fault | None = None
    http_status: int | None = None
    final_url: str | None = None
    hops: tuple[Hop, ...] = ()
    page: PageFacts | None = None
    repository: RepositoryFacts | None = None
    block_reason: str | None = None
    tls_defect: str | None = None
    retry_at: dt.datetime | None = None
    latency_ms: int | None = None
    attempts: int = 1
    sibling: SiblingFacts | None = None
    crowd: int = 1
    validator: Validator | None = None


Prober = Callable[[Sequence[Link]], AsyncIterator[Observation]]
"""Takes many links and yields one observation for each, in any order; it never raises for what the web does."""


# ── What is made of it ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Verdict:
    """One observation judged."""

    signal: Signal
    reason: Reason
    flags: frozenset[Flag] = frozenset()
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class CodeEvidence:
    """What a repository holds, the files that say so, and the README line that decided (None if files did)."""

    state: CodeState
    files: tuple[str, ...] = ()
    line: str | None = None


@dataclass(frozen=True, slots=True)
class LinkState:
    """A link's health with what is needed to change it. All instants are aware UTC.

    `first_ok_at` None: never seen answering. `fail_*` describe the unbroken row of bad looks, None and 0 outside one;
    `fail_reason` is the slowest rule in it. `ok_first_at`: the first good look of a dead link.
    `withheld_first_at`: the first unconfirmed withheld look. `recent`: the health after each of the last looks, one
    character each, oldest first. `content_type`: what the first good look showed, without parameters.
    """

    health: Health = Health.NEW
    reason: Reason | None = None
    since: dt.datetime | None = None
    first_ok_at: dt.datetime | None = None
    last_ok_at: dt.datetime | None = None
    last_checked_at: dt.datetime | None = None
    fail_count: int = 0
    fail_first_at: dt.datetime | None = None
    fail_reason: Reason | None = None
    confirm_at: dt.datetime | None = None
    ok_first_at: dt.datetime | None = None
    withheld_first_at: dt.datetime | None = None
    moved_to: str | None = None
    flags: frozenset[Flag] = frozenset()
    recent: str = ""
    content_type: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What `advance` may assume: how far apart runs really are, and when a revival is believed."""

    run_interval: dt.timedelta = dt.timedelta(days=1)
    revival_span: dt.timedelta = dt.timedelta(days=1)
    withheld_span: dt.timedelta = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Event:
    """A confirmed change of a link or an entry; the identities are filled in where it is recorded."""

    kind: EventKind
    at: dt.datetime
    old: str | None = None
    new: str | None = None
    detail: str | None = None
    link_id: int | None = None
    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class Transition:
    """What one verdict made of a link's state."""

    state: LinkState
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Watched:
    """A link that is due, with all that its next look will be judged by.

    `code` is what its repository was last known to hold; `promised`: some entry promises code at this link.
    """

    link: Link
    state: LinkState
    code: CodeState = CodeState.UNKNOWN
    promised: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """One settled look, ready to be recorded. `code` is None when this look did not tell.

    `events` are those of the repository's code; the link's own stand in `transition`. `pointers` name where a README
    sends the readers of a repository that holds no code. `validator` is None for a page that must be read whole again.
    """

    observation: Observation
    verdict: Verdict
    transition: Transition
    next_check_at: dt.datetime
    code: CodeEvidence | None = None
    events: tuple[Event, ...] = ()
    pointers: tuple[Mention, ...] = ()
    validator: Validator | None = None


# ── What has become of the claims ────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ClaimEvidence:
    """One mention with what is known of its link now; `link_id` and what follows are None for a bare promise.

    `ever_present`: its repository was once seen holding code. `artifact` decides which claims count first.
    `answering`: a dead link whose last look was good, before its revival is believed.
    """

    claim: Claim
    artifact: Artifact
    promised_by: dt.date | None = None
    link_id: int | None = None
    kind: Kind | None = None
    health: Health | None = None
    code: CodeState | None = None
    ever_present: bool = False
    answering: bool = False


@dataclass(frozen=True, slots=True)
class EntryEvidence:
    """All that the release status of one entry rests on, and the status it has now (None: none yet).

    `said` is what a person says that it is, whatever the rest. `has_record`: arXiv and Hugging Face can be asked.
    """

    entry_id: int
    date: dt.date | None
    first_seen_at: dt.datetime
    claims: tuple[ClaimEvidence, ...]
    status: ReleaseStatus | None = None
    said: ReleaseStatus | None = None
    has_record: bool = False


@dataclass(frozen=True, slots=True)
class StatusRuling:
    """The release status of an entry, the link that decided it, and when a kept promise would be overdue.

    `machine` is what our rules alone would say, None where nobody overrules them.
    """

    entry_id: int
    status: ReleaseStatus
    link_id: int | None = None
    overdue_at: dt.datetime | None = None
    machine: ReleaseStatus | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """What an archive has of a dead link: where its copy is (None: it has none), and when it was taken if told."""

    archive: str
    url: str | None = None
    taken_at: dt.datetime | None = None
