"""GitHub's REST without a token: strangers have sixty questions an hour, kept for what a page leaves in doubt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import aiohttp
from yarl import URL

from checks.forges.github import name_of, repository
from checks.forges.github_answers import block_reason, rest_facts
from checks.forges.github_refusals import Refusal, refusal
from checks.model import Observation
from checks.probers.destination import next_url
from checks.probers.paced import PacedHost
from checks.probers.request import REDIRECTS, Answer, WebLimits

LIMITS = WebLimits(body=1_048_576, redirects=2)
HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
OK, NOT_FOUND = 200, 404


def is_doubtful(seen: Observation) -> bool:
    """Tell what only REST can settle: a 404, which takedowns may look like, and a page that shows no repository."""
    if seen.http_status == NOT_FOUND:
        return True
    return seen.http_status == OK and seen.repository is None and seen.block_reason is None


@dataclass(frozen=True, slots=True)
class Doubts:
    """One run on REST; when the hour's questions are spent, what the page said stands."""

    host: PacedHost
    api_url: str

    async def settle(self, seen: Observation) -> Observation:
        """Return what REST says of the repository, else what was seen."""
        answer = await self._ask(URL(f"{self.api_url}/repos/{name_of(seen.link)}"))
        if isinstance(answer, Refusal):
            return seen
        document = answer.document
        if (blocked := block_reason(document)) is not None:
            return replace(seen, http_status=answer.status, page=None, block_reason=blocked)
        if answer.status == NOT_FOUND:
            return replace(seen, http_status=NOT_FOUND, page=None)
        if answer.status != OK or not isinstance(document, Mapping) or "full_name" not in document:
            return seen
        found = rest_facts(document, name_of(seen.link))
        renamed = found.name.lower() != name_of(seen.link).lower()
        there = repository(found.name).url if renamed else None
        return replace(seen, http_status=OK, final_url=there, hops=(), page=None, repository=found)

    async def _ask(self, url: URL) -> Answer | Refusal:
        """Ask, following a rename on the same host."""
        answer = await self.host.ask(url)
        for _ in range(LIMITS.redirects):
            if isinstance(answer, Refusal) or answer.status not in REDIRECTS:
                break
            there = next_url(url, answer.headers.get("Location", ""))
            if there is None or there.origin() != url.origin():
                break
            answer = await self.host.ask(there)
        return answer


def doubts(session: aiohttp.ClientSession, api_url: str, *, clock: Callable[[], datetime], pace_s: float) -> Doubts:
    """Open REST at `api_url` to a stranger for one run."""
    return Doubts(PacedHost(session, clock, pace_s, LIMITS, _refuses, HEADERS), api_url)


def _refuses(answer: Answer, at: datetime) -> Refusal | None:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return refusal(answer.status, headers, answer.document, at)
