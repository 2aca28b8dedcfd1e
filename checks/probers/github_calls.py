"""PyGithub behind asyncio: single calls to GitHub's API from worker threads. What to call, the prober knows."""

import asyncio
import json
import logging
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import local
from types import TracebackType
from typing import Self
from urllib.parse import quote

import requests
from github import Auth, Github, GithubException
from urllib3.exceptions import MaxRetryError

from checks.forges.github_queries import Query

THREADS = 2
log = logging.getLogger(__name__)
# Importing PyGithub puts a handler there that prints redirects to stderr.
logging.getLogger("github").handlers.clear()


@dataclass(frozen=True, slots=True)
class GitHubAccess:
    """Where GitHub's API is, and the token for it, which goes nowhere else and into no text.

    `ca_file` names the bundle that TLS trusts (None: the usual one).
    """

    api_url: str
    token: str = field(repr=False)
    ca_file: Path | None = None
    timeout_s: int = 15
    user_agent: str = "linkpulse"


@dataclass(frozen=True, slots=True)
class Reply:
    """What GitHub answered: header names in lower case, the body read as JSON (None if it is none)."""

    status: int
    headers: Mapping[str, str]
    document: object
    latency_ms: int


@dataclass(frozen=True, slots=True)
class NoReply:
    """Nothing that can be read came back; `reached` tells whether a connection stood at all."""

    reached: bool


class Calls:
    """An open line to GitHub, as a context manager: closed at its end, with its threads and connections."""

    def __init__(self, access: GitHubAccess) -> None:
        """Open nothing yet: each thread makes its own client when it is first needed."""
        self._access = access
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="github", initializer=self._open_client)
        self._own = local()  # a client shared by two threads mixes up their answers (PyGithub/PyGithub#2052)
        self._clients: list[Github] = []

    def __enter__(self) -> Self:
        """Return the line itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close without waiting for a call that is under way."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for client in self._clients:
            client.close()

    async def graphql(self, query: Query) -> Reply | NoReply:
        """Send one GraphQL query."""
        return await self._in_thread("POST", None, {"query": query.text, "variables": dict(query.variables)})

    async def repository(self, name: str) -> Reply | NoReply:
        """Get `owner/name` by REST, following a rename."""
        return await self._in_thread("GET", f"/repos/{quote(name)}", None)

    async def allowance(self) -> Reply | NoReply:
        """Get what the token may still ask; this question itself costs nothing."""
        return await self._in_thread("GET", "/rate_limit", None)

    async def _in_thread(self, verb: str, path: str | None, payload: Mapping[str, object] | None) -> Reply | NoReply:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._call, verb, path, payload)

    def _open_client(self) -> None:
        """Waiting and trying again happen in asyncio; PyGithub's own would sleep in the thread and hammer on a 502."""
        client = Github(
            auth=Auth.Token(self._access.token),
            base_url=self._access.api_url,
            timeout=self._access.timeout_s,
            user_agent=self._access.user_agent,
            verify=str(self._access.ca_file) if self._access.ca_file else True,
            retry=None,
            seconds_between_requests=None,
            seconds_between_writes=None,
        )
        self._own.client = client
        self._clients.append(client)

    def _call(self, verb: str, path: str | None, payload: Mapping[str, object] | None) -> Reply | NoReply:
        requester = self._own.client.requester
        began = time.monotonic()
        try:
            status, headers, body = requester.requestJson(verb, path or requester.graphql_url, input=payload)
        except (GithubException, requests.RequestException, RuntimeError, ValueError) as error:
            # PyGithub's words for a redirect off the API's host and for headers that should be numbers are the last
            # two. Texts may hold URLs, so only the kind is told.
            log.debug("%s %s: %s", verb, path or "graphql", type(error).__name__)
            return NoReply(reached=_was_reached(error))
        latency_ms = round((time.monotonic() - began) * 1000)
        log.debug("%s %s: %s in %d ms", verb, path or "graphql", status, latency_ms)
        return Reply(status, headers, _json(body), latency_ms)


def _was_reached(error: Exception) -> bool:
    """Tell a broken conversation from one that never began, which is what urllib3 gives up on after zero retries."""
    return not (error.args and isinstance(error.args[0], MaxRetryError))


def _json(body: str) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
