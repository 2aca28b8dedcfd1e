"""Judges one observation: a table of rows, tried in order; the first that fits is the verdict.

How often and for how long a bad verdict must be repeated before anybody believes it stands here too. What became of
earlier looks is not known here: that is `monitor/health.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

from checks import soft_404, telltales
from checks.model import Fault, Flag, Observation, Reason, Signal, Verdict

Outcome = Fault | int | None
"""How a look ended: a fault, or a status of HTTP; None is neither."""
Predicate = Callable[[Observation], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: its name, the outcomes it is for, what else must be so, and why it stands there."""

    reason: Reason
    signal: Signal
    outcomes: frozenset[Outcome]
    note: str
    when: Predicate | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A bad verdict is believed after so many looks, the first and last of them at least `span` apart."""

    looks: int
    span: timedelta


def _on(*outcomes: Outcome | range) -> frozenset[Outcome]:
    return frozenset(chain.from_iterable(each if isinstance(each, range) else (each,) for each in outcomes))


def _is_blocked(seen: Observation) -> bool:
    return seen.block_reason is not None


def _is_replaced(seen: Observation) -> bool:
    known, found = seen.link.node_id, seen.repository and seen.repository.node_id
    return bool(known and found and known != found)


def _is_renamed(seen: Observation) -> bool:
    asked, found = seen.link.name, seen.repository and seen.repository.name
    return bool(asked and found and asked.lower() != found.lower())


def _is_repository(seen: Observation) -> bool:
    return seen.repository is not None


def _is_on_forge(seen: Observation) -> bool:
    return seen.link.forge is not None


def _names_an_instant(seen: Observation) -> bool:
    return seen.retry_at is not None


def _has_moved(seen: Observation) -> bool:
    return telltales.new_place(seen) is not None


def _is_empty(seen: Observation) -> bool:
    return seen.http_status in {204, 205} or (seen.page is not None and seen.page.size == 0)


def _is_redirected(seen: Observation) -> bool:
    return bool(seen.hops)


ANY = _on(range(100, 1000))
GOOD = _on(range(200, 300), 304)

RULES: tuple[Row, ...] = (
    # Nothing was sent, by rule.
    Row(Reason.PRIVATE_ADDRESS, Signal.REFUSED, _on(Fault.PRIVATE_ADDRESS), "our guard spoke, so never called dead"),
    Row(Reason.ODD_PORT, Signal.REFUSED, _on(Fault.ODD_PORT), "no web lives there, and other services listen"),
    Row(Reason.BAD_URL, Signal.REFUSED, _on(Fault.BAD_URL), "no request can be made of it"),
    Row(Reason.SECRET_IN_URL, Signal.REFUSED, _on(Fault.SECRET_IN_URL), "asking would use somebody's secret"),
    # We could not see.
    Row(Reason.THROTTLED, Signal.BLIND, _on(Fault.RATE_LIMITED, 408, 425, 429), "we ask too much: the host backs off"),
    Row(Reason.FORGE_DOWN, Signal.BLIND, _on(Fault.FORGE_DOWN), "the forge failed, not the repository"),
    Row(Reason.TOKEN_REJECTED, Signal.BLIND, _on(Fault.TOKEN_REJECTED), "our token, not their repository"),
    Row(Reason.OWN_OUTAGE, Signal.BLIND, _on(Fault.OWN_OUTAGE), "the canaries were silent too"),
    Row(Reason.OWN_OUTAGE, Signal.BLIND, _on(Fault.DNS_UNREACHABLE), "our own name servers"),
    Row(Reason.OWN_OUTAGE, Signal.BLIND, _on(Fault.NETWORK_DOWN), "our network; or IPv6 only, and we have none"),
    Row(Reason.INTERNAL, Signal.BLIND, _on(Fault.INTERNAL), "a mistake of ours"),
    # The wire failed.
    Row(Reason.DOMAIN_GONE, Signal.GONE, _on(Fault.DNS_NXDOMAIN), "lapsed domains are often renewed within days"),
    Row(Reason.NO_ADDRESS, Signal.DOUBTFUL, _on(Fault.DNS_NODATA), "the name exists, an address does not"),
    Row(Reason.DNS_FAILURE, Signal.UNREACHABLE, _on(Fault.DNS_FAILURE), "SERVFAIL, REFUSED, silence, garbage"),
    Row(Reason.TIMEOUT, Signal.UNREACHABLE, _on(Fault.CONNECT_TIMEOUT, Fault.READ_TIMEOUT), "silence"),
    Row(Reason.NO_ROUTE, Signal.UNREACHABLE, _on(Fault.NO_ROUTE), "a router says so"),
    Row(Reason.CONNECTION_FAILED, Signal.UNREACHABLE, _on(Fault.CONNECTION_REFUSED), "nobody serves there now"),
    Row(Reason.CONNECTION_FAILED, Signal.UNREACHABLE, _on(Fault.CONNECTION_RESET, Fault.DISCONNECTED), "hung up on us"),
    Row(Reason.TLS_HANDSHAKE, Signal.UNREACHABLE, _on(Fault.TLS_HANDSHAKE), "no connection: more than a defect"),
    Row(Reason.BAD_HTTP, Signal.UNREACHABLE, _on(Fault.BAD_HTTP), "no status could be read"),
    Row(Reason.BAD_REDIRECT, Signal.DOUBTFUL, _on(Fault.BAD_REDIRECT), "to another scheme, or nowhere"),
    Row(Reason.REDIRECT_LOOP, Signal.LIMITED, _on(Fault.TOO_MANY_REDIRECTS), "cookie walls send the cookieless round"),
    # Withheld.
    Row(Reason.LEGAL_BLOCK, Signal.WITHHELD, _on(451), "somebody's claim, not the author's doing"),
    Row(Reason.FORGE_BLOCK, Signal.WITHHELD, ANY, "the forge blocks it and says why", _is_blocked),
    # A forge showed a repository. Its identity outweighs its name.
    Row(Reason.REPLACED, Signal.DOUBTFUL, ANY, "another repository answers under the old name", _is_replaced),
    Row(Reason.RENAMED, Signal.MOVED, ANY, "the same repository under another name", _is_renamed),
    Row(Reason.OK, Signal.ALIVE, ANY, "the forge shows it", _is_repository),
    # Answered, but not shown.
    Row(Reason.BOT_WALL, Signal.LIMITED, _on(999), "what one social network says to machines"),
    Row(Reason.BOT_WALL, Signal.LIMITED, ANY, "a wall answers for the page: never dead", telltales.behind_bot_wall),
    Row(Reason.UNAVAILABLE, Signal.LIMITED, _on(503), "on purpose: it says when to come back", _names_an_instant),
    Row(Reason.SERVER_ERROR, Signal.UNREACHABLE, _on(range(500, 600)), "may pass, as outages do"),
    Row(Reason.LOGIN, Signal.LIMITED, _on(range(200, 500)), "there, for some", telltales.sent_to_login),
    Row(Reason.LOGIN, Signal.LIMITED, _on(401), "there, for some"),
    Row(Reason.FORBIDDEN, Signal.LIMITED, _on(402, 403, 407), "there, for some; a refusal alone never means dead"),
    Row(Reason.FORBIDDEN, Signal.LIMITED, _on(405, 406, 418, 444), "it will not talk with machines such as we are"),
    # Said to be missing.
    Row(Reason.NOT_PUBLIC, Signal.GONE, _on(404), "deleted or private: forges do not tell", _is_on_forge),
    Row(Reason.NOT_FOUND, Signal.GONE, _on(404), "a GET was answered so: a HEAD would be no evidence"),
    Row(Reason.GONE, Signal.GONE, _on(410), "said on purpose"),
    Row(Reason.BAD_REQUEST, Signal.DOUBTFUL, _on(400, 414, 421, 431), "maybe our request is to blame"),
    Row(Reason.FORBIDDEN, Signal.LIMITED, _on(range(400, 500)), "an answer, and none that says it is missing"),
    # Answered with something else than the page.
    Row(Reason.PARKED, Signal.GONE, GOOD, "only the domain is left, and for sale", telltales.parked),
    Row(Reason.SOFT_404, Signal.DOUBTFUL, GOOD, "missing, whatever the status says", soft_404.is_soft_404),
    Row(Reason.LOOKS_MISSING, Signal.LIMITED, GOOD, "nothing to compare it with: no proof", soft_404.is_unproven),
    # Alive.
    Row(Reason.REDIRECTED, Signal.MOVED, GOOD, "permanently, to another place", _has_moved),
    Row(Reason.EMPTY_BODY, Signal.ALIVE, _on(range(200, 300)), "empty is not dead", _is_empty),
    Row(Reason.REDIRECTED, Signal.ALIVE, GOOD, "for the time being, or to the same place", _is_redirected),
    Row(Reason.OK, Signal.ALIVE, GOOD | _on(300), "the page answers"),
    # Answers that are none.
    Row(Reason.BAD_REDIRECT, Signal.DOUBTFUL, _on(range(301, 400)), "a redirect that names no place"),
    Row(Reason.BAD_HTTP, Signal.UNREACHABLE, ANY, "no status that ends a request"),
)
"""The decision table. Each fault and each status has a row that asks for nothing more."""

UNTOLD = Row(Reason.INTERNAL, Signal.BLIND, _on(None), "neither a fault nor a status of HTTP: a mistake of ours")
"""The row for what should not be: it catches all that RULES does not know."""

_TRANSPORT = Confirmation(5, timedelta(days=14))  # outages have long tails: only a fortnight keeps false alarms rare
_WEEK = Confirmation(4, timedelta(days=7))

CONFIRMATIONS: Mapping[Reason, Confirmation] = {
    Reason.GONE: Confirmation(2, timedelta(days=1)),
    Reason.PARKED: Confirmation(2, timedelta(days=3)),
    Reason.NOT_FOUND: Confirmation(3, timedelta(days=3)),
    Reason.NOT_PUBLIC: Confirmation(3, timedelta(days=3)),
    Reason.REPLACED: Confirmation(3, timedelta(days=3)),
    Reason.SOFT_404: Confirmation(3, timedelta(days=7)),
    Reason.DOMAIN_GONE: _WEEK,
    Reason.NO_ADDRESS: _WEEK,
    Reason.BAD_REQUEST: _WEEK,
    Reason.BAD_REDIRECT: _WEEK,
    Reason.SERVER_ERROR: _TRANSPORT,
    Reason.DNS_FAILURE: _TRANSPORT,
    Reason.TIMEOUT: _TRANSPORT,
    Reason.NO_ROUTE: _TRANSPORT,
    Reason.CONNECTION_FAILED: _TRANSPORT,
    Reason.TLS_HANDSHAKE: _TRANSPORT,
    Reason.BAD_HTTP: _TRANSPORT,
}
"""What it takes to believe each reason whose signal is gone, doubtful or unreachable."""


def _indexed(rows: Iterable[Row]) -> Mapping[Outcome, tuple[Row, ...]]:
    index: dict[Outcome, tuple[Row, ...]] = {}
    for row in rows:
        for outcome in row.outcomes:
            index[outcome] = (*index.get(outcome, ()), row)
    return index


_ROWS = _indexed(RULES)  # the same table by outcome: a look at a page need not pass the rows of every fault
_ANSWERED_WELL = frozenset({Signal.ALIVE, Signal.MOVED})


def classify(observation: Observation) -> Verdict:
    """Judge an observation by the first row that fits it."""
    row = _row(observation)
    return Verdict(row.signal, row.reason, _flags(row, observation), _moved_to(row, observation))


def _row(seen: Observation) -> Row:
    rows = _ROWS.get(seen.fault or seen.http_status, ())
    return next((row for row in rows if row.when is None or row.when(seen)), UNTOLD)


def _flags(row: Row, seen: Observation) -> frozenset[Flag]:
    if row.reason is Reason.REPLACED:
        return frozenset({Flag.REPLACED})
    if row.signal not in _ANSWERED_WELL:
        return frozenset()
    repository = seen.repository
    defects = {
        Flag.TLS: seen.tls_defect is not None,
        Flag.EMPTY: row.reason is Reason.EMPTY_BODY or (repository is not None and repository.empty),
        Flag.ARCHIVED: repository is not None and repository.archived,
        Flag.GATED: repository is not None and repository.gated,
        Flag.STOPPED: repository is not None and repository.stopped,
        Flag.DISABLED: repository is not None and repository.disabled,
    }
    return frozenset(flag for flag, present in defects.items() if present)


def _moved_to(row: Row, seen: Observation) -> str | None:
    if row.signal is not Signal.MOVED:
        return None
    if seen.repository is not None and seen.link.name is not None:
        # A canonical URL ends in the name, on every forge; only its case may differ from what was written.
        return seen.link.url[: -len(seen.link.name)] + seen.repository.name
    return telltales.new_place(seen)
