"""Looks at GitHub's repositories without a token: one page of github.com each, one after the other, at a modest pace.

How a page is read stands in `checks.forges.github_page`. A page that was read lately is not asked for again while git's
own first answer (`info/refs`) names the same commit. Where GitHub says that it is too much, nobody else is asked.
"""

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import quote, urlsplit

import aiohttp
from yarl import URL

from checks.forges.fields import README_CAP
from checks.forges.github import name_of, target
from checks.forges.github_page import read_page
from checks.forges.github_plan import left_open
from checks.forges.github_refs import CAP, head_in, refs_address
from checks.forges.github_refusals import Refusal
from checks.model import Hop, Link, Observation, Prober, RepositoryFacts, Validator
from checks.probers.conditional import NOT_MODIFIED, usable
from checks.probers.destination import next_url
from checks.probers.github_doubts import Doubts, doubts, is_doubtful
from checks.probers.paced import PacedHost
from checks.probers.page import page_facts
from checks.probers.request import REDIRECTS, Answer, WebLimits

PAGE_LIMITS = WebLimits(body=1_048_576, redirects=5)
"""A repository's page carries its files and its README, so it is larger than what other pages are read of."""
WHOLE_EVERY = timedelta(days=7)
"""A page is read whole at least so often, whatever git says: stars come without commits."""
OK, NOT_FOUND = 200, 404


def github_page_prober(
    session: aiohttp.ClientSession,
    *,
    clock: Callable[[], datetime],
    pace_s: float = 1.0,
    limits: WebLimits = PAGE_LIMITS,
    api_url: str | None = None,
) -> Prober:
    """Give a prober that lives for one run; `session` comes from `open_session`, `clock` gives aware UTC.

    At least `pace_s` seconds pass between two requests to one host. REST at `api_url` settles doubts, if it is given.
    """
    web, raw = (PacedHost(session, clock, pace_s, limits) for _ in range(2))
    rest = doubts(session, api_url, clock=clock, pace_s=pace_s) if api_url else None
    pages = _Pages(web, raw, rest, clock)

    async def probe(links: Sequence[Link]) -> AsyncGenerator[Observation]:
        for link in links:
            yield await pages.look(link)

    return probe


@dataclass(frozen=True, slots=True)
class _Pages:
    """One run on github.com, with what helps out where a page does not tell."""

    web: PacedHost
    raw: PacedHost
    rest: Doubts | None
    clock: Callable[[], datetime]

    async def look(self, link: Link) -> Observation:
        """Read the repository's page, unless nothing has changed since; what it leaves in doubt is settled."""
        unchanged = await self._unchanged(link)
        if unchanged is not None:
            return unchanged
        seen = await self._page(link)
        if self.rest is not None and is_doubtful(seen):
            return await self.rest.settle(seen)
        if seen.repository is None:
            return seen
        facts = await self._with_readme(seen.repository)
        return replace(seen, repository=facts, validator=_validator(facts, seen.at))

    async def _unchanged(self, link: Link) -> Observation | None:
        """Ask git's first question of a repository that was read lately; None if its page must be read."""
        known = usable(link.validator, self.clock(), WHOLE_EVERY)
        if known is None:
            return None
        answer = await self.web.ask(URL(refs_address(name_of(link))), CAP)
        if isinstance(answer, Refusal):
            return self._refused(link, answer)
        if answer.status != OK or head_in(answer.body or b"") != known.text:
            return None
        latency_ms = round(answer.seconds * 1000)
        return Observation(link, self.clock(), http_status=NOT_MODIFIED, latency_ms=latency_ms, validator=known)

    async def _page(self, link: Link) -> Observation:
        """Follow the repository's page to its end, unless GitHub refuses."""
        url, hops = URL(f"https://github.com/{name_of(link)}"), list[Hop]()
        while not isinstance(answer := await self.web.ask(url), Refusal):
            there = self._next(url, answer, hops)
            if there is None:
                return _seen(Observation(link, self.clock(), hops=tuple(hops)), url, answer)
            hops.append(Hop(answer.status, str(there)))
            url = there
        return replace(self._refused(link, answer), hops=tuple(hops))

    async def _with_readme(self, facts: RepositoryFacts) -> RepositoryFacts:
        """Add a README that is there and not on the page; one that cannot be had is unknown."""
        name = _unread_readme(facts)
        if name is None:
            return facts
        answer = await self.raw.ask(
            URL(f"https://raw.githubusercontent.com/{facts.name}/HEAD/{quote(name)}"), README_CAP
        )
        if isinstance(answer, Refusal) or answer.status != OK or answer.body is None:
            return replace(facts, readme=None)
        return replace(facts, readme=answer.body.decode(errors="replace"))

    def _next(self, url: URL, answer: Answer, hops: Sequence[Hop]) -> URL | None:
        """Return where a redirect leads, None at the end of the way."""
        if answer.status not in REDIRECTS or len(hops) >= self.web.limits.redirects:
            return None
        return next_url(url, answer.headers.get("Location", ""))

    def _refused(self, link: Link, refusal: Refusal) -> Observation:
        return Observation(link, self.clock(), fault=refusal.fault, retry_at=refusal.retry_at)


def _seen(bare: Observation, url: URL, answer: Answer) -> Observation:
    """Tell what the last page of the way showed; one that is no repository's is told like any web page."""
    seen = replace(
        bare,
        http_status=answer.status,
        final_url=str(url) if bare.hops else None,
        latency_ms=round(answer.seconds * 1000),
    )
    if answer.status == NOT_FOUND:
        return seen
    body = answer.body or b""
    there = target(urlsplit(str(url)))
    if there is None or there.name is None:
        return replace(seen, page=page_facts(answer.status, answer.headers, body))
    disabled = answer.headers.get("x-disabled") == "true"
    reading = read_page(body.decode(errors="replace"), there.name, disabled=disabled)
    if reading.facts is None and reading.block_reason is None:
        return replace(seen, page=page_facts(answer.status, answer.headers, body))
    return replace(seen, repository=reading.facts, block_reason=reading.block_reason)


def _unread_readme(facts: RepositoryFacts) -> str | None:
    """Name the README that the page does not show: what the root names, or the usual one where no root is shown."""
    if facts.files is None:
        return "README.md" if facts.readme is None else None
    look = left_open(facts)
    return look.readme if look else None


def _validator(facts: RepositoryFacts, at: datetime) -> Validator | None:
    """Give the head commit to ask by, of a page that told all that a page can tell."""
    told = None not in {facts.stars, facts.head_oid} and facts.files is not None and facts.readme is not None
    return Validator(facts.head_oid, at) if told and facts.head_oid and not facts.empty else None
