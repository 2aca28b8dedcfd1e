"""A stand-in that is up, and a client that reaches it the way the probers do."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest_asyncio

from checks.probers.transport import open_session
from monitor.demo.standin import StandIn


@pytest_asyncio.fixture
async def standin() -> AsyncIterator[StandIn]:
    async with StandIn() as standin:
        yield standin


@pytest_asyncio.fixture
async def session(standin: StandIn) -> AsyncIterator[aiohttp.ClientSession]:
    async with open_session(standin.transport, standin.allowed, "linkpulse-tests") as session:
        yield session


@dataclass(frozen=True)
class Api:
    """GitHub's API with the right token."""

    standin: StandIn
    session: aiohttp.ClientSession

    async def get(self, path: str, token: str | None = None) -> tuple[int, Mapping[str, str], Any]:
        """Return status, headers and document; `path` begins after the API's URL."""
        headers = {"Authorization": f"token {token or self.standin.token}"}
        url = self.standin.api_url + path
        async with self.session.get(url, headers=headers, allow_redirects=False) as response:
            return response.status, response.headers, await response.json()

    async def query(self, text: str, **variables: object) -> dict[str, Any]:
        """Return the document that answers a GraphQL query."""
        status, document = await self.post({"query": text, "variables": variables})
        assert status == 200, document
        return document

    async def post(self, payload: object) -> tuple[int, Any]:
        """Return status and document, or text, of what is sent to GraphQL."""
        headers = {"Authorization": f"bearer {self.standin.token}"}
        url = self.standin.api_url.replace("/api/v3", "/api/graphql")
        async with self.session.post(url, headers=headers, json=payload) as response:
            return response.status, await (
                response.json() if response.content_type.endswith("json") else response.text()
            )


@pytest_asyncio.fixture
async def api(standin: StandIn, session: aiohttp.ClientSession) -> Api:
    return Api(standin, session)
