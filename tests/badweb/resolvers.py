"""Names without a network: a table of them in place of a resolver."""

import socket
from collections.abc import Mapping, Sequence

from aiohttp.abc import AbstractResolver, ResolveResult


class FakeResolver(AbstractResolver):
    """Names from a table: their addresses, or the exception that aiohttp's own resolver would raise."""

    def __init__(self, table: Mapping[str, Sequence[str] | Exception]) -> None:
        """Names that are not in the table are a mistake of the test."""
        self.table = table

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Look a name up."""
        del family  # both are given, as a dual-stack machine would get them
        found = self.table[host]
        if isinstance(found, Exception):
            raise found
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in found
        ]

    async def close(self) -> None:
        """Nothing is open."""


class ToHere(AbstractResolver):
    """Every name is one port of this machine, whichever is asked for."""

    def __init__(self, port: int) -> None:
        """Whose port it is says its server."""
        self.port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Look a name up."""
        del port, family
        here = ResolveResult(
            hostname=host, host="127.0.0.1", port=self.port, family=socket.AF_INET, proto=0, flags=socket.AI_NUMERICHOST
        )
        return [here]

    async def close(self) -> None:
        """Nothing is open."""
