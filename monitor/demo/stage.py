"""What all parts of the stand-in share: the world, the day that is played, what was counted, and what is broken."""

import secrets
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from monitor.demo.atlas import World
from monitor.demo.world import WORLD

GITHUB = "github.com"
API = "api.github.com"
RAW = "raw.githubusercontent.com"
LOOPBACK = "127.0.0.1"
HUB = "huggingface.co"
CANARY = "canary.example"
DAY_0 = datetime(2026, 1, 5, 8, tzinfo=UTC)
"""When day 0 is, unless somebody says otherwise: only instants inside answers depend on it."""

RateLimit = Literal["graphql200", "secondary", "primary"]


@dataclass(slots=True)
class Stage:
    """A day of the world, to be set at will, with counters to read and switches that break things.

    * `requests`: how many came, by surface: graphql, rest, page and refs (github.com), raw, hub, web;
      `hosts`: by Host header
    * `graphql_502_above`: a query for more repositories than this is answered 502
    * `graphql_limits_above`: of such a query only the first ones are answered, the rest is RESOURCE_LIMITS_EXCEEDED
    * `rate_limited`: the API refuses, `graphql200` by an error in a 200 (REST goes on), the others by 403
    * `page_429`, `raw_429`: github.com refuses its pages, or raw.githubusercontent.com its files
    * `readme_off_page`: pages come without their README; `dmca_page_status`: nobody has recorded the true one
    * `stranger_allowance`: how many questions REST answers without a token
    * `network_down`: no name resolves and every connection is cut
    """

    world: World = field(default=WORLD, repr=False)
    day: int = 0
    day_0: datetime = DAY_0
    graphql_502_above: int | None = None
    graphql_limits_above: int | None = None
    rate_limited: RateLimit | None = None
    page_429: bool = False
    raw_429: bool = False
    readme_off_page: bool = False
    stranger_allowance: int = 60
    dmca_page_status: int = 200
    network_down: bool = False
    requests: Counter[str] = field(default_factory=Counter, init=False)
    hosts: Counter[str] = field(default_factory=Counter, init=False)
    token: str = field(default_factory=lambda: f"demo_{secrets.token_hex(16)}", init=False, repr=False)

    def at(self, day: float) -> str:
        """Return the instant of `day` as GitHub writes it."""
        return f"{self.day_0 + timedelta(days=day):%Y-%m-%dT%H:%M:%SZ}"

    @property
    def reset_at(self) -> datetime:
        """When the API's allowance is filled up again: an hour from the instant that is played."""
        return self.day_0 + timedelta(days=self.day, hours=1)
