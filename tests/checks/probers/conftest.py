"""A small bad web on loopback (`tests/badweb`) as fixtures, and sessions that reach nothing else."""

import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import pytest
import pytest_asyncio
import trustme

from tests.badweb.resolvers import FakeResolver
from tests.badweb.server import BadServer, serving


@pytest_asyncio.fixture
async def server() -> AsyncIterator[BadServer]:
    """Serve plain HTTP."""
    async with serving() as running:
        yield running


@pytest.fixture
def authority() -> trustme.CA:
    """Give a throw-away certificate authority."""
    return trustme.CA()


@pytest.fixture
def serve_tls() -> Callable[[trustme.LeafCert], AbstractAsyncContextManager[BadServer]]:
    """Serve TLS with a certificate of one's choice."""

    def serve(certificate: trustme.LeafCert) -> AbstractAsyncContextManager[BadServer]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        return serving(context)

    return serve


@pytest.fixture
def names() -> type[FakeResolver]:
    """Give the maker of resolvers: `names({"acme.test": ["127.0.0.1"]})`."""
    return FakeResolver
