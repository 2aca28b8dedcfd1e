"""The name service of the stand-in: all its hosts are on loopback, everything else does not exist."""

import socket

from aiodns.error import ARES_ECONNREFUSED, ARES_ENOTFOUND, DNSError
from aiohttp.abc import AbstractResolver, ResolveResult

from monitor.demo.stage import API, CANARY, GITHUB, LOOPBACK, RAW, Stage

HTTP = 80


class Names(AbstractResolver):
    """A resolver that also turns ports: `plain` is where port 80 is served, `tls` all others."""

    def __init__(self, stage: Stage, *, tls: int, plain: int) -> None:
        """The hosts are those that have a name on the day that `stage` plays."""
        self._stage, self._tls, self._plain = stage, tls, plain

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002 - it listens on IPv4, whatever is asked for
    ) -> list[ResolveResult]:
        """Return the one address of `host`; OSError caused by DNSError, like aiohttp's own, if there is none."""
        if self._stage.network_down:
            raise _failure(ARES_ECONNREFUSED, "Could not contact DNS servers")
        if host not in known_hosts(self._stage):
            raise _failure(ARES_ENOTFOUND, "Domain name not found")
        turned = self._plain if port == HTTP else self._tls
        flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
        return [ResolveResult(hostname=host, host=LOOPBACK, port=turned, family=socket.AF_INET, proto=0, flags=flags)]

    async def close(self) -> None:
        """Hold nothing, so there is nothing to give back."""


def known_hosts(stage: Stage) -> frozenset[str]:
    """Return every host that has a name today."""
    return stage.world.hosts(stage.day) | {GITHUB, API, RAW, CANARY}


def _failure(code: int, text: str) -> OSError:
    failure = OSError(None, text)
    failure.__cause__ = DNSError(code, text)
    return failure
