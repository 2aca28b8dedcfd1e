"""Which prober looks at what: composed once and visibly, from the settings of a run."""

from collections.abc import Callable, Mapping
from datetime import datetime

import aiohttp

from checks.forges import FORGES
from checks.forges.github import CONTROL
from checks.model import ForgeName, Prober
from checks.politeness import Politeness
from checks.probers.control import proved
from checks.probers.discreet import discreet
from checks.probers.fallback import without_token
from checks.probers.github_pages import github_page_prober
from checks.probers.rest import rest_prober
from checks.probers.second_look import twice
from checks.probers.sight import Sight, sighted
from checks.probers.transport import Transport
from checks.probers.web import WebLimits, web_prober
from monitor.settings import GITHUB_API, Settings

Clock = Callable[[], datetime]
Probers = Mapping[ForgeName | None, Prober]


def wire(
    session: aiohttp.ClientSession, settings: Settings, transport: Transport, clock: Clock, sight: Sight
) -> Probers:
    """Compose the probers: one for each forge, and everything else is looked at as a page.

    Where new broken links are to be found at once, what is missing is asked for twice.
    """
    politeness = Politeness(per_host=settings.per_host, delay=settings.host_delay)
    pages = discreet(web_prober(session, clock=clock, limits=WebLimits(), politeness=politeness), clock=clock)
    forges: dict[ForgeName | None, Prober] = {
        forge.name: proved(
            rest_prober(session, forge.interface, pages, clock=clock, pace_s=settings.host_delay), forge.control
        )
        for forge in FORGES
        if forge.interface
    }
    forges |= {ForgeName.GITHUB: _github(session, settings, transport, clock), None: pages}
    seen = {forge: sighted(prober, sight) for forge, prober in forges.items()}
    return {forge: twice(prober) for forge, prober in seen.items()} if settings.fail_on == "new-broken" else seen


def _github(session: aiohttp.ClientSession, settings: Settings, transport: Transport, clock: Clock) -> Prober:
    """Ask GitHub's API with a token, its pages without; PyGithub's 40 MB are only loaded where they are used."""
    rest = GITHUB_API if settings.github_api == GITHUB_API else None
    strangers = github_page_prober(session, clock=clock, pace_s=settings.github_page_pace, api_url=rest)
    pages = proved(strangers, CONTROL)
    if settings.github_token is None:
        return pages
    from checks.probers.github import GitHubAccess, github_api_prober  # noqa: PLC0415 - as the docstring says

    access = GitHubAccess(settings.github_api, settings.github_token, transport.ca_file)
    api = github_api_prober(access, clock=clock, patience_s=settings.github_patience)
    return without_token(proved(api, CONTROL), pages) if settings.github_api == GITHUB_API else api
